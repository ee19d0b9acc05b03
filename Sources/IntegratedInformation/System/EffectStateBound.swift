import Compute
import Foundation

/// An upper bound of ii_e(z) that is a product and a sum over units, so that the states above a threshold can be listed
/// without visiting the others.
///
/// π_e(z) ≥ π_e(z|s)/2^n, since the current state is one of the 2^n averaged over; and π_e(z) ≥ the geometric mean of
/// the same products. So `ii_e(z) ≤ π_e(z|s) · min(n, Σ_i log₂ p_i(z_i|s) − mean log₂ p_i(z_i))`. The first alone
/// suffices where the effect repertoire is peaked; the second is close where units are noisy.
struct EffectStateBound {
    /// More survivors than this are worth the 2n · 2^n logarithms of the second bound.
    static let worthTightening = 1024

    private let unitCount: Int
    /// `probability[i][v]` = p_i(v | s).
    private let probability: [[Double]]
    /// `excess[i][v]` ≥ log₂ p_i(v|s) − mean log₂ p_i(v): infinite until tightened, or where some state forbids v.
    private var excess: [[Double]]

    init(system: CandidateSystem) {
        unitCount = system.unitCount
        probability = (0..<system.unitCount).map { unit in
            let on = system.effectColumns[unit << system.unitCount | system.state]
            return [1 - on, on]
        }
        excess = Array(repeating: [.infinity, .infinity], count: unitCount)
    }

    /// The state whose effect probability is greatest.
    var mostProbable: Int {
        (0..<unitCount).reduce(0) { probability[$1][1] >= probability[$1][0] ? $0 | 1 << $1 : $0 }
    }

    mutating func tighten(system: CandidateSystem, on pool: ThreadPool) {
        let count = 1 << unitCount
        let means = AlignedBuffer(count: 2 * unitCount)
        let unitCount = unitCount
        pool.forEach(count: unitCount) { unit in
            let column = system.effectColumns.base + unit << unitCount
            var on = 0.0
            var off = 0.0
            for state in 0..<count {
                on += log2(column[state])
                off += log2(1 - column[state])
            }
            means[2 * unit] = off / Double(count)
            means[2 * unit + 1] = on / Double(count)
        }
        excess = (0..<unitCount).map { unit in
            (0...1).map { value in
                let mean = means[2 * unit + value]
                let conditional = probability[unit][value]
                return conditional == 0 || mean == -.infinity ? .infinity : log2(conditional) - mean
            }
        }
    }

    /// Every state whose bound reaches `information`, ascending, up to rounding. States that cannot reach even the
    /// tolerance, and so specify no effect, are left out.
    func statesAbove(_ information: Double) -> [Int] {
        let threshold = max(information - 2 * equalityTolerance, equalityTolerance / 2)
        // The greatest product and sum that the units below a depth can add.
        var products = [1.0]
        var sums = [0.0]
        for unit in 0..<unitCount {
            products.append(products[unit] * max(probability[unit][0], probability[unit][1]))
            sums.append(sums[unit] + max(excess[unit][0], excess[unit][1]))
        }
        var found: [Int] = []
        func descend(_ unit: Int, _ state: Int, _ product: Double, _ sum: Double) {
            let bits = min(Double(unitCount), sum + sums[unit + 1])
            guard product * products[unit + 1] * bits >= threshold else { return }
            guard unit >= 0 else {
                found.append(state)
                return
            }
            for value in 0...1 where probability[unit][value] > 0 {
                descend(
                    unit - 1, state | value << unit, product * probability[unit][value], sum + excess[unit][value])
            }
        }
        descend(unitCount - 1, 0, 1, 0)
        return found
    }
}
