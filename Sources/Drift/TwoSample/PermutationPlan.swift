import Analysis
import Compute

/// How many random permutations of the pooled sample a p-value is counted from, and their seed.
public struct PermutationPlan: Sendable, Hashable {
    /// The most that a plan may ask for.
    public static let most = 10_000_000

    /// At least 1.
    public let permutations: Int
    public let seed: UInt64

    /// - Parameter permutations: 1 to `most`. The smallest p-value they can give is 1/(1 + permutations).
    /// - Throws: `DriftError.badParameter` with any other number.
    public init(permutations: Int, seed: UInt64 = 0) throws {
        guard (1...Self.most).contains(permutations) else {
            throw DriftError(
                .badParameter, key: "permutations", problem: "it is \(permutations)",
                remedy: "give a whole number from 1 to \(Self.most)")
        }
        self.permutations = permutations
        self.seed = seed
    }

    /// The plan that options ask for; nil where they ask for none.
    static func plan(_ options: MethodOptions, default standard: Int = 0) throws -> PermutationPlan? {
        let permutations = try options.whole("permutations", default: standard, in: 0...most)
        let seed = try options.seed()
        return permutations == 0 ? nil : try PermutationPlan(permutations: permutations, seed: seed)
    }

    static func options(default standard: Int = 0) -> [MethodOption] {
        [
            MethodOption(
                "permutations", default: "\(standard)", domain: "a whole number from 0 to \(most)",
                meaning: "random permutations to count the p-value from; 0 for none"),
            MethodOption(
                "seed", default: "0", domain: "a whole number from 0 to 2^64 - 1", meaning: "the permutations' seed"),
        ]
    }

    /// (1 + those of the permutations whose statistic is at least the observed one) / (1 + permutations): never 0, and
    /// a valid p-value for any number of permutations (Phipson & Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39).
    ///
    /// - Parameter counted: how many of the permutations reached the observed statistic.
    func pValue(counted: Int) -> Double { (1 + Double(counted)) / (1 + Double(permutations)) }

    /// What a permuted statistic has to reach to count: the observed one, less what rounding may do to an equal one.
    static func threshold(_ observed: Double) -> Double { observed - 1e-12 * abs(observed) }

    /// The p-value of `statistic`, large values of which speak for a difference, and how it was obtained: exactly where
    /// there are no more ways to split the pooled sample than permutations, since then each is taken once.
    ///
    /// Permutation k depends on the seed and k alone, and counting is exact, so the result has the same bits for any
    /// number of threads.
    ///
    /// - Parameter statistic: of two ascending samples, whose sizes are those of `samples`.
    /// - Throws: `CancelledError`.
    /// - Complexity: O(n) a permutation, O(n) space a thread, n the pooled sample's size.
    func pValue(
        observed: Double, samples: SortedSamples, in context: RunContext,
        statistic: @escaping @Sendable (OrderedPair) -> Double
    ) throws -> (value: Double, method: TestResult.PValueMethod) {
        let pooled = samples.pooled
        let splits = PooledSplits(m: samples.reference.count, n: samples.sample.count, plan: self)
        let threshold = Self.threshold(observed)
        let perPiece = 16
        let pieces = (splits.count + perPiece - 1) / perPiece
        context.progress.expect(splits.count)
        let counts = try context.pool.map(count: pieces) { piece in
            var split = SortedSplit(m: splits.m, n: splits.n)
            var reached = 0
            for index in (piece * perPiece)..<min((piece + 1) * perPiece, splits.count) {
                try context.cancellation.check()
                split.fill(from: pooled, splits, index)
                if split.withPair(statistic) >= threshold { reached += 1 }
                context.progress.finish(1)
            }
            return reached
        }
        return (splits.pValue(reached: counts.reduce(0, +)), splits.method)
    }
}

/// A pooled sample split in two, in memory that is used again for the next split.
private struct SortedSplit {
    private var reference: [Double]
    private var sample: [Double]

    init(m: Int, n: Int) {
        reference = [Double](repeating: 0, count: m)
        sample = [Double](repeating: 0, count: n)
    }

    mutating func fill(from pooled: [Double], _ splits: PooledSplits, _ index: Int) {
        pooled.withUnsafeBufferPointer { pooled in
            reference.withUnsafeMutableBufferPointer { reference in
                sample.withUnsafeMutableBufferPointer { sample in
                    var (i, j) = (0, 0)
                    splits.forEachPosition(index) { position, isReference in
                        if isReference {
                            reference[i] = pooled[position]
                            i += 1
                        } else {
                            sample[j] = pooled[position]
                            j += 1
                        }
                    }
                }
            }
        }
    }

    func withPair(_ body: (OrderedPair) -> Double) -> Double {
        reference.withUnsafeBufferPointer { reference in
            sample.withUnsafeBufferPointer { sample in
                body(OrderedPair(reference: reference, sample: sample))
            }
        }
    }
}
