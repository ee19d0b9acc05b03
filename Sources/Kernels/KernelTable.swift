import Foundation
import KernelsBaseline

#if arch(x86_64)
    import KernelsV3
    import KernelsV4
#endif

/// The kernels of one instruction-set level. Every function's contract is documented where it is written, in
/// `KernelsBaseline`; all levels return the same bits.
public struct KernelTable: Sendable {
    public typealias Input = UnsafePointer<Double>
    public typealias Output = UnsafeMutablePointer<Double>

    /// The level these kernels were built for.
    public let level: InstructionSet
    package let partitionMinima: @Sendable (Input, Int, Output, Output) -> Void
    package let partitionTable: @Sendable (Input, Int, Output, Output) -> Void
    package let directedPartCosts:
        @Sendable (
            Input, Input, Input, Input, UnsafePointer<Int32>, Int, Int, UnsafeMutablePointer<Int32>, Output
        ) -> Void
    package let directedPartCostsBySum:
        @Sendable (UnsafePointer<Input>, Double, Input, Input, Int, UnsafeMutablePointer<Int32>, Output) -> Void
    package let subsetMinima: @Sendable (Output, Int) -> Void
    package let subsetMeans: @Sendable (Input, Int, Int, Output) -> Void
    package let multiplyColumn: @Sendable (Input, Bool, Int, Output) -> Void
    package let sumOfColumn: @Sendable (Input, Int) -> Double
    package let productOfColumns: @Sendable (UnsafePointer<Input>, Int, Int, Output, Output) -> Double
    package let addOuterProduct: @Sendable (Input, Int, Input, Int, Output) -> Void
    package let meansOfBlocks: @Sendable (Output, UnsafePointer<Int32>, UnsafePointer<Int32>, Int) -> Void
    package let sumHalves: @Sendable (Input, Int, Int, Double, Output) -> Void
    package let gatherLane: @Sendable (Input, UnsafePointer<Int32>, Int, Int, Output) -> Void
    package let extendProduct: @Sendable (Input, Int, Double, Output) -> Void
    package let bipartitionScores: @Sendable (Input, Int, Int, Int, Double, Bool, Output) -> Void
    package let penalizedScores: @Sendable (Input, Int, Int, Double, Bool, Output, Output) -> Void
    package let searchJointPartitions:
        @Sendable (
            Input, Input, Int, Int, Int, Bool, Output, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, Int,
            Output
        ) -> Int
    package let triad: @Sendable (Input, Input, Double, Int, Output) -> Void
    package let multiplyAdd: @Sendable (Int, Double) -> Double
    package let multiplyAddSingle: @Sendable (Int, Double) -> Double
    /// Doubles that `multiplyAdd` advances a round; `multiplyAddSingle` twice as many.
    package let chainLanes: Int
}

extension KernelTable {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`). It is not checked here, and a kernel
    ///   would end the process with an illegal instruction.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        #if arch(x86_64)
            switch level {
            case .v4:
                self.init(
                    level: .v4,
                    partitionMinima: KernelsV4.partitionMinima,
                    partitionTable: KernelsV4.partitionTable,
                    directedPartCosts: KernelsV4.directedPartCosts,
                    directedPartCostsBySum: KernelsV4.directedPartCostsBySum,
                    subsetMinima: KernelsV4.subsetMinima,
                    subsetMeans: KernelsV4.subsetMeans,
                    multiplyColumn: KernelsV4.multiplyColumn,
                    sumOfColumn: KernelsV4.sumOfColumn,
                    productOfColumns: KernelsV4.productOfColumns,
                    addOuterProduct: KernelsV4.addOuterProduct,
                    meansOfBlocks: KernelsV4.meansOfBlocks,
                    sumHalves: KernelsV4.sumHalves,
                    gatherLane: KernelsV4.gatherLane,
                    extendProduct: KernelsV4.extendProduct,
                    bipartitionScores: KernelsV4.bipartitionScores,
                    penalizedScores: KernelsV4.penalizedScores,
                    searchJointPartitions: KernelsV4.searchJointPartitions,
                    triad: KernelsV4.triad,
                    multiplyAdd: KernelsV4.multiplyAdd,
                    multiplyAddSingle: KernelsV4.multiplyAddSingle,
                    chainLanes: KernelsV4.chainLanes())
            case .v3:
                self.init(
                    level: .v3,
                    partitionMinima: KernelsV3.partitionMinima,
                    partitionTable: KernelsV3.partitionTable,
                    directedPartCosts: KernelsV3.directedPartCosts,
                    directedPartCostsBySum: KernelsV3.directedPartCostsBySum,
                    subsetMinima: KernelsV3.subsetMinima,
                    subsetMeans: KernelsV3.subsetMeans,
                    multiplyColumn: KernelsV3.multiplyColumn,
                    sumOfColumn: KernelsV3.sumOfColumn,
                    productOfColumns: KernelsV3.productOfColumns,
                    addOuterProduct: KernelsV3.addOuterProduct,
                    meansOfBlocks: KernelsV3.meansOfBlocks,
                    sumHalves: KernelsV3.sumHalves,
                    gatherLane: KernelsV3.gatherLane,
                    extendProduct: KernelsV3.extendProduct,
                    bipartitionScores: KernelsV3.bipartitionScores,
                    penalizedScores: KernelsV3.penalizedScores,
                    searchJointPartitions: KernelsV3.searchJointPartitions,
                    triad: KernelsV3.triad,
                    multiplyAdd: KernelsV3.multiplyAdd,
                    multiplyAddSingle: KernelsV3.multiplyAddSingle,
                    chainLanes: KernelsV3.chainLanes())
            case .baseline:
                self.init(baseline: ())
            }
        #else
            self.init(baseline: ())
        #endif
    }

    private init(baseline: Void) {
        self.init(
            level: .baseline,
            partitionMinima: KernelsBaseline.partitionMinima,
            partitionTable: KernelsBaseline.partitionTable,
            directedPartCosts: KernelsBaseline.directedPartCosts,
            directedPartCostsBySum: KernelsBaseline.directedPartCostsBySum,
            subsetMinima: KernelsBaseline.subsetMinima,
            subsetMeans: KernelsBaseline.subsetMeans,
            multiplyColumn: KernelsBaseline.multiplyColumn,
            sumOfColumn: KernelsBaseline.sumOfColumn,
            productOfColumns: KernelsBaseline.productOfColumns,
            addOuterProduct: KernelsBaseline.addOuterProduct,
            meansOfBlocks: KernelsBaseline.meansOfBlocks,
            sumHalves: KernelsBaseline.sumHalves,
            gatherLane: KernelsBaseline.gatherLane,
            extendProduct: KernelsBaseline.extendProduct,
            bipartitionScores: KernelsBaseline.bipartitionScores,
            penalizedScores: KernelsBaseline.penalizedScores,
            searchJointPartitions: KernelsBaseline.searchJointPartitions,
            triad: KernelsBaseline.triad,
            multiplyAdd: KernelsBaseline.multiplyAdd,
            multiplyAddSingle: KernelsBaseline.multiplyAddSingle,
            chainLanes: KernelsBaseline.chainLanes())
    }

    /// The kernels of the level that `CLAUSTRUM_ISA` names, else of the best one this machine has. Read once a process.
    /// A name that cannot be had counts as none here: whoever wants it refused asks `InstructionSet.requested(_:)`.
    public static let selected = KernelTable(
        level: (try? InstructionSet.requested(ProcessInfo.processInfo.environment["CLAUSTRUM_ISA"])) ?? .best)
}
