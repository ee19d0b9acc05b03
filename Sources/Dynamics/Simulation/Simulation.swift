public import Analysis
internal import Compute
public import Graphs

/// A simulation of a connectome's dynamics: what is simulated, checked, and the ways to run it.
public struct Simulation: Sendable {
    public let connectome: Connectome
    public let settings: SimulationSettings

    /// - Throws: `DynamicsError` with the key that is wrong and what would be right.
    /// - Complexity: O(nodes + edges).
    public init(connectome: Connectome, settings: SimulationSettings) throws(DynamicsError) {
        try settings.validate(
            nodes: connectome.nodeCount, hasLengths: connectome.lengths != nil || connectome.edgeCount == 0)
        self.connectome = connectome
        self.settings = settings
    }

    /// Whether one run is worth splitting among threads, node by node; their memory should then be placed.
    public var isSplitAmongThreads: Bool { connectome.nodeCount > Rows<Double>.sliceLength }

    /// What is recorded: the variables by name, and `bold` where there is a BOLD signal.
    public var series: [Series] {
        let description = settings.model.description
        let steps = max(1, settings.steps(in: settings.samplingMilliseconds))
        let total = settings.steps(in: settings.durationMilliseconds)
        var series = settings.recordedNames.map { name in
            Series(
                name: name, unit: description.recordable.first { $0.name == name }?.unit ?? "1",
                intervalMilliseconds: Double(steps) * settings.stepMilliseconds, sampleCount: total / steps,
                stepsPerSample: steps)
        }
        if let bold = settings.bold {
            let steps = boldSteps(bold)
            series.append(
                Series(
                    name: "bold", unit: "1", intervalMilliseconds: Double(steps) * settings.stepMilliseconds,
                    sampleCount: total / steps, stepsPerSample: steps))
        }
        return series
    }

    /// About how many bytes one run takes, most of them the past that its delays reach back to; nothing of what is recorded.
    ///
    /// - Complexity: O(edges).
    public var memoryBytes: Double {
        let size = settings.precision == .double ? 8.0 : 4.0
        let (nodes, edges) = (Double(connectome.nodeCount), Double(connectome.edgeCount))
        let rows = Double(10 * settings.model.description.variables.count + settings.model.description.parameters.count)
        guard let speed = settings.coupling.speed, let longest = connectome.lengths?.max() else {
            return nodes * rows * size + edges * (size + 4)
        }
        let steps = 256 + 1.5 * longest / speed / settings.stepMilliseconds
        return nodes * (rows + Double(settings.signalCount) * (40 + steps)) * size + 2 * edges * (size + 4)
    }

    /// Steps between BOLD samples: whole steps of the haemodynamics.
    func boldSteps(_ bold: Balloon) -> Int {
        let inner = max(1, settings.steps(in: bold.stepMilliseconds))
        return max(1, Int((bold.repetitionMilliseconds / (Double(inner) * settings.stepMilliseconds)).rounded()))
            * inner
    }

    /// Runs the whole simulation and hands on what is recorded, in order, in pieces of bounded size.
    ///
    /// - Parameters:
    ///   - context: Where it runs; a large network uses the context's pool.
    ///   - receive: Called with each piece. What it throws ends the simulation.
    /// - Throws: `DynamicsError` of kind `diverged` with node, variable and time; `CancelledError`; what `receive` throws.
    /// - Complexity: O(steps · (edges + nodes)) time. Memory does not grow with the duration.
    public func run(in context: RunContext = .init(), receive: (SampleBlock) throws -> Void) throws {
        switch (settings.integrator, settings.precision) {
        case (.dormandPrince, _): try AdaptiveRun(self).run(in: context, receive: receive)
        case (_, .double):
            try SimulationRun<Double>([self], pool: context.pool, profile: context.profile).run(
                in: context, receive: receive)
        case (_, .single):
            try SimulationRun<Float>([self], pool: context.pool, profile: context.profile).run(
                in: context, receive: receive)
        }
    }

    /// Runs the whole simulation and keeps what is recorded.
    ///
    /// - Throws: as `run(in:receive:)`.
    /// - Complexity: as `run(in:receive:)`; memory for all samples.
    public func recording(in context: RunContext = .init()) throws -> Recording {
        let series = series
        var values = series.map { series in
            var values: [Double] = []
            values.reserveCapacity(series.sampleCount * connectome.nodeCount)
            return values
        }
        try run(in: context) { values[$0.series] += $0.values }
        return Recording(series: series, nodeCount: connectome.nodeCount, values: values)
    }
}

/// One quantity that is recorded at every node.
public struct Series: Sendable, Hashable {
    /// The variable's name, or `bold`.
    public let name: String
    public let unit: String
    public let intervalMilliseconds: Double
    public let sampleCount: Int
    package let stepsPerSample: Int

    /// The time of a sample, in ms from the end of the transient: that of the end of its interval.
    public func time(of sample: Int) -> Double { Double(sample + 1) * intervalMilliseconds }
}

/// Some samples of a series, one after the other.
public struct SampleBlock: Sendable {
    /// The index in `Simulation.series`.
    public let series: Int
    /// The first one's number, from 0.
    public let firstSample: Int
    /// Sample by sample, a value a node.
    public let values: [Double]
}

/// Everything that a simulation recorded.
public struct Recording: Sendable, Hashable {
    public let series: [Series]
    public let nodeCount: Int
    /// By series: samples × nodes, sample by sample.
    public let values: [[Double]]

    /// The series named `name`.
    public func series(named name: String) -> [Double]? {
        series.firstIndex { $0.name == name }.map { values[$0] }
    }

    /// The course of a series at one node.
    ///
    /// - Complexity: O(samples).
    public func course(of name: String, at node: Int) -> [Double] {
        guard let all = series(named: name) else { return [] }
        return stride(from: node, to: all.count, by: nodeCount).map { all[$0] }
    }
}
