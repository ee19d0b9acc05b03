import Foundation

/// The posterior of the run length by its definition: every run keeps its values and computes its density anew.
struct ExactRunLengths {
    let hazard: Double
    private var runs: [(values: [Double], probability: Double)] = [([], 1)]

    init(hazard: Double) { self.hazard = hazard }

    /// Of the longest run first.
    var probabilities: [Double] { runs.map(\.probability) }

    /// With the prior μ₀ = 0, κ₀ = α₀ = β₀ = 1.
    mutating func update(_ value: Double) {
        var weights = runs.map { $0.probability * Self.density(value, after: $0.values) }
        let evidence = weights.reduce(0, +)
        weights = weights.map { $0 / evidence }
        runs = zip(runs, weights).map { ($0.values + [value], $1 * (1 - hazard)) } + [([], hazard)]
    }

    /// Student's density with 2α degrees of freedom, from the posterior of `values` in closed form (Murphy 2007, eqs. 86–89).
    private static func density(_ value: Double, after values: [Double]) -> Double {
        let count = Double(values.count)
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let (weight, shape) = (1 + count, 1 + count / 2)
        let centre = count * mean / weight
        let scale = 1 + squares / 2 + count * mean * mean / (2 * weight)
        let variance = scale * (weight + 1) / (shape * weight)
        let freedom = 2 * shape
        let distance = (value - centre) * (value - centre) / (freedom * variance)
        let normaliser = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - 0.5 * log(freedom * Double.pi * variance)
        return exp(normaliser - (freedom + 1) / 2 * log1p(distance))
    }
}
