/// One map's groups in the layout of the kernels (`DynamicsKernelsBaseline/GroupSelection.swift`): rows padded to 16
/// groups on 64-byte boundaries. Belongs to one thread.
final class SelectionWorkspace<Real: GroupSelectionReal> {
    let weights: UnsafeMutablePointer<Real>
    let shares: UnsafeMutablePointer<Real>
    let activations: UnsafeMutablePointer<Real>
    let scratch: UnsafeMutablePointer<Real>
    let statistics: UnsafeMutablePointer<Real>
    let patterns: UnsafeMutablePointer<Real>
    let constants: UnsafeMutablePointer<Real>
    let counters: UnsafeMutablePointer<UInt32>
    private let sizeEntries: UnsafeMutablePointer<Int>
    private let groups: Int
    private let inputs: Int
    private let members: Int
    private let row: Int

    init(_ model: GroupSelection, samples: Int) {
        groups = model.groups
        inputs = model.inputs
        members = model.populationsPerMap
        row = (groups + 15) & ~15
        weights = Self.allocate(members * inputs * row)
        shares = Self.allocate(members * row)
        activations = Self.allocate(members * row)
        scratch = Self.allocate(4 * row + 32)
        statistics = Self.allocate(4 * max(1, samples) * members)
        let entries = model.stimuli.joined().map { Real($0) }
        patterns = Self.allocate(entries.count)
        for (index, entry) in entries.enumerated() { patterns[index] = entry }
        let values = model.kernelConstants.map { Real($0) }
        constants = Self.allocate(values.count)
        for (index, value) in values.enumerated() { constants[index] = value }
        counters = .allocate(capacity: 2 * row)
        counters.initialize(repeating: 0, count: 2 * row)
        sizeEntries = .allocate(capacity: 7)
        sizeEntries.initialize(repeating: 1, count: 7)
        for (index, size) in model.kernelSizes.enumerated() { sizeEntries[index] = size }
    }

    deinit {
        for entries in [weights, shares, activations, scratch, statistics, patterns, constants] { entries.deallocate() }
        counters.deallocate()
        sizeEntries.deallocate()
    }

    /// What the kernel takes as sizes.
    func sizes(every: Int) -> UnsafePointer<Int> {
        sizeEntries[6] = every
        return UnsafePointer(sizeEntries)
    }

    /// Fetches the map whose first population is the `member`-th of `state`.
    func load(_ state: GroupSelectionState<Real>, _ member: Int) {
        copy(state.shares, from: member * groups, rows: members, to: shares)
        copy(state.activations, from: member * groups, rows: members, to: activations)
        copy(state.weights, from: member * inputs * groups, rows: members * inputs, to: weights)
    }

    func store(into state: inout GroupSelectionState<Real>, _ member: Int) {
        copy(shares, rows: members, to: &state.shares, at: member * groups)
        copy(activations, rows: members, to: &state.activations, at: member * groups)
        copy(weights, rows: members * inputs, to: &state.weights, at: member * inputs * groups)
    }

    private func copy(_ source: [Real], from first: Int, rows: Int, to target: UnsafeMutablePointer<Real>) {
        source.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            for index in 0..<rows {
                (target + index * row).update(from: base + first + index * groups, count: groups)
            }
        }
    }

    private func copy(
        _ source: UnsafeMutablePointer<Real>, rows: Int, to target: inout [Real], at first: Int
    ) {
        target.withUnsafeMutableBufferPointer { target in
            guard let base = target.baseAddress else { return }
            for index in 0..<rows {
                (base + first + index * groups).update(from: source + index * row, count: groups)
            }
        }
    }

    /// Zeros on a 64-byte boundary.
    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Real> {
        let entries = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, count) * MemoryLayout<Real>.stride, alignment: 64
        ).bindMemory(to: Real.self, capacity: max(1, count))
        entries.initialize(repeating: 0, count: max(1, count))
        return entries
    }
}

extension GroupSelection {
    /// What the kernels take as `sizes`, but for the generations between statistics.
    var kernelSizes: [Int] {
        [populationsPerMap, groups, inputs, stimuli.count, generationsPerStimulus, mutationInterval]
    }

    /// What the kernels take as `constants`.
    var kernelConstants: [Double] {
        [
            stimulusGain, 1 / (tuningWidth * tuningWidth), 1 - activationDecay,
            populationsPerMap > 1 ? reentry / Double(populationsPerMap - 1) : 0, baselineFitness, shareMutation / 2,
            weightDecay, weightRest, weightMutation,
        ]
    }
}
