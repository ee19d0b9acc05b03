import Drift
import Foundation
import Testing

@Suite("Bayesian change points against all run lengths")
struct ChangePointProofTests {
    /// The posterior over run lengths with every run length kept and each run's predictive density taken anew from the
    /// values in it (Adams & MacKay 2007, algorithm 1; Murphy 2007, eqs. 85–89 and 110).
    private struct AllRuns {
        let hazard = 1.0 / 250
        /// `posterior[r]`: that the last r values are of one regime.
        var posterior = [1.0]
        var values: [Double] = []

        private func logDensity(_ value: Double, after run: ArraySlice<Double>) -> Double {
            let count = Double(run.count)
            let mean = run.isEmpty ? 0 : run.reduce(0, +) / count
            let squares = run.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let (weight, shape) = (1 + count, 1 + count / 2)
            let centre = count * mean / weight
            let scale = 1 + squares / 2 + count * mean * mean / (2 * weight)
            let spread = scale * (weight + 1) / (shape * weight)
            let freedom = 2 * shape
            return lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - 0.5 * log(freedom * Double.pi * spread)
                - (freedom + 1) / 2 * log(1 + (value - centre) * (value - centre) / (freedom * spread))
        }

        mutating func take(_ value: Double) {
            let joint = posterior.indices.map { run in
                posterior[run] * exp(logDensity(value, after: values.suffix(run)))
            }
            let whole = joint.reduce(0, +)
            posterior = [hazard] + joint.map { $0 / whole * (1 - hazard) }
            values.append(value)
        }

        /// That there was a change at any time since the first value.
        var change: Double { 1 - posterior[posterior.count - 1] }
    }

    @Test("the probability of a change", arguments: UInt64(400)..<408)
    func posterior(seed: UInt64) throws {
        let stream = GeneratedStream.values(seed: seed, isBinary: false)
        let values = stream.suffix(160) + stream.prefix(160)
        var reference = AllRuns()
        var exact = try BayesianChangePoint(threshold: 0.999_999_999_999, pruning: 0)
        for (index, value) in values.enumerated() {
            reference.take(value)
            // Past the threshold the detector starts anew, and the two no longer speak of the same values.
            if reference.change > 0.999_999_99 { break }
            _ = exact.update(value)
            #expect(abs(exact.changeProbability - reference.change) < 1e-9, "seed \(seed), \(index)")
        }
    }
}
