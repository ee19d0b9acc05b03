/// An OpenCL device of this machine: what it is and what it has.
public struct OpenCLDevice: Sendable, Hashable {
    public enum Kind: String, Sendable, Codable {
        case gpu, accelerator, cpu, other
    }

    /// The number N of `opencl:N`: devices in the order of the platforms, and of each platform's own list.
    public let index: Int
    public let name: String
    public let vendor: String
    /// The platform's name, such as `Portable Computing Language`.
    public let platform: String
    /// The driver's version.
    public let driverVersion: String
    /// Such as `OpenCL 3.0 CUDA`.
    public let openCLVersion: String
    public let kind: Kind
    public let computeUnits: Int
    /// Bytes.
    public let globalMemory: Int
    /// Bytes a work-group.
    public let localMemory: Int
    /// Work-items.
    public let largestWorkGroup: Int
    /// Bytes of one allocation.
    public let largestAllocation: Int
    /// Whether it computes in double precision.
    public let hasDoublePrecision: Bool
    /// Whether division and square root in single precision can be had correctly rounded.
    public let roundsSingleCorrectly: Bool

    // The driver's handles, which it keeps for as long as the process lives.
    let deviceHandle: UInt
    let platformHandle: UInt

    var handle: OpaquePointer? { OpaquePointer(bitPattern: deviceHandle) }

    /// For people: `opencl:0 (NVIDIA H200)`.
    public var label: String { "opencl:\(index) (\(name))" }

    /// Whether it is other hardware than the processor that the CPU's kernels run on.
    public var isDiscrete: Bool { kind == .gpu || kind == .accelerator }
}
