import Foundation

/// Divergences between two probability vectors of one length: entries 0 or more that add up to 1. All are in nats; a
/// term with p = 0 is 0 in those that multiply the logarithm by p, and one with q = 0 < p is infinite.
///
/// - Complexity: O(entries), each.
public enum ProbabilityDivergence {
    /// Σ p ln(p/q), of Kullback and Leibler, Ann. Math. Statist. 22 (1951) 79; infinite where q is 0 and p is not.
    public static func kullbackLeibler(_ p: [Double], from q: [Double]) -> Double {
        sum(p, q) { p, q in p == 0 ? 0 : q == 0 ? .infinity : p * log(p / q) }
    }

    /// Σ (p − q) ln(p/q), Jeffreys's divergence, which credit scoring calls the population stability index; infinite
    /// where only one of the two is 0.
    public static func populationStabilityIndex(_ p: [Double], _ q: [Double]) -> Double {
        sum(p, q) { p, q in p == q ? 0 : p == 0 || q == 0 ? .infinity : (p - q) * log(p / q) }
    }

    /// ½ Σ p ln(p/m) + ½ Σ q ln(q/m) with m = ½(p + q), in 0…ln 2 (Lin, IEEE Trans. Inf. Theory 37 (1991) 145). Its
    /// square root is a metric.
    public static func jensenShannon(_ p: [Double], _ q: [Double]) -> Double {
        let doubled = sum(p, q) { p, q in
            let middle = 0.5 * (p + q)
            return (p == 0 ? 0 : p * log(p / middle)) + (q == 0 ? 0 : q * log(q / middle))
        }
        return max(0, 0.5 * doubled)
    }

    /// √(½ Σ (√p − √q)²), in 0…1, a metric.
    public static func hellinger(_ p: [Double], _ q: [Double]) -> Double {
        let squared = sum(p, q) { p, q in
            let difference = p.squareRoot() - q.squareRoot()
            return difference * difference
        }
        return min(1, (0.5 * squared).squareRoot())
    }

    /// −ln Σ √(p q), of Bhattacharyya, Bull. Calcutta Math. Soc. 35 (1943) 99; infinite where nothing overlaps.
    public static func bhattacharyya(_ p: [Double], _ q: [Double]) -> Double {
        let coefficient = min(1, sum(p, q) { p, q in (p * q).squareRoot() })
        return coefficient == 0 ? .infinity : max(0, -log(coefficient))
    }

    private static func sum(_ p: [Double], _ q: [Double], _ term: (Double, Double) -> Double) -> Double {
        precondition(p.count == q.count, "probability vectors of two lengths")
        return zip(p, q).reduce(0) { $0 + term($1.0, $1.1) }
    }
}
