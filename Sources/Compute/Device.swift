/// Where numbers are computed.
public enum Device: Sendable, Hashable {
    /// The kernels of this processor, with OpenBLAS where dense algebra is called for.
    case cpu
    case opencl(OpenCLDevice)

    /// For people and provenance: `cpu`, or `opencl:0 (NVIDIA H200)`.
    public var label: String {
        switch self {
        case .cpu: "cpu"
        case .opencl(let device): device.label
        }
    }
}

/// How large a problem is, against the size from which a graphics processor was measured to be faster.
public struct DeviceWorkload: Sendable, Hashable {
    /// In whatever unit the measurement is in.
    public let size: Double
    /// The size from which on `auto` takes a graphics processor; infinite where none was ever faster.
    public let crossover: Double
    /// The unit, in the plural, such as `node-steps`.
    public let unit: String
    /// Whether the computation is in double precision.
    public let needsDoublePrecision: Bool

    public init(size: Double, crossover: Double, unit: String, needsDoublePrecision: Bool) {
        self.size = size
        self.crossover = crossover
        self.unit = unit
        self.needsDoublePrecision = needsDoublePrecision
    }
}

/// The device for one computation, and why that one.
public struct DeviceDecision: Sendable, Hashable {
    /// What was asked for.
    public let choice: DeviceChoice
    public let device: Device
    /// A clause for people, such as `asked for` or `auto: …`.
    public let reason: String

    package init(choice: DeviceChoice, device: Device, reason: String) {
        self.choice = choice
        self.device = device
        self.reason = reason
    }
}
