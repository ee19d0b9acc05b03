internal import Compute
internal import Foundation
internal import IntegratedInformation
internal import Kernels
internal import Logging

/// The settings by name: as a configuration file, an environment variable and a flag spell them.
public enum ConfigurationKey: String, CaseIterable, Sendable {
    case threads, isa, device, formalism
    case memoryLimit = "memory_limit"
    case tiedPartitions = "tied_partitions"
    case progress
    case logLevel = "log.level"
    case logFormat = "log.format"
    case provenance
    case mindStore = "mind_store"

    /// The environment variable that sets it, such as `CLAUSTRUM_LOG_LEVEL`.
    public var environmentName: String {
        "CLAUSTRUM_" + String(rawValue.uppercased().map { $0 == "." ? "_" : $0 })
    }

    /// The values it takes, for people.
    public var expectation: String {
        switch self {
        case .threads: "auto, or a whole number from 1 to 1024"
        case .isa: "auto, or one of " + Self.list(InstructionSet.self)
        case .device: DeviceChoice.expectation
        case .formalism: "one of " + Self.list(FormalismSetting.self)
        case .memoryLimit: "a size such as 8GiB, 512MiB or a number of bytes, at least 1MiB"
        case .tiedPartitions: "a whole number from 1 to 1000000000"
        case .progress: "one of " + Self.list(ProgressDisplay.self)
        case .logLevel: "one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        case .logFormat: "one of " + Self.list(LogFormat.self)
        case .provenance: "true or false"
        case .mindStore: "the path of a file"
        }
    }

    /// The value in `configuration`, as it would be written in a file.
    public func value(in configuration: Configuration) -> String {
        switch self {
        case .threads: configuration.threads.map(String.init) ?? "auto"
        case .isa: configuration.instructionSet?.rawValue ?? "auto"
        case .device: configuration.device.description
        case .formalism: configuration.formalismSetting.rawValue
        case .memoryLimit: ByteSize.text(configuration.limits.memoryBytes)
        case .tiedPartitions: String(configuration.limits.tiedPartitions)
        case .progress: configuration.progress.rawValue
        case .logLevel: configuration.logLevel.rawValue
        case .logFormat: configuration.logFormat.rawValue
        case .provenance: String(configuration.provenance)
        case .mindStore: configuration.mindStore
        }
    }

    /// Sets it from text. Returns false, with `configuration` unchanged, where the text is not one of its values.
    func set(_ text: String, in configuration: inout Configuration) -> Bool {
        switch self {
        case .threads:
            if text == "auto" {
                configuration.threads = nil
                return true
            }
            return Self.assign(Int(text).flatMap { (1...1024).contains($0) ? $0 : nil }) { configuration.threads = $0 }
        case .isa:
            if text == "auto" || text.isEmpty {
                configuration.instructionSet = nil
                return true
            }
            return Self.assign(InstructionSet(rawValue: text)) { configuration.instructionSet = $0 }
        case .device: return Self.assign(DeviceChoice(text)) { configuration.device = $0 }
        case .formalism: return Self.assign(FormalismSetting(rawValue: text)) { configuration.formalismSetting = $0 }
        case .memoryLimit:
            let bytes = ByteSize.bytes(text).flatMap { $0 >= 1 << 20 ? $0 : nil }
            return Self.assign(bytes) { configuration.limits.memoryBytes = $0 }
        case .tiedPartitions:
            let count = Int(text).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
            return Self.assign(count) { configuration.limits.tiedPartitions = $0 }
        case .progress: return Self.assign(ProgressDisplay(rawValue: text)) { configuration.progress = $0 }
        case .logLevel: return Self.assign(Logger.Level(rawValue: text)) { configuration.logLevel = $0 }
        case .logFormat: return Self.assign(LogFormat(rawValue: text)) { configuration.logFormat = $0 }
        case .provenance: return Self.assign(Bool(text)) { configuration.provenance = $0 }
        case .mindStore:
            return Self.assign(text.isEmpty || text == "-" ? nil : text) { configuration.mindStore = $0 }
        }
    }

    private static func assign<Value>(_ value: Value?, _ store: (Value) -> Void) -> Bool {
        guard let value else { return false }
        store(value)
        return true
    }

    private static func list<Values: CaseIterable & RawRepresentable>(_ type: Values.Type) -> String
    where Values.RawValue == String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

/// A number of bytes as people write it, in binary units.
package enum ByteSize {
    private static let units: [(suffix: String, shift: Int)] = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]

    /// The bytes of text such as `8GiB`, `1.5 GiB` or `1048576`; nil where it is neither or exceeds 2⁶².
    package static func bytes(_ text: String) -> Int? {
        for (suffix, shift) in units where text.hasSuffix(suffix) {
            let digits = text.dropLast(suffix.count).filter { $0 != " " }
            guard let number = Double(digits), number > 0, number <= Double(1 << (62 - shift)) else { return nil }
            return Int(number * Double(1 << shift))
        }
        return Int(text).flatMap { $0 > 0 && $0 <= 1 << 62 ? $0 : nil }
    }

    /// The shortest text that `bytes(_:)` reads back exactly.
    package static func text(_ bytes: Int) -> String {
        for (suffix, shift) in units where bytes >= 1 << shift && bytes & ((1 << shift) - 1) == 0 {
            return "\(bytes >> shift)\(suffix)"
        }
        return String(bytes)
    }

    /// Rounded to a tenth, for people: `15.6 GiB`.
    package static func approximately(_ bytes: Int) -> String {
        for (suffix, shift) in units where bytes >= 1 << shift {
            return String(format: "%.1f ", Double(bytes) / Double(1 << shift)) + suffix
        }
        return "\(bytes) bytes"
    }
}
