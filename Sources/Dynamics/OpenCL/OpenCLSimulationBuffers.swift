internal import Compute

/// Everything that the kernels of `simulate.cl` read and write.
struct OpenCLSimulationBuffers<Real: SimulationReal & OpenCLArgument> {
    private let seeds: OpenCLBuffer<UInt64>
    private let numbers: OpenCLBuffer<UInt32>
    private let table: OpenCLBuffer<Real>
    private let rows: OpenCLBuffer<Int32>
    private let counts: OpenCLBuffer<Int32>
    private let places: OpenCLBuffer<Int32>
    private let sources: OpenCLBuffer<Int32>
    private let delays: OpenCLBuffer<Int32>
    private let weights: OpenCLBuffer<Real>
    private let history: OpenCLBuffer<Real>
    private let longSums: OpenCLBuffer<Real>
    private let mediumSums: OpenCLBuffer<Real>
    private let carried: OpenCLBuffer<Real>
    private let stimulusStarts: OpenCLBuffer<Int32>
    private let stimulusEntries: OpenCLBuffer<SIMD2<Int32>>
    let stimulusValues: OpenCLBuffer<Real>
    private let stimulusColumns: Int
    private let recorded: OpenCLBuffer<Int32>
    /// Sample by sample, series by series, run by run, node by node.
    let samples: OpenCLBuffer<Real>
    private let boldConstants: OpenCLBuffer<Real>
    let boldSamples: OpenCLBuffer<Real>
    /// For each run and node the steps after which it was first found to be no finite number, and the variable.
    let diverged: OpenCLBuffer<SIMD2<UInt32>>
    /// For each run whether a node did.
    let failed: OpenCLBuffer<UInt32>

    init(
        _ runs: [SimulationSettings], numbers: [UInt32], layout: DeviceLayout, schedule: DeviceSchedule,
        edges: DeviceEdges<Real>, parameters: DeviceRows<Real>, stimuli: DeviceStimuli, recorded: [Int],
        on context: OpenCLContext
    ) throws {
        let nodes = layout.nodes
        func room<Element>(_ count: Int) throws -> OpenCLBuffer<Element> {
            try OpenCLBuffer(count: max(1, count), on: context)
        }
        func filled<Element>(_ elements: [Element]) throws -> OpenCLBuffer<Element> {
            let buffer: OpenCLBuffer<Element> = try room(elements.count)
            try buffer.write(elements)
            return buffer
        }
        seeds = try filled(runs.map(\.seed))
        self.numbers = try filled(numbers)
        table = try filled(parameters.values)
        rows = try filled(parameters.places)
        counts = try filled(edges.counts)
        places = try filled(edges.places)
        sources = try filled(edges.sources)
        delays = try filled(edges.delays)
        weights = try filled(edges.weights)
        history = try room(runs.count * layout.history)
        longSums = try room(runs.count * layout.longSums)
        mediumSums = try room(runs.count * layout.mediumSums)
        carried = try filled(Self.initialState(runs, numbers, layout))
        stimulusStarts = try filled(stimuli.starts)
        stimulusEntries = try filled(stimuli.entries)
        stimulusColumns = stimuli.columnCount
        stimulusValues = try room((2 * schedule.stepsPerLaunch + 1) * stimuli.columnCount)
        self.recorded = try filled(recorded.map { Int32($0) })
        samples = try room(schedule.variableCapacity * recorded.count * runs.count * nodes)
        boldConstants = try filled(
            runs[0].bold.map { ($0.stepConstants + $0.signalConstants).map { Real($0) } } ?? [])
        boldSamples = try room(runs[0].bold == nil ? 1 : schedule.boldCapacity * runs.count * nodes)
        diverged = try room(runs.count * nodes)
        try diverged.fill(SIMD2())
        failed = try room(runs.count)
        try failed.fill(0)
    }

    /// The carried rows of every run: the variables, and zeros.
    private static func initialState(
        _ runs: [SimulationSettings], _ numbers: [UInt32], _ layout: DeviceLayout
    ) -> [Real] {
        var rows = [Real](repeating: 0, count: runs.count * layout.carried)
        let variables = runs[0].model.description.variables
        for (run, settings) in runs.enumerated() {
            for (number, variable) in variables.enumerated() {
                for node in 0..<layout.nodes {
                    rows[run * layout.carried + number * layout.nodes + node] = Real(
                        settings.initialValue(variable, number: number, node: node, run: numbers[run]))
                }
            }
        }
        return rows
    }

    private func board(_ layout: DeviceLayout) -> OpenCLLocalMemory {
        OpenCLLocalMemory(bytes: layout.board * MemoryLayout<Real>.stride)
    }

    func setArguments(ofBegin kernel: OpenCLKernel, _ layout: DeviceLayout) throws {
        try kernel.set(
            Int32(layout.nodes), table, rows, counts, places, sources, delays, weights, Int32(layout.ring), history,
            longSums, mediumSums, board(layout), carried)
    }

    func setArguments(
        of kernel: OpenCLKernel, _ layout: DeviceLayout, _ schedule: DeviceSchedule, bold: Balloon?, from step: Int,
        steps: Int
    ) throws {
        let inner = max(1, Int(((bold?.stepMilliseconds ?? 1) / schedule.stepMilliseconds).rounded()))
        let made = { (interval: Int) in UInt32(schedule.samples(every: interval, until: step)) }
        try kernel.set(
            UInt32(step), UInt32(steps), Int32(layout.nodes), Real(schedule.stepMilliseconds), seeds, numbers, table,
            rows, counts, places, sources, delays, weights, Int32(layout.ring), history, longSums, mediumSums,
            board(layout), carried, stimulusStarts, stimulusEntries, stimulusValues, Int32(stimulusColumns),
            UInt32(schedule.transient), UInt32(schedule.variableSteps), made(schedule.variableSteps), recorded, samples,
            UInt32(schedule.boldSteps), made(schedule.boldSteps), UInt32(inner),
            Real(schedule.stepMilliseconds * Double(inner) / 1000), Real((bold?.activityScale ?? 0) / Double(inner)),
            boldConstants, boldSamples, diverged, failed)
    }
}
