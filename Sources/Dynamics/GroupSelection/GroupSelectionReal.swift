public import Kernels

/// A precision that neuronal group selection runs in: `Double` or `Float`.
public protocol GroupSelectionReal: BinaryFloatingPoint, BitwiseCopyable, Codable, Sendable {
    /// The kernels of a level in this precision.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    static func groupSelectionKernels(level: InstructionSet) -> GroupSelectionKernels<Self>
}

extension Double: GroupSelectionReal {
    public static func groupSelectionKernels(level: InstructionSet) -> GroupSelectionKernels<Double> {
        GroupSelectionKernels(level: level)
    }
}

extension Float: GroupSelectionReal {
    public static func groupSelectionKernels(level: InstructionSet) -> GroupSelectionKernels<Float> {
        GroupSelectionKernels(level: level)
    }
}
