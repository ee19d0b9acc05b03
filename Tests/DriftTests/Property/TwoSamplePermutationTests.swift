import Analysis
import Compute
import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Permutation p-values of one channel")
struct TwoSamplePermutationTests {
    /// Every method that takes permutations.
    static let methods = TwoSampleCatalogue.methods
        .filter { $0.isOneChannel && $0.options.contains { $0.name == "permutations" } }.map(\.name)

    /// The share of all ways to split the pooled sample in which the method's own statistic, of the split, is at least
    /// as extreme.
    private func enumerated(_ name: String, _ x: [Double], _ y: [Double]) throws -> Double {
        let pooled = x + y
        let test = try oneChannel(name)
        func extremity(_ x: [Double], _ y: [Double]) throws -> Double {
            let statistic = try test.test(reference: x, sample: y).statistic
            return name == "mann-whitney" ? abs(statistic - Double(x.count * y.count) / 2) : statistic
        }
        let observed = try extremity(x, y)
        let splits = (0..<(1 << pooled.count)).filter { $0.nonzeroBitCount == x.count }
        let reached = try splits.count { choice in
            let left = pooled.indices.filter { choice >> $0 & 1 == 1 }.map { pooled[$0] }
            let right = pooled.indices.filter { choice >> $0 & 1 == 0 }.map { pooled[$0] }
            return try extremity(left, right) >= observed - 1e-10 * abs(observed)
        }
        return Double(reached) / Double(splits.count)
    }

    @Test(
        "Where all splits can be gone through, the p-value is that of full enumeration, with ties and without",
        arguments: methods)
    func exhaustive(name: String) throws {
        var numbers = SplitMix64(seed: 21)
        for tied in [false, true] {
            var (x, y) = (numbers.normals(4), numbers.normals(5, mean: 1))
            if tied { (x, y) = (x.map { $0.rounded() }, y.map { $0.rounded() }) }
            let result = try oneChannel(name, ["permutations": "126"]).test(reference: x, sample: y)
            #expect(result.pValueMethod == .exact)
            #expect(agree(result.pValue, try enumerated(name, x, y), 1e-14), "\(name), tied: \(tied)")
        }
    }

    @Test("One permutation fewer than there are splits, and they are drawn at random")
    func random() throws {
        let result = try oneChannel("wasserstein", ["permutations": "125", "seed": "7"])
            .test(reference: [1, 2, 3, 4], sample: [2, 3, 4, 5, 6])
        #expect(result.pValueMethod == .permutation(permutations: 125, seed: 7))
        // (1 + reached)/(1 + 125).
        let reached = try #require(result.pValue) * 126
        #expect(abs(reached - reached.rounded()) < 1e-9 && reached >= 1)
    }

    @Test("Random p-values are within five standard errors of the exact ones", arguments: methods)
    func agreement(name: String) throws {
        var numbers = SplitMix64(seed: 22)
        let (x, y) = (numbers.normals(6), numbers.normals(7, mean: 0.8))
        let exact = try #require(
            try oneChannel(name, ["permutations": "1716"]).test(reference: x, sample: y).pValue)
        let drawn = try #require(
            try oneChannel(name, ["permutations": "1700", "seed": "3"]).test(reference: x, sample: y).pValue)
        #expect(abs(drawn - exact) < 5 * (exact * (1 - exact) / 1700).squareRoot() + 1.0 / 1700, "\(drawn), \(exact)")
    }

    @Test("The p-value has the same bits for any number of threads, and another seed draws other permutations")
    func threads() throws {
        var numbers = SplitMix64(seed: 23)
        let (x, y) = (numbers.normals(80), numbers.normals(70, mean: 0.3))
        let test = try oneChannel("energy", ["permutations": "500"])
        let plain = try test.test(reference: x, sample: y)
        for threads in [2, 3] {
            let context = RunContext(pool: ThreadPool(threads: threads))
            #expect(try test.test(reference: x, sample: y, in: context) == plain)
            #expect(context.progress.finished == 500)
        }
        let other = try oneChannel("energy", ["permutations": "500", "seed": "1"]).test(reference: x, sample: y)
        #expect(other.pValue != plain.pValue)
    }

    @Test("A request to stop is honoured")
    func cancelled() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        let test = try oneChannel("wasserstein", ["permutations": "500"])
        let numbers = (0..<30).map(Double.init)
        #expect(throws: CancelledError.self) {
            try test.test(reference: numbers, sample: numbers, in: RunContext(cancellation: cancellation))
        }
    }
}
