import DynamicsKernelsBaseline
import Foundation
import Testing

/// The noise is standard normal and independent, as far as a million deviates can tell.
@Suite struct NormalDistributionTests {
    private static let count = 1_048_576
    private static let nodes = (0..<count).map { UInt32($0) }
    private static let runs = [UInt32](repeating: 0, count: count)

    /// Random123's vectors for philox4x32-10 (`kat_vectors`; Salmon et al. 2011), counter and key from the least
    /// significant word.
    @Test func scalarWordsAreTheKnownAnswers() {
        let zero = philoxWords(0, 0, 0, 0, 0)
        #expect(zero == (0xe169_c58d_6627_e8d5, 0x9b00_dbd8_bc57_ac4c))
        let ones = philoxWords(.max, .max, .max, .max, .max)
        #expect(ones == (0x41c8_3b0e_408f_276d, 0x6d54_51fd_a20b_c7c6))
        let pi = philoxWords(0x299f_31d0_a409_3822, 0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344)
        #expect(pi == (0x94fd_cceb_d16c_fe09, 0x2412_6ea1_5001_e420))
    }

    /// Kolmogorov and Smirnov's distance from the normal distribution.
    private func distance(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let size = Double(sorted.count)
        return sorted.enumerated().reduce(0) { most, entry in
            let expected = 0.5 * erfc(-entry.element / 2.0.squareRoot())
            return max(most, expected - Double(entry.offset) / size, Double(entry.offset + 1) / size - expected)
        }
    }

    private func moment(_ values: [Double], _ power: Int) -> Double {
        values.reduce(0) { sum, value in sum + (0..<power).reduce(1) { product, _ in product * value } }
            / Double(values.count)
    }

    private func correlation(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(first.count)
    }

    private func check(_ values: [Double]) {
        // Five standard errors of each moment's estimate, and the distance exceeded once in 10⁵.
        let error = 5 / Double(values.count).squareRoot()
        #expect(abs(moment(values, 1)) < error)
        #expect(abs(moment(values, 2) - 1) < error * 2.0.squareRoot())
        #expect(abs(moment(values, 3)) < error * 15.0.squareRoot())
        #expect(abs(moment(values, 4) - 3) < error * 96.0.squareRoot())
        #expect(distance(values) < 2.47 / Double(values.count).squareRoot())
    }

    @Test func doubleNoiseIsStandardNormal() throws {
        let kernels = try #require(ElementaryKernels<Double>.supported.last)
        let noise = kernels.normals(seed: 21, step: 0, draw: 0, nodes: Self.nodes, runs: Self.runs)
        check(noise.even)
        check(noise.odd)
    }

    @Test func singleNoiseIsStandardNormal() throws {
        let kernels = try #require(ElementaryKernels<Float>.supported.last)
        let noise = kernels.normals(seed: 22, step: 0, draw: 0, nodes: Self.nodes, runs: Self.runs)
        check(noise.even.map(Double.init))
        check(noise.odd.map(Double.init))
    }

    /// Deviates of two variables, steps, draws, runs, seeds and neighbouring nodes do not correlate, nor do their squares.
    @Test func noiseOfDifferentCountersIsIndependent() throws {
        let kernels = try #require(ElementaryKernels<Double>.supported.last)
        func noise(
            _ seed: UInt64 = 5, step: UInt32 = 9, draw: UInt32 = 1, run: UInt32 = 2
        ) -> (even: [Double], odd: [Double]) {
            let runs = [UInt32](repeating: run, count: Self.count)
            return kernels.normals(seed: seed, step: step, draw: draw, nodes: Self.nodes, runs: runs)
        }
        let base = noise()
        let neighbour = Array(base.even.dropFirst() + base.even.prefix(1))
        let others = [
            base.odd, neighbour, noise(step: 10).even, noise(draw: 0).even, noise(run: 3).even, noise(6).even,
        ]
        let error = 5 / Double(Self.count).squareRoot()
        for other in others {
            #expect(abs(correlation(base.even, other)) < error)
            let squares = correlation(base.even.map { $0 * $0 - 1 }, other.map { $0 * $0 - 1 })
            #expect(abs(squares) < 2 * error)
        }
    }
}
