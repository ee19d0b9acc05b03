import GeneratedInput
import Kernels
import KernelsBaseline
import Testing

/// A random table of a partition problem: log₂ probabilities given each set of inputs, that of all inputs the greatest.
private struct Problem {
    let inputs: Int
    let targets: Int
    let lanes: Int
    let table: [Double]
    let penalty: Double

    init(inputs: Int, targets: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        self.inputs = inputs
        self.targets = targets
        lanes = (targets + 7) & ~7
        var table = [Double](repeating: 0, count: lanes << inputs)
        for target in 0..<targets {
            let weights = (0..<inputs).map { _ in random.value(-0.1, 0.5) }
            for set in 0..<1 << inputs {
                let sum = weights.indices.reduce(0.0) { set >> $1 & 1 == 1 ? $0 + weights[$1] : $0 }
                table[set * lanes + target] = sum - 2 + random.value(-0.05, 0.05)
            }
        }
        self.table = table
        penalty = random.value(0.05, 0.3)
    }

    func prepared(_ kernels: KernelTable, mayKeepAll: Bool) -> (scores: [Double], bounds: [Double]) {
        let scores = Fenced(count: table.count)
        let bounds = Fenced(count: table.count)
        kernels.penalizedScores(table, inputs, lanes, penalty, mayKeepAll, scores.base, bounds.base)
        return (scores.finish(), bounds.finish())
    }

    /// The greatest score above the threshold, the blocks that attain it, and how many partitions were found.
    func search(
        _ kernels: KernelTable, isEffect: Bool, threshold: Double, capacity: Int = 0
    ) -> (greatest: Double, blocks: [Int], count: Int) {
        let (scores, bounds) = prepared(kernels, mayKeepAll: !isEffect)
        let best = Fenced(count: (inputs + 1) * lanes)
        var path = [Int32](repeating: 0, count: 16)
        var found = [Int32](repeating: 0, count: 16 * max(1, capacity))
        var greatest = threshold
        let count = kernels.searchJointPartitions(
            scores, bounds, inputs, lanes, targets, isEffect, best.base, &path, &found, capacity, &greatest)
        _ = best.finish()
        return (greatest, found.prefix(16).prefix { $0 != 0 }.map { Int($0) }, count)
    }

    /// The blocks of every partition above the threshold.
    func list(isEffect: Bool, threshold: Double, capacity: Int) -> [[Int]] {
        let (scores, bounds) = prepared(.selected, mayKeepAll: !isEffect)
        let best = Fenced(count: (inputs + 1) * lanes)
        var path = [Int32](repeating: 0, count: 16)
        var found = [Int32](repeating: 0, count: 16 * capacity)
        var least = threshold
        let count = KernelTable.selected.searchJointPartitions(
            scores, bounds, inputs, lanes, targets, isEffect, best.base, &path, &found, capacity, &least)
        _ = best.finish()
        return (0..<min(count, capacity)).map { index in
            found[16 * index..<16 * index + 16].prefix { $0 != 0 }.map { Int($0) }
        }
    }

    func enumerated(isEffect: Bool) -> Double {
        let (scores, _) = prepared(KernelTable(level: .baseline), mayKeepAll: !isEffect)
        var label = [Int](repeating: 0, count: inputs)
        var block = label
        return bestJointPartitionScalar(
            scores, inputs: inputs, lanes: lanes, targets: targets, mayShareBlock: isEffect, label: &label,
            block: &block)
    }
}

@Suite struct JointPartitionsTests {
    /// The error of a sum of at most 16 scores below 4 in magnitude.
    private let rounding = 1e-13

    @Test(arguments: InstructionSet.supported, [(1, 1), (2, 2), (3, 2), (4, 4), (5, 3), (6, 6), (3, 9), (5, 12)])
    func theBestPartitionIsThatOfEnumeration(level: InstructionSet, size: (inputs: Int, targets: Int)) {
        for seed in UInt64(0)..<(size.inputs > 5 ? 3 : 40) {
            let problem = Problem(inputs: size.inputs, targets: size.targets, seed: seed)
            for isEffect in [true, false] where isEffect || size.targets > 1 {
                let expected = problem.enumerated(isEffect: isEffect)
                let found = problem.search(KernelTable(level: level), isEffect: isEffect, threshold: -1e9)
                #expect(abs(found.greatest - expected) <= rounding, "seed \(seed), effect \(isEffect)")
                // Nothing lies above the best, and what was recorded attains it.
                let above = problem.search(
                    KernelTable(level: level), isEffect: isEffect, threshold: expected + 10 * rounding)
                #expect(above.count == 0, "seed \(seed), effect \(isEffect)")
                let (scores, _) = problem.prepared(KernelTable(level: level), mayKeepAll: !isEffect)
                let attained = jointPartitionScoreScalar(
                    scores, found.blocks, count: found.blocks.count, lanes: problem.lanes, targets: problem.targets,
                    mayShareBlock: isEffect)
                #expect(abs(attained - expected) <= rounding, "seed \(seed), effect \(isEffect)")
            }
        }
    }

