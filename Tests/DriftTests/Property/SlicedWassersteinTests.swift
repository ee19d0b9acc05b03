import Analysis
import Compute
import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Sliced Wasserstein distance")
struct SlicedWassersteinTests {
    private func normals(_ rows: Int, _ columns: Int, mean: Double = 0, seed: UInt64) throws -> Sample {
        var numbers = SplitMix64(seed: seed)
        return try Sample(rows: rows, columns: columns, values: numbers.normals(rows * columns, mean: mean))
    }

    @Test("In one dimension it is Wasserstein's distance, without error")
    func oneDimension() throws {
        let (x, y) = (try normals(60, 1, seed: 51), try normals(40, 1, mean: 0.5, seed: 52))
        let sliced = try SlicedWassersteinDistance(projections: 7).estimate(reference: x, sample: y)
        let plain = try WassersteinDistance().test(reference: x.values, sample: y.values)
        #expect(agree(sliced.distance, plain.statistic, 1e-13))
        #expect((sliced.standardError ?? 1) < 1e-14)
    }

    /// The mean of |⟨v, u⟩| over unit vectors u is |v| Γ(d/2)/(√π Γ((d + 1)/2)).
    @Test("Of a shifted sample it is the shift's mean projection, within five standard errors", arguments: [2, 3, 8])
    func shift(columns: Int) throws {
        let x = try normals(50, columns, seed: 53)
        let moved = try Sample(rows: 50, columns: columns, values: x.values.map { $0 + 2 })
        let estimate = try SlicedWassersteinDistance(projections: 2000).estimate(reference: x, sample: moved)
        let length = 2 * Double(columns).squareRoot()
        // Γ(d/2)/Γ((d + 1)/2) by the recurrence Γ(z + 1) = z Γ(z), from Γ(1)/Γ(3/2) and Γ(3/2)/Γ(2).
        var ratio = columns.isMultiple(of: 2) ? 2 / Double.pi.squareRoot() : Double.pi.squareRoot() / 2
        var dimension = columns.isMultiple(of: 2) ? 2.0 : 3.0
        while dimension < Double(columns) {
            ratio *= dimension / (dimension + 1)
            dimension += 2
        }
        let expected = length * ratio / Double.pi.squareRoot()
        let error = try #require(estimate.standardError)
        #expect(abs(estimate.distance - expected) < 5 * error, "\(estimate.distance), \(expected), \(error)")
    }

