public import Compute
internal import Foundation
internal import Graphs
internal import Kernels

/// Where a setting's value comes from.
public enum ConfigurationOrigin: Sendable, Hashable, CustomStringConvertible {
    case builtIn
    case file(path: String, line: Int?)
    case environment(name: String)
    case flag(name: String)

    /// The kind alone: `default`, `file`, `environment` or `flag`.
    public var kind: String {
        switch self {
        case .builtIn: "default"
        case .file: "file"
        case .environment: "environment"
        case .flag: "flag"
        }
    }

    public var description: String {
        switch self {
        case .builtIn: "default"
        case .file(let path, let line): "file \(path)" + (line.map { ":\($0)" } ?? "")
        case .environment(let name): "environment \(name)"
        case .flag(let name): "flag \(name)"
        }
    }
}

/// A configuration that cannot be used: which key, where, and what would be right.
public struct ConfigurationError: CodedError, Hashable {
    public let code: String
    public let exitStatus: ExitStatus
    public let message: String
}

/// A value given on the command line.
public struct ConfigurationFlag: Sendable {
    public let key: ConfigurationKey
    /// As typed, such as `--threads`.
    public let name: String
    public let value: String

    public init(_ key: ConfigurationKey, name: String, value: String) {
        self.key = key
        self.name = name
        self.value = value
    }
}

/// The configuration in force and where each value comes from: built-in default < file < environment < flag.
public struct ResolvedConfiguration: Sendable {
    public private(set) var configuration = Configuration()
    /// The origin of every key that is not at its default.
    public private(set) var origins: [ConfigurationKey: ConfigurationOrigin] = [:]
    /// The configuration file that was read.
    public private(set) var file: String?
    /// What was ignored although it looks like a setting: unknown `CLAUSTRUM_*` variables.
    public private(set) var warnings: [String] = []

    /// Variables with our prefix that are no settings: they name files and folders.
    private static let reserved: Set<String> = ["CLAUSTRUM_CACHE", "CLAUSTRUM_CONFIG", "CLAUSTRUM_PROFILE"]

    /// The built-in defaults alone.
    public init() {}

    /// Reads and combines every source.
    ///
    /// - Parameters:
    ///   - file: `--config`'s path; else `CLAUSTRUM_CONFIG` names the file, else `CLAUSTRUM_PROFILE` a profile.
    ///   - environment: The variables to look at; an empty one counts as not set, and unknown `CLAUSTRUM_*` ones are
    ///     warned about, since other programs may share the prefix.
    ///   - flags: In the order typed; the last one wins.
    ///   - profileDirectories: Where `NAME.yaml` of a profile is looked for, in order.
    /// - Throws: `ConfigurationError`: 66 where the file cannot be read, 65 where it is wrong, 64 for a variable or flag;
    ///   69 for an instruction-set level that this machine cannot run.
    /// - Complexity: O(size of the file and the environment).
    public init(
        file: String?, environment: [String: String], flags: [ConfigurationFlag] = [], profileDirectories: [String]
    ) throws {
        if let path = try Self.path(file: file, environment: environment, profileDirectories: profileDirectories) {
            self.file = path
            for entry in try ConfigurationFile.read(path) {
                let origin = ConfigurationOrigin.file(path: path, line: entry.line)
                try set(entry.key, to: entry.value, from: origin, status: .badData)
            }
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("CLAUSTRUM_") && !value.isEmpty {
            if let key = ConfigurationKey.allCases.first(where: { $0.environmentName == name }) {
                try set(key, to: value, from: .environment(name: name), status: .usage)
            } else if !Self.reserved.contains(name) {
                let known = ConfigurationKey.allCases.map(\.environmentName) + Self.reserved
                let meant =
                    Spelling.nearest(to: name, in: known).map {
                        "; did you mean \($0)?"
                    } ?? ""
                warnings.append("the environment variable \(name) is no setting and is ignored\(meant)")
            }
        }
        for flag in flags { try set(flag.key, to: flag.value, from: .flag(name: flag.name), status: .usage) }
        try checkInstructionSet()
    }

    /// Every key's value as a file would spell it: the form that provenance carries.
    public var settings: [String: String] {
        Dictionary(
            uniqueKeysWithValues: ConfigurationKey.allCases.map { ($0.rawValue, $0.value(in: configuration)) })
    }

    private mutating func set(
        _ key: ConfigurationKey, to value: String, from origin: ConfigurationOrigin, status: ExitStatus
    ) throws {
        guard key.set(value, in: &configuration) else {
            throw ConfigurationError(
                code: "configuration-value", exitStatus: status,
                message: "\(origin): \(key.rawValue) is '\(value)', but must be \(key.expectation)".printable)
        }
        origins[key] = origin
    }

    /// A level can be a valid word and yet not run here.
    private func checkInstructionSet() throws {
        guard let level = configuration.instructionSet, !level.isSupported else { return }
        let supported = InstructionSet.supported.map(\.rawValue).joined(separator: ", ")
        throw ConfigurationError(
            code: "configuration-isa", exitStatus: .unavailable,
            message:
                "\(origins[.isa] ?? .builtIn): this machine cannot run the instruction-set level '\(level.rawValue)'; "
                + "use auto or one of \(supported)")
    }

    private static func path(
        file: String?, environment: [String: String], profileDirectories: [String]
    ) throws -> String? {
        if let file { return file }
        if let path = environment["CLAUSTRUM_CONFIG"], !path.isEmpty { return path }
        guard let profile = environment["CLAUSTRUM_PROFILE"], !profile.isEmpty else { return nil }
        guard !profile.contains("/") else {
            throw ConfigurationError(
                code: "configuration-profile", exitStatus: .usage,
                message: "CLAUSTRUM_PROFILE is '\(profile)', but must be a name such as dev, staging or prod; "
                    + "give a file's path as --config or CLAUSTRUM_CONFIG")
        }
        let candidates = profileDirectories.map { "\($0)/\(profile).yaml" }
        if let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) { return found }
        throw ConfigurationError(
            code: "configuration-profile", exitStatus: .missingInput,
            message: "there is no profile '\(profile)' (CLAUSTRUM_PROFILE): looked for "
                + candidates.joined(separator: " and ")
                + "; use dev, staging or prod in the checkout, or give a file as --config")
    }
}
