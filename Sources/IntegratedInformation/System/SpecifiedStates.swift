import Compute
import Foundation
import Graphs
import Kernels

/// The states a system specifies in one direction: where intrinsic information is greatest (iit4.md §3).
struct SpecifiedStates: Sendable {
    /// Every state within the tolerance of the maximum, lexicographically, unit 0 most significant.
    let states: [Int]
    /// The repertoire's probability of each of them: π_c(z|s) or π_e(z|s).
    let probabilities: [Double]
    /// The intrinsic information they attain, in ibits. Up to the tolerance it counts as 0, and no state is specified.
    let intrinsicInformation: Double

    /// Keeps the states of `candidates` whose intrinsic information is within the tolerance of the greatest.
    init(candidates: [(state: Int, probability: Double, information: Double)], unitCount: Int) {
        let greatest = candidates.reduce(0) { max($0, $1.information) }
        let tied =
            candidates
            .filter { greatest > equalityTolerance && $0.information >= greatest - equalityTolerance }
            .sorted { precedesLexicographically($0.state, $1.state) }
        states = tied.map(\.state)
        probabilities = tied.map(\.probability)
        intrinsicInformation = greatest
    }
}

extension CandidateSystem {
    /// The cause states of greatest intrinsic information: `ii_c(z) = π_c(z|s) · log₂(π_e(s|z) / π_e(s))` (Eq. 7), with
    /// π_c from π_e(s|z) by Bayes' rule and a uniform prior.
    ///
    /// - Complexity: O(n · 2^n).
    func specifiedCauses(_ causeColumns: AlignedBuffer) -> SpecifiedStates {
        let count = 1 << unitCount
        let likelihood = jointLikelihood(causeColumns.base, unitCount: unitCount, outcome: UInt64(state))
        var total = 0.0
        for previous in 0..<count { total += likelihood[previous] }
        guard total > 0 else { return SpecifiedStates(candidates: [], unitCount: unitCount) }
        let mean = total / Double(count)
        var candidates: [(state: Int, probability: Double, information: Double)] = []
        var greatest = 0.0
        for previous in 0..<count where likelihood[previous] > mean {
            let probability = likelihood[previous] / total
            // x·log x grows with x above its mean, but the tolerance is on ii, so ii is what is compared.
            let information = probability * log2(likelihood[previous] / mean)
            if information >= greatest - equalityTolerance {
                candidates.append((previous, probability, information))
                greatest = max(greatest, information)
            }
        }
        return SpecifiedStates(candidates: candidates, unitCount: unitCount)
    }

    /// The effect states of greatest intrinsic information: `ii_e(z) = π_e(z|s) · log₂(π_e(z|s) / π_e(z))` (Eq. 5).
    ///
    /// π_e(z) is a mean of 2^n products, O(4^n) for every z; only the states that a bound leaves are evaluated, mostly a
    /// handful (`EffectStateBound`).
    func specifiedEffects(on pool: ThreadPool = ThreadPool(threads: 1)) -> SpecifiedStates {
        var bound = EffectStateBound(system: self)
        var survivors = bound.statesAbove(information(of: [bound.mostProbable], on: pool)[0].information)
        if survivors.count > EffectStateBound.worthTightening {
            bound.tighten(system: self, on: pool)
            survivors = bound.statesAbove(information(of: [bound.mostProbable], on: pool)[0].information)
        }
        return SpecifiedStates(candidates: information(of: survivors, on: pool), unitCount: unitCount)
    }

    /// ii_e of each of `states`, which are ascending.
    private func information(
        of states: [Int], on pool: ThreadPool
    ) -> [(state: Int, probability: Double, information: Double)] {
        zip(states, unconstrainedEffectProbabilities(of: states, on: pool)).map { state, unconstrained in
            let probability = effectProbability(of: state)
            return (state, probability, probability > 0 ? probability * log2(probability / unconstrained) : 0)
        }
    }

    /// π_e(z|s): the product over units.
    func effectProbability(of next: Int) -> Double {
        (0..<unitCount).reduce(1) { product, unit in
            let on = effectColumns[unit << unitCount | state]
            return product * (next >> unit & 1 == 1 ? on : 1 - on)
        }
    }

    /// π_e(z) for each z of `states`: the mean over all current states of the product over units.
    ///
    /// Rows are taken in blocks that stay in cache. Within a block neighbouring states share the products of their high
    /// units, so a run of 2^m consecutive states costs 2^(m+1) column products: the whole repertoire is built by
    /// doubling. Blocks are summed in order, whatever the number of threads.
    private func unconstrainedEffectProbabilities(of states: [Int], on pool: ThreadPool) -> [Double] {
        let rows = min(1 << unitCount, 1 << 10)
        let blocks = (1 << unitCount) / rows
        let tasks = min(blocks, 64)
        let blocksPerTask = blocks / tasks
        let partial = AlignedBuffer(count: tasks * states.count)
        pool.forEach(count: tasks) { task in
            let products = AlignedBuffer(count: (unitCount + 1) * rows, repeating: 1)
            for block in task * blocksPerTask..<(task + 1) * blocksPerTask {
                addBlock(
                    firstRow: block * rows, rows: rows, states: states, products: products.base,
                    sums: partial.base + task * states.count)
            }
        }
        return states.indices.map { index in
            var sum = 0.0
            for task in 0..<tasks { sum += partial[task * states.count + index] }
            return sum / Double(1 << unitCount)
        }
    }

    private func addBlock(
        firstRow: Int, rows: Int, states: [Int], products: UnsafeMutablePointer<Double>,
        sums: UnsafeMutablePointer<Double>
    ) {
        // products[d]: the product over the d highest units of the last state; products[0] is all ones.
        var previous = -1
        for (index, next) in states.enumerated() {
            let shared = previous < 0 ? 0 : sharedHighUnits(previous, next)
            for depth in shared..<unitCount {
                let unit = unitCount - 1 - depth
                let product = products + (depth + 1) * rows
                product.update(from: products + depth * rows, count: rows)
                multiply(
                    product, by: effectColumns.base + (unit << unitCount | firstRow),
                    complement: next >> unit & 1 == 0, count: rows)
            }
            let leaf = products + unitCount * rows
            if rows < 8 {
                for row in 0..<rows { sums[index] += leaf[row] }
            } else {
                sums[index] += KernelTable.selected.sumOfColumn(leaf, rows)
            }
            previous = next
        }
    }

    /// How many of the highest units two states agree on.
    private func sharedHighUnits(_ a: Int, _ b: Int) -> Int {
        let difference = a ^ b
        return difference == 0 ? unitCount : unitCount - 1 - (Int.bitWidth - 1 - difference.leadingZeroBitCount)
    }
}
