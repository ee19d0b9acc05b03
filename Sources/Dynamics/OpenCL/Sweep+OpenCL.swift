public import Analysis
public import Compute
internal import Graphs

extension Sweep {
    /// The outcome of every point, computed on an OpenCL device: all points of one speed side by side, as far as they fit its
    /// memory. Double precision has the bits of the processor's runs.
    ///
    /// - Throws: `DynamicsError` of kind `notSupported` for more nodes than a work-group of the device has work-items;
    ///   `OpenCLError`; `CancelledError`.
    /// - Complexity: O(points · steps · (edges + nodes)) time.
    public func outcomes(on device: OpenCLContext, in context: RunContext = .init()) throws -> [SweepOutcome] {
        switch base.precision {
        case .double: try outcomes(Double.self, on: device, in: context)
        case .single: try outcomes(Float.self, on: device, in: context)
        }
    }

    private func outcomes<Real: SimulationReal & OpenCLArgument>(
        _ type: Real.Type, on device: OpenCLContext, in context: RunContext
    ) throws -> [SweepOutcome] {
        var outcomes = [SweepOutcome?](repeating: nil, count: points.count)
        context.progress.expect(points.count)
        for group in try groupsAlike() {
            let first = try simulation(at: group[0]).settings
            let edges = try DelayedEdges(connectome, speed: first.coupling.speed, step: first.stepMilliseconds)
            let width = try OpenCLSimulationRun<Real>.runsThatFit(first, connectome, edges: edges, on: device.device)
            for start in stride(from: 0, to: group.count, by: width) {
                let batch = Array(group[start..<min(start + width, group.count)])
                let results = try run(batch, edges, type, on: device, in: context)
                for (index, outcome) in zip(batch, results) { outcomes[index] = outcome }
                context.progress.finish(batch.count)
            }
        }
        return outcomes.compactMap { $0 }
    }

    /// The points that can stand side by side: of the same edges and the same signals.
    private func groupsAlike() throws -> [[Int]] {
        var groups: [[Int]] = []
        var places: [String: Int] = [:]
        for index in points.indices {
            let settings = try simulation(at: index).settings
            let key = "\(settings.coupling.speed ?? 0) \(settings.signalCount)"
            if let place = places[key] {
                groups[place].append(index)
            } else {
                places[key] = groups.count
                groups.append([index])
            }
        }
        return groups
    }

    private func run<Real: SimulationReal & OpenCLArgument>(
        _ batch: [Int], _ edges: DelayedEdges, _ type: Real.Type, on device: OpenCLContext, in context: RunContext
    ) throws -> [SweepOutcome] {
        let simulations = try batch.map { try simulation(at: $0) }
        let run = try OpenCLSimulationRun<Real>(
            simulations, numbers: batch.map { UInt32($0) }, edges: edges, on: device)
        var observers = simulations.map { SweepObserver(reduction, $0) }
        while run.remainingSteps > 0 {
            try context.cancellation.check()
            try run.advance(8192) { series, _, run, values in
                try observers[run].add(series, values.lazy.map { Double($0) })
            }
        }
        return try observers.indices.map { place in
            if let failure = run.failure(of: place) { return SweepOutcome(failure: failure.message) }
            return try observers[place].outcome()
        }
    }
}
