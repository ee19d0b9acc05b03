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

    public let level: InstructionSet
    package let partitionMinima: @Sendable (Input, Int, Output, Output) -> Void
    package let partitionTable: @Sendable (Input, Int, Output, Output) -> Void
    package let directedPartCosts:
        @Sendable (
            Input, Input, Input, Input, UnsafePointer<Int32>, Int, Int, Int, UnsafeMutablePointer<Int32>, Output
        ) -> Void
    package let directedPartCostsBySum:
        @Sendable (UnsafePointer<Input>, Double, Input, Input, Int, UnsafeMutablePointer<Int32>, Output) -> Void
    package let subsetMinima: @Sendable (Output, Int) -> Void
    package let subsetMeans: @Sendable (Input, Int, Int, Output) -> Void
    package let multiplyColumn: @Sendable (Input, Bool, Int, Output) -> Void
    package let sumOfColumn: @Sendable (Input, Int) -> Double

    /// The kernels of `level`, or of the highest level below it that this build contains.
    public init(level: InstructionSet) {
        #if arch(x86_64)
            switch level {
            case .v4:
                self.init(
                    level: .v4, KernelsV4.partitionMinima, KernelsV4.partitionTable, KernelsV4.directedPartCosts,
                    KernelsV4.directedPartCostsBySum, KernelsV4.subsetMinima,
                    KernelsV4.subsetMeans, KernelsV4.multiplyColumn, KernelsV4.sumOfColumn)
            case .v3:
                self.init(
                    level: .v3, KernelsV3.partitionMinima, KernelsV3.partitionTable, KernelsV3.directedPartCosts,
                    KernelsV3.directedPartCostsBySum, KernelsV3.subsetMinima,
                    KernelsV3.subsetMeans, KernelsV3.multiplyColumn, KernelsV3.sumOfColumn)
            case .baseline:
                self.init(baseline: ())
            }
        #else
            self.init(baseline: ())
        #endif
    }

    private init(baseline: Void) {
        self.init(
            level: .baseline, KernelsBaseline.partitionMinima, KernelsBaseline.partitionTable,
            KernelsBaseline.directedPartCosts, KernelsBaseline.directedPartCostsBySum,
            KernelsBaseline.subsetMinima, KernelsBaseline.subsetMeans, KernelsBaseline.multiplyColumn,
            KernelsBaseline.sumOfColumn)
    }

    private init(
        level: InstructionSet, _ partitionMinima: @escaping @Sendable (Input, Int, Output, Output) -> Void,
        _ partitionTable: @escaping @Sendable (Input, Int, Output, Output) -> Void,
        _ directedPartCosts:
            @escaping @Sendable (
                Input, Input, Input, Input, UnsafePointer<Int32>, Int, Int, Int, UnsafeMutablePointer<Int32>, Output
            ) -> Void,
        _ directedPartCostsBySum:
            @escaping @Sendable (UnsafePointer<Input>, Double, Input, Input, Int, UnsafeMutablePointer<Int32>, Output)
            -> Void,
        _ subsetMinima: @escaping @Sendable (Output, Int) -> Void,
        _ subsetMeans: @escaping @Sendable (Input, Int, Int, Output) -> Void,
        _ multiplyColumn: @escaping @Sendable (Input, Bool, Int, Output) -> Void,
        _ sumOfColumn: @escaping @Sendable (Input, Int) -> Double
    ) {
        self.level = level
        self.partitionMinima = partitionMinima
        self.partitionTable = partitionTable
        self.directedPartCosts = directedPartCosts
        self.directedPartCostsBySum = directedPartCostsBySum
        self.subsetMinima = subsetMinima
        self.subsetMeans = subsetMeans
        self.multiplyColumn = multiplyColumn
        self.sumOfColumn = sumOfColumn
    }

    /// The level that `CLAUSTRUM_ISA` names, else the best one this machine has.
    public static let selected = KernelTable(
        level: (try? InstructionSet.requested(ProcessInfo.processInfo.environment["CLAUSTRUM_ISA"])) ?? .best)
}
