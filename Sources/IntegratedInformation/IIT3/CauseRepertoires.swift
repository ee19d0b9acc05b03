import Compute

/// What the current states of single units say about each subset of their inputs.
struct UnitLikelihoods: Sendable {
    let layout: SubsetLayout
    /// `values[i·3^n + offsets[Z] + z]`: P(unit i is in its current state | Z was in z), the other inputs independent
    /// and uniform for each unit (the paper's virtual elements, Text S2).
    let values: AlignedBuffer

    /// - Parameters:
    ///   - columns: n·2^n, P(unit i = 1 at t+1 | system state at t).
    ///   - state: the system's current state.
    /// - Complexity: O(n·3^n).
    init(columns: AlignedBuffer, state: Int, layout: SubsetLayout) {
        let count = layout.unitCount
        let values = AlignedBuffer(uninitialized: max(1, count) * layout.count)
        for unit in 0..<count {
            let table = values.base + unit * layout.count
            let column = columns.base + unit << count
            let whole = table + layout.offsets[layout.everything]
            for past in 0..<(1 << count) { whole[past] = state >> unit & 1 == 1 ? column[past] : 1 - column[past] }
            for kept in (0..<layout.everything).reversed() {
                let free = ~kept & layout.everything
                let bit = free.trailingZeroBitCount
                let finer = table + layout.offsets[kept | 1 << bit]
                let coarser = table + layout.offsets[kept]
                let place = (kept & (1 << bit - 1)).nonzeroBitCount
                for past in 0..<(1 << kept.nonzeroBitCount) {
                    let off = (past >> place) << (place + 1) | past & (1 << place - 1)
                    coarser[past] = (finer[off] + finer[off | 1 << place]) / 2
                }
            }
        }
        self.layout = layout
        self.values = values
    }
}

/// A cut of every connection from one part of the system to the rest of it, as masks over the system's units. Nothing is
/// cut where both are 0.
struct CutMasks: Hashable, Sendable {
    let from: Int
    let to: Int

    static let none = CutMasks(from: 0, to: 0)

    /// Of the inputs in `inputs`, those that reach `unit`.
    func left(of inputs: Int, for unit: Int) -> Int { to >> unit & 1 == 1 ? inputs & ~from : inputs }
}

/// The cause repertoires of every mechanism over every purview (Oizumi et al. 2014, Text S2): the product over the
/// mechanism's units of the probability of their states given the purview's, normalised. 6^n probabilities.
struct CauseRepertoires: Sendable {
    let layout: SubsetLayout
    private let values: AlignedBuffer
    /// `[(M << n | Z)·n + i]`: P(unit i of Z was 1 | M).
    private let marginalTable: AlignedBuffer

    /// - Parameter cut: the connections whose effect is replaced by independent noise.
    /// - Returns: nil where no past state of the system leads to its current one.
    /// - Complexity: O(n·6^n) time, O(6^n + n·4^n) space.
    init?(_ likelihoods: UnitLikelihoods, cut: CutMasks) {
        layout = likelihoods.layout
        let subsets = 1 << layout.unitCount
        values = AlignedBuffer(uninitialized: subsets * layout.count)
        marginalTable = AlignedBuffer(uninitialized: max(1, layout.unitCount) << (2 * layout.unitCount))
        for mechanism in 0..<subsets {
            for purview in 0..<subsets {
                guard fill(mechanism, purview, likelihoods, cut) else { return nil }
            }
        }
    }

    /// The bytes that the repertoires of `units` units occupy.
    static func bytes(units: Int) -> Int {
        guard units <= 20 else { return .max }
        let powers = (0..<units).reduce(1) { power, _ in 6 * power }
        return 8 * (powers + units << (2 * units))
    }

    /// The probabilities of the purview's past states, given the mechanism's current one.
    func repertoire(_ mechanism: Int, _ purview: Int) -> UnsafeMutablePointer<Double> {
        values.base + mechanism * layout.count + layout.offsets[purview]
    }

    /// `[i]`, for a unit i of the purview: P(it was 1), given the mechanism's current state.
    func marginals(_ mechanism: Int, _ purview: Int) -> UnsafeMutablePointer<Double> {
        marginalTable.base + (mechanism << layout.unitCount | purview) * layout.unitCount
    }

    private func fill(_ mechanism: Int, _ purview: Int, _ likelihoods: UnitLikelihoods, _ cut: CutMasks) -> Bool {
        let size = purview.nonzeroBitCount
        let count = 1 << size
        let result = repertoire(mechanism, purview)
        if mechanism == 0 {
            result.update(repeating: 1 / Double(count), count: count)
        } else {
            // Unit by unit, each time normalised, so that many small factors do not underflow.
            let unit = mechanism.trailingZeroBitCount
            let others = repertoire(mechanism & (mechanism - 1), purview)
            let kept = cut.left(of: purview, for: unit)
            let factor = likelihoods.values.base + unit * layout.count + layout.offsets[kept]
            let packing = layout.packing(of: layout.places(of: kept, in: purview), among: size)
            var total = 0.0
            for (past, packed) in packing.enumerated() {
                result[past] = others[past] * factor[Int(packed)]
                total += result[past]
            }
            guard total > 0 else { return false }
            for past in 0..<count { result[past] /= total }
        }
        let marginal = marginals(mechanism, purview)
        var rest = purview
        for place in 0..<size {
            var sum = 0.0
            for past in 0..<count where past >> place & 1 == 1 { sum += result[past] }
            marginal[rest.trailingZeroBitCount] = sum
            rest &= rest - 1
        }
        return true
    }
}