    /// Kept are partitions that pass, the best among them, whatever the threshold.
    @Test(arguments: [(3, 2), (4, 4), (5, 3), (6, 5), (4, 9)])
    func everyPartitionKeptPassesAndTheBestIsKept(size: (inputs: Int, targets: Int)) {
        for seed in UInt64(0)..<(size.inputs > 5 ? 3 : 40) {
            let problem = Problem(inputs: size.inputs, targets: size.targets, seed: seed)
            for isEffect in [true, false] {
                let best = problem.enumerated(isEffect: isEffect)
                let (scores, _) = problem.prepared(.selected, mayKeepAll: !isEffect)
                for slack in [1e-9, 0.02, 0.2] {
                    let found = problem.list(isEffect: isEffect, threshold: best - slack, capacity: 300)
                    let attained = found.map {
                        jointPartitionScoreScalar(
                            scores, $0, count: $0.count, lanes: problem.lanes, targets: problem.targets,
                            mayShareBlock: isEffect)
                    }
                    #expect(attained.allSatisfy { $0 > best - slack - rounding }, "seed \(seed), slack \(slack)")
                    #expect(abs((attained.max() ?? 0) - best) <= rounding, "seed \(seed), slack \(slack)")
                }
            }
        }
    }

    @Test(arguments: InstructionSet.supported)
    func everyLevelFindsTheSameBits(level: InstructionSet) {
        for seed in UInt64(0)..<50 {
            let problem = Problem(inputs: 5, targets: 10, seed: seed)
            for isEffect in [true, false] {
                let here = problem.search(KernelTable(level: level), isEffect: isEffect, threshold: -1e9)
                let baseline = problem.search(KernelTable(level: .baseline), isEffect: isEffect, threshold: -1e9)
                #expect(here.greatest.bitPattern == baseline.greatest.bitPattern, "seed \(seed)")
                #expect(here.blocks == baseline.blocks, "seed \(seed)")
                let prepared = problem.prepared(KernelTable(level: level), mayKeepAll: !isEffect)
                let expected = problem.prepared(KernelTable(level: .baseline), mayKeepAll: !isEffect)
                #expect(prepared.scores.bits == expected.scores.bits && prepared.bounds.bits == expected.bounds.bits)
            }
        }
    }

    /// Where no input matters, the cut of everything attains the maximum: one partition, not one for each way to divide
    /// the inputs that nobody keeps.
    @Test func inputsThatNobodyKeepsAreNotDivided() {
        let problem = Problem(constant: Problem(inputs: 6, targets: 4, seed: 1))
        let found = problem.search(.selected, isEffect: true, threshold: -1e-6, capacity: 100)
        #expect(found.count == 1)
    }

    @Test(arguments: InstructionSet.supported, [(1, 2), (2, 1), (4, 3), (6, 9)])
    func bipartitionsScoreAsTheScalarReference(level: InstructionSet, size: (inputs: Int, targets: Int)) {
        for seed in UInt64(0)..<30 {
            let problem = Problem(inputs: size.inputs, targets: size.targets, seed: seed)
            for isEffect in [true, false] where isEffect || size.targets > 1 {
                let sums = Fenced(count: 1 << (size.inputs - 1))
                KernelTable(level: level).bipartitionScores(
                    problem.table, problem.inputs, problem.lanes, problem.targets, problem.penalty, isEffect, sums.base)
                let (scores, _) = problem.prepared(KernelTable(level: level), mayKeepAll: !isEffect)
                for (half, sum) in sums.finish().enumerated() {
                    let block = half << 1 | 1
                    let expected = jointPartitionScoreScalar(
                        scores, [block, (1 << size.inputs) - 1 ^ block], count: 2, lanes: problem.lanes,
                        targets: problem.targets, mayShareBlock: isEffect)
                    #expect(abs(sum - expected) <= rounding, "seed \(seed), effect \(isEffect), block \(block)")
                }
            }
        }
    }

    /// A bound is the greatest score of the nonempty sets within.
    @Test(arguments: InstructionSet.supported)
    func boundsAreTheGreatestOfSubsets(level: InstructionSet) {
        let problem = Problem(inputs: 5, targets: 3, seed: 9)
        for mayKeepAll in [true, false] {
            let (scores, bounds) = problem.prepared(KernelTable(level: level), mayKeepAll: mayKeepAll)
            for set in 1..<32 {
                for lane in 0..<problem.lanes {
                    let subsets = (1...set).filter { $0 & ~set == 0 }
                    let greatest = subsets.map { scores[$0 * problem.lanes + lane] }.max()
                    #expect(bounds[set * problem.lanes + lane] == greatest)
                }
            }
        }
    }
}

extension Problem {
    /// One whose targets score the same whatever they keep, before the penalty.
    init(constant problem: Problem) {
        inputs = problem.inputs
        targets = problem.targets
        lanes = problem.lanes
        penalty = problem.penalty
        table = [Double](repeating: 0, count: problem.table.count)
    }
}
