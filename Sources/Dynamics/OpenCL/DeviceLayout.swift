internal import Compute
internal import Graphs

/// What the runs of one launch have in common: the program's macros, and how much memory a run takes.
struct DeviceLayout {
    let nodes: Int
    let variables: Int
    let parameters: Int
    /// Signals that are sent, and those that the model reads.
    let signals: Int
    let signalRows: Int
    /// Entries of a node's past; 0 without delays. One more than the longest delay, so that what is written in a step is
    /// not read in it.
    let ring: Int
    let recorded: Int
    let macros: [String: String]

    static let longSteps = DelayedEdges.longDelay
    static let mediumSteps = DelayedEdges.mediumDelay

    /// - Throws: `DynamicsError` of kind `notSupported` for an integrator that chooses its steps, `tooLarge` where the past
    ///   does not fit 32-bit offsets.
    init(
        _ settings: SimulationSettings, edges: DelayedEdges, isDense: Bool, noise: DeviceNoise, nodes: Int,
        recorded: Int
    ) throws(DynamicsError) {
        let description = settings.model.description
        self.nodes = nodes
        self.recorded = recorded
        variables = description.variables.count
        parameters = description.parameters.count + ModelDescription.commonParameters
        signals = settings.signalCount
        signalRows = description.coupling.signals.count
        ring = edges.hasDelays ? edges.longest + 1 : 0
        let bold = settings.bold.map { bold in
            1 + (description.recordable.firstIndex { $0.name == bold.variable ?? description.boldVariable } ?? 0)
        }
        let integrator: Int
        switch settings.integrator {
        case .euler: integrator = 0
        case .heun: integrator = 1
        case .rungeKutta4: integrator = 2
        case .dormandPrince:
            throw DynamicsError(
                .notSupported, key: "integrator", problem: "a device makes steps of one width",
                remedy: "use euler, heun or rk4, or --device cpu")
        }
        let numbers = [
            "MODEL": Int(settings.model.number), "VARIABLES": variables, "PARAMETERS": parameters, "SIGNALS": signals,
            "SIGNAL_ROWS": signalRows, "INTEGRATOR": integrator, "LONG": edges.long.isEmpty ? 0 : 1,
            "MEDIUM": edges.medium.isEmpty ? 0 : 1, "SHORT": edges.short.isEmpty ? 0 : 1,
            "UNDELAYED": edges.undelayed.isEmpty ? 0 : isDense ? 2 : 1, "WHITE": noise.white, "OU": noise.colored,
            "STIMULI": settings.stimuli.isEmpty ? 0 : 1, "BOLD": bold ?? 0, "RECORDED": recorded,
        ]
        var macros = numbers.mapValues { String($0) }
        if settings.precision == .single { macros["SINGLE"] = "1" }
        self.macros = macros
        let past = integrator == 2 ? 3 * signalRows : 0
        carriedRows =
            variables + signalRows + past + (noise.colored == 0 ? 0 : variables) + (bold == nil ? 0 : 5)
        guard history < Int(Int32.max) else {
            throw DynamicsError(
                .tooLarge, key: "coupling.speed", problem: "\(nodes) nodes with a past of \(ring) steps do not fit",
                remedy: "use a larger step or speed")
        }
    }

    /// Rows of a run's state between launches.
    let carriedRows: Int

    /// Entries a run.
    var history: Int { signals * nodes * 2 * ring }
    var longSums: Int { ring == 0 ? 0 : signals * nodes * Self.longSteps }
    var mediumSums: Int { ring == 0 ? 0 : signals * nodes * Self.mediumSteps }
    var carried: Int { carriedRows * nodes }
    /// Of the memory that a work-group shares.
    var board: Int { 2 * signals * nodes }

    /// Bytes that a run keeps on the device, its parameters at most, and its samples of one launch aside.
    func bytesPerRun(_ realSize: Int) -> Int {
        (history + longSums + mediumSums + carried + (parameters + 3 * variables) * nodes) * realSize + nodes * 8 + 16
    }

    /// How many runs fit `device` side by side, 1 at least.
    func runs(on device: OpenCLDevice, realSize: Int) -> Int {
        let largest = max(1, max(history, longSums, carried) * realSize)
        let entries = max(1, max(1, parameters + 3 * variables) * nodes)
        return max(
            1,
            min(
                device.globalMemory / 10 * 7 / bytesPerRun(realSize), device.largestAllocation / largest,
                Int(Int32.max) / entries))
    }
}

extension OpenCLSimulationRun {
    /// How many runs of `connectome` fit `device` side by side, 1 at least.
    static func runsThatFit(
        _ settings: SimulationSettings, _ connectome: Connectome, edges: DelayedEdges, on device: OpenCLDevice
    ) throws(DynamicsError) -> Int {
        let nodes = connectome.nodeCount
        let layout = try DeviceLayout(
            settings, edges: edges, isDense: false, noise: DeviceNoise([settings], nodes: nodes), nodes: nodes,
            recorded: 1)
        return layout.runs(on: device, realSize: MemoryLayout<Real>.stride)
    }
}
