#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Logistic units: `P(j = 1) = 1 / (1 + exp(−k Σ_i w_ij σ_i))`, σ = ±1 (Albantakis et al. 2023, Fig. 1 and 6).
public enum LogisticUnits {
    /// The slope k where neither the file nor the caller gives one: that of the published examples.
    public static let defaultSlope = 4.0

    /// The state-by-node probabilities of units with the given weights, laid out as in `TransitionProbabilities`.
    ///
    /// - Parameter weights: `weights[i][j]` from unit i to unit j, n × n, finite.
    /// - Parameter slope: k; 0 makes every probability ½.
    /// - Returns: `columns[j << n | s]`. Each sum is formed in the order i = 0, 1, …, so it has the same bits as the
    ///   formula written out.
    /// - Precondition: `weights` is square.
    /// - Complexity: O(n · 2ⁿ): the sums of the first k units' terms are doubled into those of the first k + 1.
    public static func columns(weights: [[Double]], slope: Double) -> [Double] {
        let count = weights.count
        precondition(weights.allSatisfy { $0.count == count }, "a weight from every unit to every unit")
        return [Double](unsafeUninitializedCapacity: count << count) { columns, initialized in
            for unit in 0..<count {
                let column = UnsafeMutableBufferPointer(rebasing: columns[(unit << count)..<((unit + 1) << count)])
                fill(column, weights: weights.map { $0[unit] }, bias: 0)
                squash(column, slope: slope)
            }
            initialized = count << count
        }
    }

    /// One unit's column: P(unit = 1) = 1 / (1 + exp(−k (Σ_i w_i σ_i + bias))) for each of the 2ⁿ states.
    static func column(weights: [Double], slope: Double, bias: Double) -> [Double] {
        [Double](unsafeUninitializedCapacity: 1 << weights.count) { column, initialized in
            let column = UnsafeMutableBufferPointer(rebasing: column[..<(1 << weights.count)])
            fill(column, weights: weights, bias: bias)
            squash(column, slope: slope)
            initialized = 1 << weights.count
        }
    }

    /// Σ_i w_i s_i for each of the 2ⁿ states, s = 0 or 1.
    static func binarySums(weights: [Double]) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(1 << weights.count)
        for weight in weights {
            for state in sums.indices { sums.append(sums[state] + weight) }
        }
        return sums
    }

    private static func fill(_ sums: UnsafeMutableBufferPointer<Double>, weights: [Double], bias: Double) {
        sums.initializeElement(at: 0, to: bias)
        for (unit, weight) in weights.enumerated() {
            let half = 1 << unit
            for state in 0..<half {
                let sum = sums[state]
                sums.initializeElement(at: state + half, to: sum + weight)
                sums[state] = sum - weight
            }
        }
    }

    private static func squash(_ sums: UnsafeMutableBufferPointer<Double>, slope: Double) {
        for state in sums.indices { sums[state] = 1 / (1 + exp(-slope * sums[state])) }
    }

    /// The slope with which `weights` reproduce `transitions` exactly, or nil where there is none.
    ///
    /// It is read off the most informative probability, rounded to 12 significant digits, and then verified bit for bit.
    static func slope(of transitions: TransitionProbabilities, weights: [[Double]]) -> Double? {
        let count = transitions.unitCount
        var best: (evidence: Double, slope: Double) = (0, defaultSlope)
        for unit in 0..<count {
            let sums = [Double](unsafeUninitializedCapacity: 1 << count) { sums, initialized in
                let sums = UnsafeMutableBufferPointer(rebasing: sums[..<(1 << count)])
                fill(sums, weights: weights.map { $0[unit] }, bias: 0)
                initialized = 1 << count
            }
            for (state, sum) in sums.enumerated() {
                let probability = transitions.probability(of: unit, after: state)
                let evidence = probability * (1 - probability) * abs(sum)
                if evidence > best.evidence { best = (evidence, log(probability / (1 - probability)) / sum) }
            }
        }
        guard best.slope.isFinite else { return nil }
        let scale = best.slope == 0 ? 1 : pow(10, 11 - floor(log10(abs(best.slope))))
        let candidates = [(best.slope * scale).rounded() / scale, best.slope]
        return candidates.first { $0.isFinite && columns(weights: weights, slope: $0) == transitions.columns }
    }
}
