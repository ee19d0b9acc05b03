package import Kernels

/// The precisions that simulations are computed in.
package protocol SimulationReal: BinaryFloatingPoint, SIMDScalar, BitwiseCopyable, Codable, Sendable {
    /// The kernels of the level in force.
    static var kernels: DynamicsKernelTable<Self> { get }
    /// The kernels of sparse coupling of that level.
    static var sparseKernels: SparseKernels<Self> { get }
}

extension Double: SimulationReal {
    package static var kernels: DynamicsKernelTable<Double> { .selected }
    package static var sparseKernels: SparseKernels<Double> { SparseKernels(level: KernelTable.selected.level) }
}

extension Float: SimulationReal {
    package static var kernels: DynamicsKernelTable<Float> { .selected }
    package static var sparseKernels: SparseKernels<Float> { SparseKernels(level: KernelTable.selected.level) }
}
