import Foundation

/// Two-sample statistics from their definitions, by double loops over all values.
enum RankStatistics {
    /// The share of `values` at or below `x`.
    static func distribution(_ values: [Double], at x: Double) -> Double {
        Double(values.count { $0 <= x }) / Double(values.count)
    }

    /// The largest of F(reference) − F(sample) over all points, not below 0.
    static func excess(_ reference: [Double], _ sample: [Double]) -> Double {
        (reference + sample).reduce(0) { max($0, distribution(reference, at: $1) - distribution(sample, at: $1)) }
    }

    static func kolmogorovSmirnov(_ reference: [Double], _ sample: [Double]) -> Double {
        max(excess(reference, sample), excess(sample, reference))
    }

    static func kuiper(_ reference: [Double], _ sample: [Double]) -> Double {
        excess(reference, sample) + excess(sample, reference)
    }

    /// Anderson (1962): nm/(n+m)² Σ (F − G)² over the pooled values.
    static func cramerVonMises(_ reference: [Double], _ sample: [Double]) -> Double {
        let (n, m) = (Double(reference.count), Double(sample.count))
        let squares = (reference + sample).reduce(0) { sum, point in
            let difference = distribution(reference, at: point) - distribution(sample, at: point)
            return sum + difference * difference
        }
        return n * m / ((n + m) * (n + m)) * squares
    }

    /// The pairs in which the reference's value is the greater one, ties counting one half.
    static func mannWhitney(_ reference: [Double], _ sample: [Double]) -> Double {
        reference.reduce(0) { sum, value in
            sum + sample.reduce(0) { $0 + (value > $1 ? 1 : value == $1 ? 0.5 : 0) }
        }
    }

    /// ∫ |F − G| over the line, step by step of the pooled values.
    static func wasserstein(_ reference: [Double], _ sample: [Double]) -> Double {
        let points = (reference + sample).sorted()
        return zip(points, points.dropFirst()).reduce(0) { sum, step in
            sum + abs(distribution(reference, at: step.0) - distribution(sample, at: step.0)) * (step.1 - step.0)
        }
    }

    static func meanDistance(_ left: [Double], _ right: [Double]) -> Double {
        left.reduce(0) { sum, value in sum + right.reduce(0) { $0 + abs(value - $1) } }
            / Double(left.count * right.count)
    }

    /// Székely & Rizzo: √(2 E|X − Y| − E|X − X′| − E|Y − Y′|).
    static func energy(_ reference: [Double], _ sample: [Double]) -> Double {
        max(
            0,
            2 * meanDistance(reference, sample) - meanDistance(reference, reference) - meanDistance(sample, sample)
        ).squareRoot()
    }

    /// Every way to call `count` of `pooled` the reference.
    static func splits(_ pooled: [Double], _ count: Int) -> [(reference: [Double], sample: [Double])] {
        (0..<(1 << pooled.count)).filter { $0.nonzeroBitCount == count }.map { mask in
            (
                pooled.indices.filter { mask >> $0 & 1 == 1 }.map { pooled[$0] },
                pooled.indices.filter { mask >> $0 & 1 == 0 }.map { pooled[$0] }
            )
        }
    }

    /// The share of all splits whose statistic is at least (or, for a negative `sign`, at most) the one observed.
    static func tail(
        _ reference: [Double], _ sample: [Double], sign: Double = 1, _ statistic: ([Double], [Double]) -> Double
    ) -> Double {
        let observed = sign * statistic(reference, sample)
        let all = splits(reference + sample, reference.count)
        let extreme = all.count { sign * statistic($0.reference, $0.sample) >= observed - 1e-12 * abs(observed) }
        return Double(extreme) / Double(all.count)
    }
}
