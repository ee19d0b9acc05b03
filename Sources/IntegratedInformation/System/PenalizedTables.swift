import Compute
import Kernels
import Synchronization

/// The tables of one direction at one λ: costs less λ for each connection cut.
final class PenalizedTables: Sendable {
    let lambda: Double
    /// `whole[p]`: a part with all its inputs cut, less λ·|p|·(n − |p|).
    let whole: AlignedBuffer
    /// `rest[x]`: the cheapest partition of the units x into parts with all their inputs cut.
    let rest: AlignedBuffer
    /// `bound[O]`: what the units of O cost at the least, whatever the partition.
    private let bound: AlignedBuffer
    /// Whether so many sets O must be searched that the half tables pay for themselves.
    let wantsHalves: Bool

    /// - Parameter reach: up to which lower bound a set O must be searched.
    /// - Complexity: O(3^n / 2 + n² · 2^n).
    init(_ tables: PartCostTables, lambda: Double, reach: Double) {
        let units = tables.unitCount
        self.lambda = lambda
        whole = AlignedBuffer(uninitialized: 1 << units)
        rest = AlignedBuffer(uninitialized: 1 << units)
        let shifted = AlignedBuffer(count: 64)
        for part in 0..<(1 << units) {
            let size = part.nonzeroBitCount
            whole[part] = tables.whole[part] - lambda * Double(size * (units - size))
        }
        KernelTable.selected.partitionTable(whole.base, units, shifted.base, rest.base)
        let everything = (1 << units) - 1
        let (bound, rest) = (PenalizedTables.bounds(tables.costs, lambda: lambda), rest)
        let open = (1..<everything).count { bound[$0] + rest[everything ^ $0] <= reach }
        self.bound = bound
        wantsHalves = open > PenalizedTables.fewSets(units: units)
    }

    /// Up to a 32nd of the sets, summing each one's part costs takes less than making the half tables.
    private static func fewSets(units: Int) -> Int { (1 << units) / 32 }

    /// A lower bound of Σ(cost − λ·cuts) over the partitions whose set O is `outputs`. It lets every unit of O choose its
    /// own cut: a subset of O, or all but a subset of O, where a partition makes units of one part agree.
    func lowerBound(outputs: Int) -> Double {
        bound[outputs] + rest[bound.count - 1 - outputs]
    }

    /// `bounds[O]` = Σ_{i∈O} min over x ⊂ O ∖ i of min(g_i(x), g_i(S ∖ i ∖ x)), with g_i(C) = cost(i, C) − λ·|C|: a part
    /// P of O cuts each of its units i either from O ∖ P or from S ∖ P.
    private static func bounds(_ costs: CutCosts, lambda: Double) -> AlignedBuffer {
        let units = costs.unitCount
        let others = units - 1
        let bounds = AlignedBuffer(count: 1 << units)
        let least = AlignedBuffer(uninitialized: 1 << others)
        for unit in 0..<units {
            let column = costs.losses[unit].base
            let probability = costs.probability
            let low = (1 << unit) - 1
            let everyOther = ((1 << units) - 1) ^ (1 << unit)
            for index in 0..<(1 << others) {
                let cut = (index & ~low) << 1 | index & low
                let size = cut.nonzeroBitCount
                least[index] = min(
                    probability * column[cut] - lambda * Double(size),
                    probability * column[everyOther ^ cut] - lambda * Double(others - size))
            }
            KernelTable.selected.subsetMinima(least.base, others)
            for index in 0..<(1 << others) {
                bounds[(index & ~low) << 1 | index & low | 1 << unit] += least[index]
            }
        }
        return bounds
    }

    /// λ·m·(size − m) for m units cut from the rest of a set of `size`: what the kernel takes as `penalty`.
    func penalties(size: Int) -> [Double] {
        (0...size).map { lambda * Double($0 * (size - $0)) }
    }
}

/// The tables of the λ in use, made once by whichever shard needs them first.
final class PenalizedTablesCache: Sendable {
    private final class Slot: Sendable {
        let tables = Mutex<PenalizedTables?>(nil)
    }

    private let slots = Mutex<[(problem: Int, lambda: Double, slot: Slot)]>([])
    private let problems: [PartCostTables]
    private let reach: Double

    init(problems: [PartCostTables], reach: Double) {
        self.problems = problems
        self.reach = reach
    }

    /// At most two λ of each direction are kept: one round's, and the one before.
    func tables(problem: Int, lambda: Double) -> PenalizedTables {
        let slot = slots.withLock { slots -> Slot in
            if let known = slots.first(where: { $0.problem == problem && $0.lambda == lambda }) { return known.slot }
            let fresh = Slot()
            slots.append((problem, lambda, fresh))
            if slots.count > 2 * problems.count { slots.removeFirst() }
            return fresh
        }
        return slot.tables.withLock { tables in
            if let made = tables { return made }
            let made = PenalizedTables(problems[problem], lambda: lambda, reach: reach)
            tables = made
            return made
        }
    }
}
