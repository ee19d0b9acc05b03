package import Analysis
package import Compute
internal import Graphs
internal import Kernels

/// A simulation under way, or several side by side on one connectome. It can be advanced in pieces of any size, and comes
/// to the same samples.
package final class SimulationRun<Real: SimulationReal> {
    package let simulations: [Simulation]
    package let series: [Series]
    private let integrator: NetworkIntegrator<Real>
    private let haemodynamics: Haemodynamics<Real>?
    private let recordedVariables: [Int]
    private let transientSteps: Int
    private let totalSteps: Int

    /// - Parameters:
    ///   - simulations: Alike in everything that shapes the work, on one connectome.
    ///   - numbers: Their numbers in the noise's counter; nil: from 0.
    ///   - edges: The connectome's edges at the simulations' speed and step, where they are at hand.
    ///   - profile: Gathers where time goes.
    /// - Throws: `DynamicsError` of kind `tooLarge`.
    package init(
        _ simulations: [Simulation], numbers: [UInt32]? = nil, edges: DelayedEdges? = nil, pool: ThreadPool,
        profile: Profile? = nil
    ) throws(DynamicsError) {
        self.simulations = simulations
        let (simulation, settings) = (simulations[0], simulations[0].settings)
        series = simulation.series
        let description = settings.model.description
        recordedVariables = series.compactMap { series in
            description.recordable.firstIndex { $0.name == series.name }
        }
        let sorted: DelayedEdges
        if let edges {
            sorted = edges
        } else {
            sorted = try DelayedEdges(
                simulation.connectome, speed: settings.coupling.speed, step: settings.stepMilliseconds)
        }
        let integrator = try NetworkIntegrator<Real>(
            runs: simulations.map(\.settings), numbers: numbers ?? (0..<UInt32(simulations.count)).map { $0 },
            edges: sorted, nodes: simulation.connectome.nodeCount, pool: pool)
        self.integrator = integrator
        if let profile { integrator.observe(profile, sorted) }
        haemodynamics = settings.bold.map { bold in
            let name = bold.variable ?? description.boldVariable
            return Haemodynamics(
                bold, variable: description.recordable.firstIndex { $0.name == name } ?? 0,
                innerSteps: max(1, settings.steps(in: bold.stepMilliseconds)), step: settings.stepMilliseconds,
                stride: integrator.stride)
        }
        transientSteps = settings.steps(in: settings.transientMilliseconds)
        totalSteps = transientSteps + settings.steps(in: settings.durationMilliseconds)
    }

    /// The steps still to make.
    package var remainingSteps: Int { totalSteps - integrator.step }

    /// Makes up to `count` steps.
    ///
    /// - Parameter record: Called for each sample: series, sample's number, and the values, element node · runs + run.
    /// - Throws: `DynamicsError` of kind `diverged`; what `record` throws.
    package func advance(
        _ count: Int, record: (_ series: Int, _ sample: Int, UnsafeBufferPointer<Real>) throws -> Void
    ) throws {
        let end = min(totalSteps, integrator.step + count)
        while integrator.step < end {
            integrator.advance(min(end, nextEvent()) - integrator.step)
            haemodynamics?.takeIn(integrator)
            let recorded = integrator.step - transientSteps
            guard recorded > 0 else { continue }
            for (index, series) in series.enumerated() where recorded % series.stepsPerSample == 0 {
                try integrator.checkFinite(simulations[0].connectome.labels)
                let sample = recorded / series.stepsPerSample - 1
                if index < recordedVariables.count {
                    try record(index, sample, integrator.values(recordedVariables[index]))
                } else if let haemodynamics {
                    try record(index, sample, haemodynamics.signal(elements: integrator.elements, integrator.kernels))
                }
            }
        }
        try integrator.checkFinite(simulations[0].connectome.labels)
    }

    /// The next step at which something other than steps is to be done.
    private func nextEvent() -> Int {
        let step = integrator.step
        // The haemodynamics take in every step.
        if haemodynamics != nil { return step + 1 }
        var next = step < transientSteps ? transientSteps : totalSteps
        if step >= transientSteps {
            for series in series {
                let recorded = step - transientSteps
                next = min(next, transientSteps + (recorded / series.stepsPerSample + 1) * series.stepsPerSample)
            }
        }
        return next
    }

    /// Runs one simulation to its end.
    package func run(in context: RunContext, receive: (SampleBlock) throws -> Void) throws {
        let collector = SampleCollector(series: series.count, nodes: integrator.elements)
        context.progress.expect(remainingSteps)
        while remainingSteps > 0 {
            try context.cancellation.check()
            let piece = min(remainingSteps, stepsPerPiece)
            try advance(piece) { try collector.add($0, $1, $2, receive) }
            context.progress.finish(piece)
        }
        try collector.flush(receive)
    }

    /// Steps between two looks at whether to stop: a fraction of a second of work.
    package var stepsPerPiece: Int {
        max(
            1,
            min(4096, 50_000_000 / max(1, integrator.elements + simulations[0].connectome.edgeCount * integrator.runs)))
    }
}

/// Gathers samples into blocks of bounded size.
final class SampleCollector {
    private var blocks: [(first: Int, values: [Double])]
    private let limit: Int

    init(series: Int, nodes: Int) {
        blocks = Array(repeating: (0, []), count: series)
        limit = max(nodes, 1 << 16)
    }

    func add(
        _ series: Int, _ sample: Int, _ values: some Collection<some SimulationReal>,
        _ receive: (SampleBlock) throws -> Void
    ) throws {
        if blocks[series].values.isEmpty { blocks[series].first = sample }
        blocks[series].values.append(contentsOf: values.lazy.map { Double($0) })
        if blocks[series].values.count >= limit { try pass(series, receive) }
    }

    func flush(_ receive: (SampleBlock) throws -> Void) throws {
        for series in blocks.indices where !blocks[series].values.isEmpty { try pass(series, receive) }
    }

    private func pass(_ series: Int, _ receive: (SampleBlock) throws -> Void) throws {
        let block = SampleBlock(series: series, firstSample: blocks[series].first, values: blocks[series].values)
        blocks[series].values.removeAll(keepingCapacity: true)
        try receive(block)
    }
}
