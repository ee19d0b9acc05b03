public import Analysis
public import Compute

/// A run of neuronal group selection on an OpenCL device: a work-group advances a map, and the groups stay on the device
/// for the whole run. In double precision, and in single where the device rounds divisions correctly, its bits are those
/// of `GroupSelectionSimulation`.
///
/// For one thread at a time, as a kernel's arguments are.
public final class OpenCLGroupSelection<Real: GroupSelectionReal> {
    public let model: GroupSelection
    /// Generations completed.
    public private(set) var generation: Int
    private let context: OpenCLContext
    private let kernel: OpenCLKernel
    private let workGroup: Int
    private let isCached: Bool
    private let row: Int
    private let constants: OpenCLBuffer<Real>
    private let patterns: OpenCLBuffer<Real>
    private let weights: OpenCLBuffer<Real>
    private let shares: OpenCLBuffer<Real>
    private let activations: OpenCLBuffer<Real>

    /// - Parameter state: of all populations: where to go on from; the beginning where nil.
    /// - Throws: `OpenCLError` where the device has no double precision that is asked for, no room for the groups or for
    ///   a population's row in local memory, or does not build the program.
    /// - Complexity: O(populations · groups · inputs).
    public init(
        _ model: GroupSelection, from state: GroupSelectionState<Real>? = nil, on context: OpenCLContext
    ) throws {
        guard context.device.hasDoublePrecision || Real.self == Float.self else {
            throw OpenCLError.noDoublePrecision(device: context.device.label, capable: [])
        }
        let state = state ?? GroupSelectionState(model)
        self.model = model
        self.context = context
        generation = state.generation
        let row = (model.groups + 15) & ~15
        self.row = row
        let size = MemoryLayout<Real>.stride
        // Half of local memory, so that a compute unit has two maps at work.
        let cacheBytes = model.populationsPerMap * model.inputs * row * size
        isCached = cacheBytes + (3 * row + 32) * size + 64 <= context.device.localMemory / 2
        var defines = Real.self == Float.self ? ["SINGLE": "1"] : [:]
        if isCached { defines["LOCAL_WEIGHTS"] = "1" }
        kernel = try OpenCLProgram("group_selection.cl", defines: defines, on: context).kernel("advance_groups")
        let largest = min(256, kernel.largestWorkGroup)
        workGroup = max(16, min(largest, (model.groups + 31) & ~31))
        constants = try OpenCLBuffer(model.kernelConstants.map { Real($0) }, on: context)
        patterns = try OpenCLBuffer(model.stimuli.joined().map { Real($0) }, on: context)
        func rows(_ values: [Real]) throws(OpenCLError) -> OpenCLBuffer<Real> {
            try OpenCLBuffer(padded(values, row: model.groups, to: row), on: context)
        }
        weights = try rows(state.weights)
        shares = try rows(state.shares)
        activations = try rows(state.activations)
    }

    /// The state of all populations, after everything that was enqueued.
    ///
    /// - Throws: `OpenCLError`.
    /// - Complexity: O(populations · groups · inputs).
    public func state() throws -> GroupSelectionState<Real> {
        GroupSelectionState(
            generation: generation, populations: 0..<model.populations,
            shares: padded(try shares.read(), row: row, to: model.groups),
            activations: padded(try activations.read(), row: row, to: model.groups),
            weights: padded(try weights.read(), row: row, to: model.groups))
    }

    /// Runs `generations` more: as `GroupSelectionSimulation.advance(_:every:on:cancellation:level:_:)`.
    ///
    /// - Throws: `DynamicsError`, `CancelledError`, `OpenCLError`, and what `visit` throws.
    /// - Complexity: O(generations · populations · groups · inputs).
    public func advance(
        _ generations: Int, every: Int = 1, cancellation: Cancellation = Cancellation(),
        _ visit: (GroupSelectionSample) throws -> Void = { _ in }
    ) throws {
        let end = try model.lastGeneration(from: generation, generations, every: every)
        let sizes = try OpenCLBuffer((model.kernelSizes + [every]).map { Int64($0) }, on: context)
        while generation < end {
            try cancellation.check()
            let step = model.generationsAtOnce(from: generation, until: end, every: every)
            let samples = (generation + step) / every - generation / every
            let statistics = try OpenCLBuffer<Real>(count: 4 * samples * model.populations, on: context)
            try launch(step, samples: samples, sizes, statistics)
            let entries = try statistics.read()
            if samples == 0 { try context.finish() }
            let first = generation / every + 1
            generation += step
            for sample in 0..<samples {
                try visit(
                    GroupSelectionSample(
                        generation: (first + sample) * every,
                        populations: populations(of: sample, of: samples, entries)))
            }
        }
    }

    private func launch(
        _ generations: Int, samples: Int, _ sizes: OpenCLBuffer<Int64>, _ statistics: OpenCLBuffer<Real>
    ) throws(OpenCLError) {
        func local(_ count: Int) -> OpenCLLocalMemory {
            OpenCLLocalMemory(bytes: max(1, count) * MemoryLayout<Real>.stride)
        }
        try kernel.set(
            sizes, constants, patterns, model.seed, UInt32(0), UInt32(generation), UInt32(generations),
            UInt32(samples), weights, shares, activations, statistics,
            local(isCached ? model.populationsPerMap * model.inputs * row : 1), local(row), local(row), local(row),
            local(32), OpenCLLocalMemory(bytes: 64))
        try kernel.launch(
            over: [model.maps * workGroup], groups: [workGroup],
            work: model.work(generations: generations, realBytes: MemoryLayout<Real>.stride))
    }

    /// The kernel writes map after map, each sample after sample.
    private func populations(of sample: Int, of samples: Int, _ entries: [Real]) -> [PopulationStatistics] {
        entries.withUnsafeBufferPointer { entries in
            guard let base = entries.baseAddress else { return [] }
            return (0..<model.populations).map { population in
                let (map, member) = population.quotientAndRemainder(dividingBy: model.populationsPerMap)
                let place = (map * samples + sample) * model.populationsPerMap + member
                return PopulationStatistics(base + 4 * place)
            }
        }
    }
}

/// The same rows, longer by zeros or shorter.
private func padded<Real: GroupSelectionReal>(_ values: [Real], row: Int, to width: Int) -> [Real] {
    let rows = values.count / row
    var result = Array(repeating: Real.zero, count: rows * width)
    for index in 0..<rows {
        result.replaceSubrange(
            (index * width)..<(index * width + min(row, width)),
            with: values[(index * row)..<(index * row + min(row, width))])
    }
    return result
}

extension GroupSelection {
    /// What some generations move at the least, each population's weights, shares and activations once in and once out,
    /// and compute: 3 operations an input and 16 a group, and about 100 for a pair of normal deviates.
    func work(generations: Int, realBytes: Int) -> DeclaredWork {
        let all = Double(populations) * Double(groups)
        let isNoisy = weightMutation != 0 || weightDecay != 0
        let mutation = isNoisy ? 100 / Double(mutationInterval) : 0
        return DeclaredWork(
            bytes: 2 * Double(stateBytes(ofReal: realBytes)),
            operations: all * Double(generations) * (3 * Double(inputs) + 16 + mutation),
            isSinglePrecision: realBytes == 4)
    }
}