    @Test("Permutations beyond one chunk are counted as well")
    func manyPermutations() throws {
        let (x, y) = (try normals(12, 1, seed: 56), try normals(13, 1, mean: 0.6, seed: 57))
        let plan = try PermutationPlan(permutations: 140_000)
        let sliced = try SlicedWassersteinDistance(projections: 3, permutations: plan).test(reference: x, sample: y)
        let plain = try WassersteinDistance(permutations: plan).test(reference: x.values, sample: y.values)
        let (found, expected) = (try #require(sliced.pValue), try #require(plain.pValue))
        // Two counts of as many permutations each.
        #expect(abs(found - expected) < 5 * (2 * expected * (1 - expected) / 140_000).squareRoot())
        #expect(expected > 0.001 && expected < 0.9)
    }

    @Test("Two projections by hand: the mean of the distances along their directions")
    func byHand() throws {
        let (x, y) = (try normals(9, 3, seed: 54), try normals(7, 3, mean: 1, seed: 55))
        let seed: UInt64 = 5
        let distances = try (0..<2).map { direction in
            let source = Philox4x32(seed: seed, stream: 1 << 63 + UInt64(direction))
            let deviates = [source.normalPair(0)[0], source.normalPair(0)[1], source.normalPair(1)[0]]
            let length = deviates.reduce(0) { $0 + $1 * $1 }.squareRoot()
            func projected(_ sample: Sample) -> [Double] {
                (0..<sample.rows).map { row in
                    (0..<3).reduce(0) { $0 + sample.values[row * 3 + $1] * deviates[$1] / length }
                }
            }
            return try WassersteinDistance().test(reference: projected(x), sample: projected(y)).statistic
        }
        let estimate = try SlicedWassersteinDistance(projections: 2, seed: seed).estimate(reference: x, sample: y)
        #expect(agree(estimate.distance, (distances[0] + distances[1]) / 2, 1e-13))
        #expect(agree(estimate.standardError, abs(distances[0] - distances[1]) / 2, 1e-11))
    }

    @Test("Exchanging the samples, and shifting both, change nothing")
    func invariance() throws {
        let (x, y) = (try normals(30, 4, seed: 56), try normals(25, 4, mean: 0.4, seed: 57))
        let method = try SlicedWassersteinDistance(projections: 20)
        let plain = try method.estimate(reference: x, sample: y)
        #expect(agree(try method.estimate(reference: y, sample: x).distance, plain.distance, 1e-12))
        func shifted(_ sample: Sample) throws -> Sample {
            try Sample(rows: sample.rows, columns: 4, values: sample.values.map { $0 + 1000 })
        }
        let moved = try method.estimate(reference: shifted(x), sample: shifted(y))
        #expect(agree(moved.distance, plain.distance, 1e-11))
        #expect(try method.estimate(reference: x, sample: x).distance == 0)
    }

    @Test("The result has the same bits for any number of threads")
    func threads() throws {
        let (x, y) = (try normals(70, 5, seed: 58), try normals(50, 5, mean: 0.2, seed: 59))
        let method = try SlicedWassersteinDistance(
            projections: 70, permutations: PermutationPlan(permutations: 33, seed: 2))
        let plain = try method.test(reference: x, sample: y)
        for threads in [2, 3] {
            #expect(
                try method.test(reference: x, sample: y, in: RunContext(pool: ThreadPool(threads: threads))) == plain)
        }
    }

    @Test("On tiny samples the permutation p-value is that of full enumeration")
    func exhaustive() throws {
        let (x, y) = (try normals(4, 2, seed: 60), try normals(4, 2, mean: 1, seed: 61))
        let bare = try SlicedWassersteinDistance(projections: 12)
        let rows = x.table + y.table
        let observed = try bare.estimate(reference: x, sample: y).distance
        let choices = (0..<256).filter { $0.nonzeroBitCount == 4 }
        let reached = try choices.count { choice in
            let left = try Sample(rows.indices.filter { choice >> $0 & 1 == 1 }.map { rows[$0] })
            let right = try Sample(rows.indices.filter { choice >> $0 & 1 == 0 }.map { rows[$0] })
            return try bare.estimate(reference: left, sample: right).distance >= observed - 1e-11
        }
        let tested = try SlicedWassersteinDistance(
            projections: 12, permutations: PermutationPlan(permutations: 70)
        ).test(reference: x, sample: y)
        #expect(tested.pValueMethod == .exact)
        #expect(agree(tested.pValue, Double(reached) / 70, 1e-14))
    }

    @Test("Permutation p-values are uniform under no change, and small under a change that no feature shows alone")
    func power() throws {
        var small = 0
        for draw in 0..<200 {
            let (x, y) = (try normals(20, 3, seed: UInt64(100 + draw)), try normals(20, 3, seed: UInt64(500 + draw)))
            let method = try SlicedWassersteinDistance(
                projections: 10, permutations: PermutationPlan(permutations: 39, seed: UInt64(draw)))
            if try #require(method.test(reference: x, sample: y).pValue) <= 0.1 { small += 1 }
        }
        // 20 expected, standard deviation 4.2.
        #expect(small < 42, "\(small)")

        // Two correlated features against two independent ones: the same margins.
        let x = try normals(300, 2, seed: 900)
        let y = try Sample(
            try normals(300, 2, seed: 901).table.map { row in
                [row[0], 0.9 * row[0] + (1 - 0.81).squareRoot() * row[1]]
            })
        let changed = try SlicedWassersteinDistance(permutations: PermutationPlan(permutations: 199))
            .test(reference: x, sample: y)
        #expect(try #require(changed.pValue) == 0.005)
    }
}
