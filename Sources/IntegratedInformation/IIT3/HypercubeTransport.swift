/// The earth mover's distance between two distributions over the states of k binary units, where moving probability
/// between two states costs the number of units in which they differ (Oizumi et al. 2014, Text S2).
///
/// That cost is the distance between corners of a hypercube, so moving probability along its k·2^(k−1) edges, at 1 an
/// edge, costs the same as moving it between any two of its 4^k pairs of corners: a minimum-cost flow on a sparse graph.
/// Its dual is a potential on the states, neighbours no more than 1 apart, for which Σ_s potential(s)·(p(s) − q(s)) is
/// greatest, and whole numbers suffice. Ascent in the dual starts at the potential that makes the lower bound
/// Σ_i |p_i − q_i| of the marginals: as long as some surplus can reach some deficit along edges that cost nothing (those
/// on which the potential falls by 1, and the way back of what flows already), it is moved there; when none can, the
/// potential rises by 1 on everything that surplus can reach. The value is read off the potential, so it carries no
/// rounding of the flow, and at any time it is a lower bound, which ends the ascent early where that is enough.
///
/// Sets of states are bits in words, so that a step of a search takes k operations for 64 states.
///
/// It holds scratch memory only, for one thread at a time.
package final class HypercubeTransport {
    /// Probability that is not worth moving: rounding leaves as much. All that is left in place changes a distance by no
    /// more than k·2^k times this.
    static let dust = 0x1p-52

    let difference: UnsafeMutablePointer<Double>
    /// What a state still has to give (positive) or to receive.
    let excess: UnsafeMutablePointer<Double>
    /// `flow[b << k | s]`, s without bit b: what moves from s to s with bit b, less what moves back.
    let flow: UnsafeMutablePointer<Double>
    let potential: UnsafeMutablePointer<Int>
    let sets: StateSets
    /// The greatest value that the potentials have made: a lower bound of the distance.
    var bound = 0.0

    /// - Parameter units: the greatest k that it will be asked about.
    package init(units: Int) {
        let count = 1 << units
        difference = .allocate(capacity: count)
        excess = .allocate(capacity: count)
        flow = .allocate(capacity: max(1, units) << units)
        potential = .allocate(capacity: count)
        sets = StateSets(units: units)
    }

    deinit {
        difference.deallocate()
        excess.deallocate()
        flow.deallocate()
        potential.deallocate()
    }

    /// The distance between `p` and `q`, 2^k probabilities each.
    ///
    /// - Parameters:
    ///   - units: k, no more than the initialiser's.
    ///   - limit: where the distance is not below it, how much above it is does not matter.
    ///   - isFamiliar: whether the last question was about distributions of as many units that are much like these: its
    ///     potential may then be a better start.
    /// - Returns: 0…k, exact but for rounding and k·2^(k−52) where it is below `limit`; else a value in
    ///   `limit`…distance.
    /// - Complexity: O(k·4^k / 64) as observed: about as many searches as there are states.
    package func distance(
        _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, units: Int, limit: Double = .infinity,
        isFamiliar: Bool = false
    ) -> Double {
        let count = 1 << units
        for state in 0..<count { difference[state] = p[state] - q[state] }
        switch units {
        case 0: return 0
        case 1: return abs(difference[1])
        case 2: return aroundSquare()
        default: break
        }
        startPotential(units, isFamiliar: isFamiliar)
        if bound >= limit { return bound }
        ascend(units, limit: limit)
        return value(count)
    }

    /// Σ_s potential(s)·difference(s).
    private func value(_ count: Int) -> Double {
        var sum = 0.0
        for state in 0..<count { sum += Double(potential[state]) * difference[state] }
        return sum
    }

    /// Four states in a circle: all that is free is how much flows all the way round, and the median is best.
    private func aroundSquare() -> Double {
        let first = difference[0]
        let second = first + difference[1]
        let third = second + difference[3]
        let (low, high) = (min(first, second), max(first, second))
        let (otherLow, otherHigh) = (min(third, 0), max(third, 0))
        return max(high, otherHigh) - min(low, otherLow) + abs(max(low, otherLow) - min(high, otherHigh))
    }

    /// The potential that counts the units whose marginals `p` has higher, less those that it has lower: no two
    /// neighbouring states differ by more than 1, and the value is Σ_i |p_i − q_i|. Or the last one, if it is better.
    private func startPotential(_ units: Int, isFamiliar: Bool) {
        bound = isFamiliar ? value(1 << units) : -.infinity
        var simple = 0.0
        for bit in 0..<units { simple += abs(marginal(bit, units)) }
        guard simple > bound else { return }
        bound = simple
        potential[0] = 0
        for bit in 0..<units {
            let step = marginal(bit, units) < 0 ? -1 : 1
            for state in 0..<(1 << bit) { potential[state | 1 << bit] = potential[state] + step }
        }
    }

    /// Σ of the differences over the states with the bit.
    private func marginal(_ bit: Int, _ units: Int) -> Double {
        var sum = 0.0
        for high in stride(from: 1 << bit, to: 1 << units, by: 2 << bit) {
            for state in high..<(high + 1 << bit) { sum += difference[state] }
        }
        return sum
    }
}
