import Compute
import Synchronization

/// What the search over directed partitions reads of one direction's `CutCosts`, none of which depends on λ.
final class PartCostTables: Sendable {
    let unitCount: Int
    /// `whole[p]`: the cost of a part p with all its inputs cut, Σ_{i∈p} cost(i, S ∖ p).
    let whole: AlignedBuffer
    let costs: CutCosts
    private let hasHalves: Bool
    private let madeHalves = Mutex<HalfTables?>(nil)

    /// - Complexity: O(n · 2^n).
    init(_ costs: CutCosts, limits: Limits, on pool: ThreadPool) {
        let units = costs.unitCount
        let chunk = units / 2
        let whole = AlignedBuffer(count: 1 << units)
        pool.forEach(count: 1 << (units - chunk)) { high in
            for part in (high << chunk)..<((high + 1) << chunk) {
                let cut = ((1 << units) - 1) ^ part
                var remaining = part
                while remaining != 0 {
                    let unit = remaining.trailingZeroBitCount
                    remaining &= remaining - 1
                    whole[part] += costs.cost(unit, cut)
                }
            }
        }
        self.costs = costs
        self.whole = whole
        unitCount = units
        hasHalves = units <= limits.halfTableUnits
    }

    /// The half tables, made once by whoever needs them first; nil for a system too large for them.
    var halves: HalfTables? {
        guard hasHalves else { return nil }
        return madeHalves.withLock { made in
            if let halves = made { return halves }
            let halves = HalfTables(costs)
            made = halves
            return halves
        }
    }

    /// φ of the cut in this direction, in ibits, not clamped.
    func cost(of cutInputs: [UInt64]) -> Double { costs.cost(of: cutInputs) }

    /// The bytes that one direction takes for `units` units: transition columns, losses, the tables of two λ, the half
    /// tables where they are made.
    static func bytes(units: Int, limits: Limits) -> Int {
        let halves = units <= limits.halfTableUnits ? HalfTables.count(units: units) : 0
        return 8 * (2 * units << units + halves + 7 << units)
    }
}

/// The sums of cut costs over pairs of disjoint sets, in two halves: the layouts of the kernel `directedPartCosts`.
final class HalfTables: Sendable {
    let lowUnits: Int
    /// 2^b · 3^a and 3^b · 2^a sums over the units of a part in one half, for a low and b high units.
    let low: AlignedBuffer
    let high: AlignedBuffer
    /// τ(x) = Σ_{k∈x} 3^k for the subsets x of the larger half.
    let ternary: [Int32]

    /// - Complexity: O(6^(n/2)).
    init(_ costs: CutCosts) {
        let units = costs.unitCount
        let a = units / 2
        let b = units - a
        let lowRow = power(3, a)
        lowUnits = a
        ternary = (0..<b).reduce(into: [0]) { weights, unit in weights += weights.map { $0 + Int32(power(3, unit)) } }
        low = AlignedBuffer(count: lowRow << b)
        high = AlignedBuffer(count: power(3, b) << a)
        for highCut in 0..<(1 << b) {
            let row = low.base + highCut * lowRow
            for lowCut in 0..<(1 << a) {
                let cut = highCut << a | lowCut
                forEachSubset(of: ((1 << a) - 1) ^ lowCut) { part in
                    let unit = part.trailingZeroBitCount
                    let index = Int(ternary[lowCut] + 2 * ternary[part])
                    row[index] = row[index - 2 * Int(ternary[1 << unit])] + costs.cost(unit, cut)
                }
            }
            forEachSubset(of: ((1 << b) - 1) ^ highCut) { part in
                let unit = part.trailingZeroBitCount
                let index = Int(ternary[highCut] + 2 * ternary[part])
                let rest = high.base + (index - 2 * Int(ternary[1 << unit])) << a
                let out = high.base + index << a
                let column = costs.losses[a + unit].base + highCut << a
                for lowCut in 0..<(1 << a) { out[lowCut] = rest[lowCut] + costs.probability * column[lowCut] }
            }
        }
    }

    static func count(units: Int) -> Int {
        let a = units / 2
        let b = units - a
        return power(3, a) << b + power(3, b) << a
    }
}

/// The nonempty subsets of `set`, ascending.
@inline(__always)
private func forEachSubset(of set: Int, _ body: (Int) -> Void) {
    var part = (0 &- set) & set
    while part != 0 {
        body(part)
        part = (part &- set) & set
    }
}

func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { value, _ in value * base }
}
