import DynamicsKernelsBaseline
import DynamicsKernelsBaselineSingle

#if arch(x86_64)
    import DynamicsKernelsV3
    import DynamicsKernelsV3Single
    import DynamicsKernelsV4
    import DynamicsKernelsV4Single
#endif

/// The kernels of sparse coupling for one instruction-set level and precision. Their contract is documented where they
/// are written, in `DynamicsKernelsBaseline`; all levels return the same bits.
public struct SparseKernels<Real: Sendable>: Sendable {
    package typealias Input = UnsafePointer<Real>
    package typealias Output = UnsafeMutablePointer<Real>
    package typealias Tiles =
        @Sendable (UnsafeRawPointer, UnsafePointer<Int>, Int, Int, Input, Int, Output) -> Void
    package typealias Rows =
        @Sendable (UnsafePointer<Int>, UnsafePointer<Int32>, Input, Input, Int, Int, Output) -> Void

    /// The sums of one block of targets, from tiles.
    package let coupleTiles: Tiles

    /// The same from compressed rows, to be tested against.
    package let coupleRowsScalar: Rows
}

extension SparseKernels where Real == Double {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        coupleRowsScalar = DynamicsKernelsBaseline.coupleRowsScalar
        #if arch(x86_64)
            switch level {
            case .v4: coupleTiles = DynamicsKernelsV4.coupleTiles
            case .v3: coupleTiles = DynamicsKernelsV3.coupleTiles
            case .baseline: coupleTiles = DynamicsKernelsBaseline.coupleTiles
            }
        #else
            coupleTiles = DynamicsKernelsBaseline.coupleTiles
        #endif
    }
}

extension SparseKernels where Real == Float {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        coupleRowsScalar = DynamicsKernelsBaselineSingle.coupleRowsScalar
        #if arch(x86_64)
            switch level {
            case .v4: coupleTiles = DynamicsKernelsV4Single.coupleTiles
            case .v3: coupleTiles = DynamicsKernelsV3Single.coupleTiles
            case .baseline: coupleTiles = DynamicsKernelsBaselineSingle.coupleTiles
            }
        #else
            coupleTiles = DynamicsKernelsBaselineSingle.coupleTiles
        #endif
    }
}
