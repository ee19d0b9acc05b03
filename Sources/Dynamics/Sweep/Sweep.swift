public import Analysis
internal import Compute
public import Graphs

/// Many simulations of one connectome that differ in some settings, as one job. Its shards are the points, or as many
/// neighbouring points as fill the lanes where the network is too small to.
public struct Sweep: Analysis {
    /// The settings that differ from the base's at one point, by key; see `SimulationSettings.set(_:to:)`.
    public typealias Point = [String: Double]

    public let connectome: Connectome
    public let base: SimulationSettings
    public let points: [Point]
    public let reduction: SweepReduction

    /// - Throws: `DynamicsError`: of the base, or of the first point that is wrong, with its number.
    /// - Complexity: O(points · nodes).
    public init(
        connectome: Connectome, base: SimulationSettings, points: [Point], reduction: SweepReduction = .init()
    ) throws(DynamicsError) {
        self.connectome = connectome
        self.base = base
        self.points = points
        self.reduction = reduction
        guard base.integrator != .dormandPrince else {
            throw DynamicsError(
                .notSupported, key: "integrator", problem: "a sweep makes steps of one width",
                remedy: "use euler, heun or rk4")
        }
        for index in points.indices { _ = try simulation(at: index) }
        try reduction.check(nodes: connectome.nodeCount, base: base)
    }

    /// The grid of all combinations of `axes`, the last one varying fastest.
    ///
    /// - Complexity: O(points).
    public static func grid(_ axes: [(key: String, values: [Double])]) -> [Point] {
        axes.reduce([[:]]) { points, axis in
            points.flatMap { point in axis.values.map { point.merging([axis.key: $0]) { $1 } } }
        }
    }

    /// The simulation at a point.
    ///
    /// - Throws: `DynamicsError` with the point's number before the key.
    public func simulation(at index: Int) throws(DynamicsError) -> Simulation {
        var settings = base
        do throws(DynamicsError) {
            for (key, value) in points[index].sorted(by: { $0.key < $1.key }) { try settings.set(key, to: value) }
            return try Simulation(connectome: connectome, settings: settings)
        } catch {
            throw DynamicsError(
                error.kind, key: "point \(index + 1): \(error.key ?? "")", problem: error.problem, remedy: error.remedy)
        }
    }

    /// The connectome's edges sorted for each speed of the sweep.
    public struct Prepared: Sendable {
        let edges: [Double: DelayedEdges]
    }

    /// A range of points.
    public struct Shard: Codable, Sendable, Hashable {
        let first: Int
        let count: Int
    }

    public func prepare(in context: RunContext) throws -> Prepared {
        var edges: [Double: DelayedEdges] = [:]
        for point in points {
            // The points were checked when the sweep was made.
            let speed = point["coupling.speed"] ?? base.coupling.speed
            if edges[speed ?? 0] == nil {
                edges[speed ?? 0] = try DelayedEdges(connectome, speed: speed, step: base.stepMilliseconds)
            }
        }
        return Prepared(edges: edges)
    }

    public func shards(_ prepared: Prepared) throws -> [Shard] {
        // Sixteen runs fill a vector of either precision; networks of 32 nodes and more fill it alone.
        let width = connectome.nodeCount < 32 ? 16 : 1
        var shards: [Shard] = []
        var first = 0
        while first < points.count {
            var count = 1
            while count < width && first + count < points.count && standSideBySide(first, first + count) { count += 1 }
            // Rows of any other number of runs have no kernel.
            if count < width { count = 1 }
            shards.append(Shard(first: first, count: count))
            first += count
        }
        return shards
    }

    /// Whether two points differ only in what may differ between runs of one integrator.
    private func standSideBySide(_ first: Int, _ second: Int) -> Bool {
        points[first]["coupling.speed"] == points[second]["coupling.speed"]
            && points[first]["seed"] == points[second]["seed"]
            && points[first]["parameters.coupling_y"] == points[second]["parameters.coupling_y"]
    }

    public func work(_ shard: Shard, _ prepared: Prepared) -> Int { shard.count }

    public func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> [SweepOutcome] {
        switch base.precision {
        case .double: try outcomes(of: shard, prepared, in: context, Double.self)
        case .single: try outcomes(of: shard, prepared, in: context, Float.self)
        }
    }

    private func outcomes<Real: SimulationReal>(
        of shard: Shard, _ prepared: Prepared, in context: RunContext, _ type: Real.Type
    ) throws -> [SweepOutcome] {
        let range = shard.first..<shard.first + shard.count
        let simulations = try range.map { try simulation(at: $0) }
        // Shards run side by side already: one thread each.
        let run = try SimulationRun<Real>(
            simulations, numbers: range.map { UInt32($0) },
            edges: prepared.edges[simulations[0].settings.coupling.speed ?? 0], pool: ThreadPool(threads: 1),
            profile: context.profile)
        var observers = simulations.map { SweepObserver(reduction, $0) }
        do {
            while run.remainingSteps > 0 {
                try context.cancellation.check()
                try run.advance(run.stepsPerPiece) { series, _, values in
                    for number in observers.indices {
                        try observers[number].add(
                            series,
                            stride(from: number, to: values.count, by: shard.count).lazy.map { Double(values[$0]) })
                    }
                }
            }
        } catch let error as DynamicsError where error.kind == .diverged {
            guard shard.count > 1 else { return [SweepOutcome(failure: error.message)] }
            // One of them diverged: each alone tells which.
            return try range.flatMap {
                try outcomes(of: Shard(first: $0, count: 1), prepared, in: context, Real.self)
            }
        }
        return try observers.indices.map { try observers[$0].outcome() }
    }

    public func merge(_ partials: [[SweepOutcome]], _ prepared: Prepared) throws -> [SweepOutcome] {
        partials.flatMap { $0 }
    }
}
