import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Divergences of probability vectors")
struct DivergencePropertyTests {
    private func vectors(seed: UInt64) -> [[Double]] {
        var numbers = SplitMix64(seed: seed)
        return (0..<60).map { _ in
            let weights = (0..<6).map { _ in numbers.chance(0.2) ? 0 : -log(1 - numbers.fraction()) }
            let total = weights.reduce(0, +)
            return total == 0 ? [1, 0, 0, 0, 0, 0] : weights.map { $0 / total }
        }
    }

    @Test("None is negative, and none between equal vectors is other than 0")
    func signs() {
        let vectors = vectors(seed: 31)
        for p in vectors {
            for q in vectors {
                for divergence in [
                    ProbabilityDivergence.kullbackLeibler(p, from: q),
                    ProbabilityDivergence.populationStabilityIndex(p, q), ProbabilityDivergence.jensenShannon(p, q),
                    ProbabilityDivergence.hellinger(p, q), ProbabilityDivergence.bhattacharyya(p, q),
                ] { #expect(divergence >= -1e-15) }
            }
            #expect(ProbabilityDivergence.kullbackLeibler(p, from: p) == 0)
            #expect(ProbabilityDivergence.populationStabilityIndex(p, p) == 0)
            #expect(ProbabilityDivergence.jensenShannon(p, p) == 0)
            #expect(ProbabilityDivergence.hellinger(p, p) == 0)
            #expect(ProbabilityDivergence.bhattacharyya(p, p) < 1e-15)
        }
    }

    @Test("Bounds, and how they are related")
    func relations() {
        let vectors = vectors(seed: 32)
        for (p, q) in zip(vectors, vectors.dropFirst()) {
            let divergence = ProbabilityDivergence.jensenShannon(p, q)
            let hellinger = ProbabilityDivergence.hellinger(p, q)
            #expect(divergence <= log(2) + 1e-15)
            #expect(hellinger <= 1)
            // Jeffreys's divergence is the sum of both of Kullback and Leibler's.
            let (there, back) = (
                ProbabilityDivergence.kullbackLeibler(p, from: q), ProbabilityDivergence.kullbackLeibler(q, from: p)
            )
            let index = ProbabilityDivergence.populationStabilityIndex(p, q)
            #expect(index == there + back || agree(index, there + back, 1e-12))
            // Hellinger's squared distance is one less Bhattacharyya's coefficient, and Kullback and Leibler's bounds
            // both.
            let coefficient = exp(-ProbabilityDivergence.bhattacharyya(p, q))
            #expect(abs(hellinger * hellinger - (1 - coefficient)) < 1e-14)
            #expect(there >= 2 * hellinger * hellinger - 1e-14)
            #expect(divergence <= index / 4 + 1e-14)
        }
    }

    @Test("Hellinger's distance and the root of Jensen and Shannon's divergence are metrics")
    func triangles() {
        let vectors = vectors(seed: 33)
        for i in 0..<20 {
            let (p, q, r) = (vectors[i], vectors[i + 20], vectors[i + 40])
            for distance in [
                ProbabilityDivergence.hellinger,
                { ProbabilityDivergence.jensenShannon($0, $1).squareRoot() },
            ] { #expect(distance(p, r) <= distance(p, q) + distance(q, r) + 1e-14) }
        }
    }
}
