import DynamicsKernelsBaseline
import DynamicsKernelsBaselineSingle

#if arch(x86_64)
    import DynamicsKernelsV3
    import DynamicsKernelsV3Single
    import DynamicsKernelsV4
    import DynamicsKernelsV4Single
#endif

/// The kernels of neuronal group selection for one instruction-set level and precision. Their contract is documented
/// where they are written, in `DynamicsKernelsBaseline`; all levels return the same bits.
public struct GroupSelectionKernels<Real: Sendable>: Sendable {
    package typealias Input = UnsafePointer<Real>
    package typealias Output = UnsafeMutablePointer<Real>
    package typealias Advance =
        @Sendable (
            UnsafePointer<Int>, Input, Input, UInt64, UInt32, Int, Int, Output, Output, Output, Output,
            UnsafeMutablePointer<UInt32>, Output
        ) -> Void

    /// A map of populations, some generations on.
    package let advance: Advance

    /// The same in scalars, to be tested against: the operations of `advance`, in its order.
    package let advanceReference: Advance
}

extension GroupSelectionKernels where Real == Double {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        advanceReference = DynamicsKernelsBaseline.advanceGroupsReference
        #if arch(x86_64)
            switch level {
            case .v4: advance = DynamicsKernelsV4.advanceGroups
            case .v3: advance = DynamicsKernelsV3.advanceGroups
            case .baseline: advance = DynamicsKernelsBaseline.advanceGroups
            }
        #else
            advance = DynamicsKernelsBaseline.advanceGroups
        #endif
    }
}

extension GroupSelectionKernels where Real == Float {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        advanceReference = DynamicsKernelsBaselineSingle.advanceGroupsReference
        #if arch(x86_64)
            switch level {
            case .v4: advance = DynamicsKernelsV4Single.advanceGroups
            case .v3: advance = DynamicsKernelsV3Single.advanceGroups
            case .baseline: advance = DynamicsKernelsBaselineSingle.advanceGroups
            }
        #else
            advance = DynamicsKernelsBaselineSingle.advanceGroups
        #endif
    }
}
