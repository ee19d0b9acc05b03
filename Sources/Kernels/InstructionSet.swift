import CPlatform

/// The instruction-set levels kernels are built for, in ascending order.
public enum InstructionSet: String, Sendable, CaseIterable, Comparable {
    /// What every processor of the architecture has: SSE2 on x86-64, NEON on arm64.
    case baseline
    /// x86-64-v3: AVX2, BMI2.
    case v3
    /// x86-64-v4: AVX-512 F, BW, CD, DQ, VL.
    case v4

    public static func < (left: InstructionSet, right: InstructionSet) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .baseline: 0
        case .v3: 1
        case .v4: 2
        }
    }

    /// Whether this machine can run the level and this build contains it.
    ///
    /// - Complexity: O(1).
    public var isSupported: Bool {
        switch self {
        case .baseline: true
        case .v3: claustrum_cpu_supports_v3() == 1
        case .v4: claustrum_cpu_supports_v4() == 1
        }
    }

    /// The levels that can run here, ascending.
    public static var supported: [InstructionSet] { allCases.filter(\.isSupported) }

    /// The highest level that can run here.
    public static var best: InstructionSet { supported.last ?? .baseline }
}

/// A level that was asked for and cannot run here.
public struct UnsupportedInstructionSet: Error, Sendable, CustomStringConvertible {
    /// What was asked for.
    public let name: String

    /// What is wrong, and which levels can run here.
    public var description: String {
        let levels = InstructionSet.supported.map(\.rawValue).joined(separator: ", ")
        return "instruction-set level '\(name)' is not available here; CLAUSTRUM_ISA may be \(levels), or unset"
    }
}

extension InstructionSet {
    /// The level named `name`, the best one where `name` is nil or empty.
    ///
    /// - Throws: `UnsupportedInstructionSet` where the name is unknown or this machine cannot run that level.
    public static func requested(_ name: String?) throws(UnsupportedInstructionSet) -> InstructionSet {
        guard let name, !name.isEmpty else { return .best }
        guard let level = InstructionSet(rawValue: name), level.isSupported else {
            throw UnsupportedInstructionSet(name: name)
        }
        return level
    }
}
