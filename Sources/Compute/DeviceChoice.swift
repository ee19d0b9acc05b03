/// The device that is asked for: `auto`, `cpu`, `opencl` or `opencl:N`.
public enum DeviceChoice: Sendable, Hashable, LosslessStringConvertible {
    /// By the size of the problem, and the CPU wherever the other cannot be had.
    case auto
    case cpu
    /// The device of that number; without one the first graphics processor, else the first device.
    case opencl(Int?)

    /// The values there are, for people.
    public static let expectation =
        "auto, cpu, opencl, or opencl:N with a device's number (claustrum doctor lists them)"

    /// Nil where `description` is none of the four forms, the number with a sign or a leading zero included.
    public init?(_ description: String) {
        switch description {
        case "auto": self = .auto
        case "cpu": self = .cpu
        case "opencl": self = .opencl(nil)
        default:
            guard description.hasPrefix("opencl:") else { return nil }
            let digits = description.dropFirst("opencl:".count)
            guard let index = Int(digits), String(index) == digits, index >= 0 else { return nil }
            self = .opencl(index)
        }
    }

    public var description: String {
        switch self {
        case .auto: "auto"
        case .cpu: "cpu"
        case .opencl(nil): "opencl"
        case .opencl(let index?): "opencl:\(index)"
        }
    }
}

extension DeviceChoice: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let choice = DeviceChoice(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no device; it must be \(Self.expectation)")
        }
        self = choice
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
