import DynamicsKernelsBaseline
import KernelsBaseline

#if arch(x86_64)
    import DynamicsKernelsV3
    import DynamicsKernelsV4
    import KernelsV3
    import KernelsV4
#endif

/// The kernels of trait drift over populations for one instruction-set level. Every function's contract is documented
/// where it is written, in `KernelsBaseline/TraitDrift.swift` and `DynamicsKernelsBaseline`; all levels return the same
/// bits.
public struct TraitDriftKernels: Sendable {
    package typealias Input = UnsafePointer<Double>
    package typealias Output = UnsafeMutablePointer<Double>

    package let applyTraitDrift:
        @Sendable (
            Input, Input, Input, Int32, Int32, Int, Output, Output, UnsafeMutablePointer<Int32>,
            UnsafeMutablePointer<Int>
        ) -> Void
    package let settleScores: @Sendable (Double, Double, Int, Output) -> Void
    package let moveToSetPoint: @Sendable (Input, Double, Double, Double, Int, Output) -> Void
    package let effectsByChance: @Sendable (Input, Double, Input, Double, Double, Int, Output) -> Void
    package let fillUniforms: DynamicsKernelTable<Double>.Deviates
    /// Of the same level: normal deviates, and sums of rows.
    package let dynamics: DynamicsKernelTable<Double>
}

extension TraitDriftKernels {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        #if arch(x86_64)
            switch level {
            case .v4:
                self.init(
                    applyTraitDrift: KernelsV4.applyTraitDrift,
                    settleScores: KernelsV4.settleScores,
                    moveToSetPoint: KernelsV4.moveToSetPoint,
                    effectsByChance: KernelsV4.effectsByChance,
                    fillUniforms: DynamicsKernelsV4.fillUniforms,
                    dynamics: DynamicsKernelTable(level: .v4))
            case .v3:
                self.init(
                    applyTraitDrift: KernelsV3.applyTraitDrift,
                    settleScores: KernelsV3.settleScores,
                    moveToSetPoint: KernelsV3.moveToSetPoint,
                    effectsByChance: KernelsV3.effectsByChance,
                    fillUniforms: DynamicsKernelsV3.fillUniforms,
                    dynamics: DynamicsKernelTable(level: .v3))
            case .baseline: self.init(baseline: ())
            }
        #else
            self.init(baseline: ())
        #endif
    }

    private init(baseline: Void) {
        self.init(
            applyTraitDrift: KernelsBaseline.applyTraitDrift,
            settleScores: KernelsBaseline.settleScores,
            moveToSetPoint: KernelsBaseline.moveToSetPoint,
            effectsByChance: KernelsBaseline.effectsByChance,
            fillUniforms: DynamicsKernelsBaseline.fillUniforms,
            dynamics: DynamicsKernelTable(level: .baseline))
    }

    /// The kernels of the level in force: see `KernelTable.selected`.
    public static let selected = TraitDriftKernels(level: KernelTable.selected.level)
}
