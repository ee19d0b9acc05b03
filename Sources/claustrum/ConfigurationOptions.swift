import ArgumentParser
import Experiments
import Foundation

/// The flags that override configuration and say something to every command: where it is, and what is logged.
struct CommonOptions: ParsableArguments {
    @Option(help: "Read this configuration file (YAML or JSON).")
    var config: String?

    @Option(help: "The least severe messages logged: trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    @Option(help: "How messages are logged: text or json.")
    var logFormat: String?

    /// Combines file, environment and flags.
    ///
    /// - Parameter own: flags that only some commands have.
    func resolved(with own: [ConfigurationFlag] = []) throws -> ResolvedConfiguration {
        let logging: [(ConfigurationKey, String, String?)] = [
            (.logLevel, "--log-level", logLevel), (.logFormat, "--log-format", logFormat),
        ]
        let environment = ProcessInfo.processInfo.environment
        // Only a profile needs the directories, and finding the checkout costs file accesses.
        let directories =
            environment["CLAUSTRUM_PROFILE"] == nil
            ? [] : Release.profileDirectories()
        return try ResolvedConfiguration(
            file: config, environment: environment, flags: ConfigurationFlag.given(logging) + own,
            profileDirectories: directories)
    }
}

/// The flags that override configuration, the same for every command that computes.
struct ConfigurationOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Option(help: "How many threads compute: auto or a number.")
    var threads: String?

    @Option(help: "The kernels' instruction-set level: auto, baseline, v3 or v4.")
    var isa: String?

    @Option(help: "Where to compute: auto, cpu, opencl or opencl:N.")
    var device: String?

    @Option(help: "What is computed: iit4-2023 or iit4-2026 (φ_s), or iit3 (Φ by IIT 3.0, for phi NETWORK).")
    var formalism: String?

    @Option(help: "What tables may occupy, such as 8GiB.")
    var memoryLimit: String?

    @Option(help: "Count at most this many tied partitions.")
    var tiedPartitions: String?

    @Option(help: "Show progress on standard error: auto, always or never.")
    var progress: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether results say where they come from; without, equal input gives equal bytes.")
    var provenance: Bool?

    var config: String? {
        get { common.config }
        set { common.config = newValue }
    }

    /// Combines file, environment and flags.
    ///
    /// - Parameter own: flags that only some commands have.
    func resolved(with own: [ConfigurationFlag] = []) throws -> ResolvedConfiguration {
        let given: [(ConfigurationKey, String, String?)] = [
            (.threads, "--threads", threads), (.isa, "--isa", isa), (.device, "--device", device),
            (.formalism, "--formalism", formalism), (.memoryLimit, "--memory-limit", memoryLimit),
            (.tiedPartitions, "--tied-partitions", tiedPartitions),
            (.progress, "--progress", progress),
            (.provenance, provenance == true ? "--provenance" : "--no-provenance", provenance.map(String.init)),
        ]
        return try common.resolved(with: ConfigurationFlag.given(given) + own)
    }
}

extension ConfigurationFlag {
    /// Those that were given a value.
    fileprivate static func given(_ flags: [(key: ConfigurationKey, name: String, value: String?)]) -> [Self] {
        flags.compactMap { key, name, value in value.map { Self(key, name: name, value: $0) } }
    }
}
