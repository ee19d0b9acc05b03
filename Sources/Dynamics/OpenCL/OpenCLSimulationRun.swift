package import Compute
internal import Graphs

/// Simulations under way on an OpenCL device, side by side on one connectome: a work-group a simulation, a work-item a
/// node, and many steps in each launch. Double precision has the same bits as `SimulationRun`.
package final class OpenCLSimulationRun<Real: SimulationReal & OpenCLArgument> {
    package let simulations: [Simulation]
    package let series: [Series]
    private let layout: DeviceLayout
    private let schedule: DeviceSchedule
    private let stimuli: DeviceStimuli
    private let buffers: OpenCLSimulationBuffers<Real>
    private let kernel: OpenCLKernel
    private let groupSize: Int
    private var step = 0
    /// Why runs ended early, by their place, and after which step.
    private var failures: [Int: (step: Int, error: DynamicsError)] = [:]

    /// - Parameters:
    ///   - simulations: Alike in everything that shapes the work, on one connectome; they may differ in parameters, gains,
    ///     noise intensities, initial states and seeds.
    ///   - numbers: Their numbers in the noise's counter; nil: from 0.
    ///   - edges: The connectome's edges at the simulations' speed and step, where they are at hand.
    /// - Throws: `DynamicsError` of kind `notSupported` for an integrator that chooses its steps and for more nodes than a
    ///   work-group has work-items, `tooLarge`; `OpenCLError`.
    package init(
        _ simulations: [Simulation], numbers: [UInt32]? = nil, edges: DelayedEdges? = nil, on context: OpenCLContext
    ) throws {
        self.simulations = simulations
        let (connectome, runs) = (simulations[0].connectome, simulations.map(\.settings))
        let (settings, nodes) = (runs[0], simulations[0].connectome.nodeCount)
        series = simulations[0].series
        let sorted =
            try edges
            ?? DelayedEdges(connectome, speed: settings.coupling.speed, step: settings.stepMilliseconds)
        let deviceEdges = DeviceEdges<Real>(sorted, nodes: nodes)
        let noise = DeviceNoise(runs, nodes: nodes)
        let variables = settings.model.description.variables
        let recorded = series.compactMap { series in
            settings.model.description.recordable.firstIndex { $0.name == series.name }
        }
        layout = try DeviceLayout(
            settings, edges: sorted, isDense: deviceEdges.isDense, noise: noise, nodes: nodes, recorded: recorded.count)
        schedule = DeviceSchedule(
            settings, series: series, recorded: recorded.count, runs: runs.count, nodes: nodes,
            edges: connectome.edgeCount, on: context.device)
        stimuli = DeviceStimuli(settings.stimuli, variables: variables, nodes: nodes)
        let program = try OpenCLProgram("simulate.cl", defines: layout.macros, on: context)
        kernel = try program.kernel("advance_simulations")
        let begin = try program.kernel("begin_simulations")
        groupSize = try Self.groupSize([kernel, begin], nodes: nodes, device: context.device)
        var parameters = DeviceRows<Real>.parameters(runs, strengths: sorted.strengths, nodes: nodes)
        noise.add(to: &parameters, nodes: nodes)
        buffers = try OpenCLSimulationBuffers(
            runs, numbers: numbers ?? (0..<UInt32(runs.count)).map { $0 }, layout: layout, schedule: schedule,
            edges: deviceEdges, parameters: parameters, stimuli: stimuli, recorded: recorded, on: context)
        try buffers.setArguments(ofBegin: begin, layout)
        try begin.launch(over: [groupSize * runs.count], groups: [groupSize])
    }

    /// As many work-items as nodes, rounded up to whole vectors of the device where there is room.
    private static func groupSize(_ kernels: [OpenCLKernel], nodes: Int, device: OpenCLDevice) throws -> Int {
        let largest = kernels.map(\.largestWorkGroup).min() ?? 1
        guard nodes <= largest else {
            throw DynamicsError(
                .notSupported, key: "device",
                problem: "\(device.label) takes simulations of at most \(largest) nodes, and these have \(nodes)",
                remedy: "use --device cpu")
        }
        let multiple = kernels.map(\.preferredWorkGroupMultiple).max() ?? 1
        let rounded = (nodes + multiple - 1) / multiple * multiple
        return rounded <= largest ? rounded : nodes
    }

    /// The steps still to make.
    package var remainingSteps: Int { schedule.total - step }

    /// Why a run ended early; nil where it did not.
    package func failure(of run: Int) -> DynamicsError? { failures[run]?.error }

    /// Makes up to `count` steps.
    ///
    /// - Parameter record: Called for each sample of each run that has not left the finite numbers: series, sample's
    ///   number, run, and the nodes' values. The samples of a series come in order.
    /// - Throws: `OpenCLError`; what `record` throws.
    package func advance(
        _ count: Int,
        record: (_ series: Int, _ sample: Int, _ run: Int, UnsafeBufferPointer<Real>) throws -> Void
    ) throws {
        let settings = simulations[0].settings
        let end = min(schedule.total, step + count)
        while step < end {
            let (before, piece) = (step, min(end - step, schedule.stepsPerLaunch))
            try buffers.stimulusValues.write(
                stimuli.values(from: before, steps: piece, stepMilliseconds: schedule.stepMilliseconds))
            try buffers.setArguments(
                of: kernel, layout, schedule, bold: settings.bold, from: before, steps: piece)
            try kernel.launch(over: [groupSize * simulations.count], groups: [groupSize], work: work(piece))
            step += piece
            try collectFailures()
            if layout.recorded > 0 {
                try deliver(buffers.samples, from: before, every: schedule.variableSteps, 0..<layout.recorded, record)
            }
            if settings.bold != nil {
                let last = layout.recorded..<layout.recorded + 1
                try deliver(buffers.boldSamples, from: before, every: schedule.boldSteps, last, record)
            }
        }
    }

    /// What the coupling costs: an addition and a multiplication an edge, signal and step, and the load of what the source
    /// sent, of the weight and of the place, from wherever they lie.
    private func work(_ steps: Int) -> DeclaredWork {
        let edges = Double(layout.signals * simulations[0].connectome.edgeCount) * Double(simulations.count)
        return DeclaredWork(
            bytes: edges * Double(steps) * Double(2 * MemoryLayout<Real>.size + 4),
            operations: 2 * edges * Double(steps), isSinglePrecision: simulations[0].settings.precision == .single)
    }

    private func deliver(
        _ buffer: OpenCLBuffer<Real>, from before: Int, every interval: Int, _ series: Range<Int>,
        _ record: (_ series: Int, _ sample: Int, _ run: Int, UnsafeBufferPointer<Real>) throws -> Void
    ) throws {
        let (runs, nodes) = (simulations.count, layout.nodes)
        let samples = schedule.samples(every: interval, until: before)..<schedule.samples(every: interval, until: step)
        guard !samples.isEmpty else { return }
        let values = try buffer.read(0..<samples.count * series.count * runs * nodes)
        try values.withUnsafeBufferPointer { values in
            var start = 0
            for sample in samples {
                let made = schedule.transient + (sample + 1) * interval
                for series in series {
                    for run in 0..<runs {
                        if (failures[run]?.step ?? .max) > made {
                            try record(series, sample, run, .init(rebasing: values[start..<start + nodes]))
                        }
                        start += nodes
                    }
                }
            }
        }
    }

    private func collectFailures() throws {
        let failed = try buffers.failed.read()
        for run in simulations.indices where failed[run] != 0 && failures[run] == nil {
            let marks = try buffers.diverged.read(run * layout.nodes..<(run + 1) * layout.nodes)
            guard let first = marks.map(\.x).filter({ $0 > 0 }).min() else { continue }
            let nodes = marks.indices.filter { marks[$0].x == first }
            guard let node = nodes.min(by: { (marks[$0].y, $0) < (marks[$1].y, $1) }) else { continue }
            let simulation = simulations[run]
            let error = DynamicsError.leftFiniteNumbers(
                variable: simulation.settings.model.description.variables[Int(marks[node].y)].name,
                node: simulation.connectome.labels[node], step: Int(first),
                stepMilliseconds: simulation.settings.stepMilliseconds)
            failures[run] = (Int(first), error)
        }
    }
}
