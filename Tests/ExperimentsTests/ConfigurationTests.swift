import Compute
import Experiments
import Foundation
import IntegratedInformation
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    private func resolve(
        _ file: String? = nil, environment: [String: String] = [:], flags: [ConfigurationFlag] = [],
        profiles: [String] = []
    ) throws -> ResolvedConfiguration {
        try ResolvedConfiguration(file: file, environment: environment, flags: flags, profileDirectories: profiles)
    }

    private func failure(_ body: () throws -> Void) -> ConfigurationError? {
        do {
            try body()
            return nil
        } catch {
            return error as? ConfigurationError
        }
    }

    @Test("without any source everything is at its default")
    func defaults() throws {
        let resolved = try resolve()
        #expect(resolved.configuration == Configuration())
        #expect(resolved.origins.isEmpty)
    }

    @Test("a file gives way to the environment, and the environment to a flag")
    func precedence() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("c.yaml", "threads: 3\nformalism: iit4-2026\nlog:\n  level: debug\n")
        let resolved = try resolve(
            file, environment: ["CLAUSTRUM_THREADS": "4", "CLAUSTRUM_LOG_LEVEL": "error"],
            flags: [ConfigurationFlag(.threads, name: "--threads", value: "5")])
        #expect(resolved.configuration.threads == 5)
        #expect(ConfigurationKey.logLevel.value(in: resolved.configuration) == "error")
        #expect(try resolved.configuration.formalism == .iit4In2026)
        #expect(resolved.origins[.threads] == .flag(name: "--threads"))
        #expect(resolved.origins[.logLevel] == .environment(name: "CLAUSTRUM_LOG_LEVEL"))
        #expect(resolved.origins[.formalism] == .file(path: file, line: 2))
        #expect(resolved.origins[.isa] == nil)
    }

    @Test("YAML and JSON of the same settings are the same configuration")
    func formats() throws {
        let folder = try TemporaryFolder()
        let yaml = try folder.file(
            "c.yaml", "memory_limit: 512MiB\nlog: {level: info, format: json}\nprovenance: false\n")
        let json = try folder.file(
            "c.json", #"{"memory_limit": 536870912, "log": {"level": "info", "format": "json"}, "provenance": false}"#)
        #expect(try resolve(yaml).configuration == resolve(json).configuration)
        #expect(try resolve(yaml).configuration.limits.memoryBytes == 512 << 20)
    }

    @Test("every setting survives being written as a file and read again")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let values = [
            "threads": "7", "isa": "baseline", "device": "opencl:1", "formalism": "iit4-2026", "memory_limit": "3GiB",
            "tied_partitions": "12",
            "progress": "never", "log.level": "trace", "log.format": "json", "provenance": "false",
            "mind_store": "my minds.sqlite",
        ]
        let file = try folder.file("c.yaml", values.map { "\($0.key): \($0.value)\n" }.joined())
        #expect(try resolve(file).settings == values)
        #expect(Set(values.keys) == Set(ConfigurationKey.allCases.map(\.rawValue)))
    }

    @Test("an unknown key is refused with file, line and the key that was meant")
    func unknownKey() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("c.yaml", "threads: 2\nmemory_limt: 1GiB\n")
        let error = failure { _ = try resolve(file) }
        #expect(error?.exitStatus == .badData)
        #expect(error?.message.contains("\(file):2") == true)
        #expect(error?.message.contains("memory_limt") == true)
        #expect(error?.message.contains("'memory_limit'") == true)
    }

    @Test(
        "a value that a key does not take is refused with the key, the place and what would be right",
        arguments: [
            ("threads: 0", "threads"), ("threads: many", "threads"), ("isa: sse", "isa"),
            ("formalism: iit2", "formalism"),
            ("memory_limit: 8 apples", "memory_limit"), ("memory_limit: -1GiB", "memory_limit"),
            ("memory_limit: nanGiB", "memory_limit"), ("tied_partitions: 1.5", "tied_partitions"),
            ("progress: maybe", "progress"), ("log:\n  level: loud", "log.level"),
            ("log:\n  format: xml", "log.format"),
            ("provenance: yes please", "provenance"), ("threads: [1, 2]", "threads"), ("log: debug", "mapping"),
            ("- threads", "mapping"), ("threads: 1\nthreads: 2", "threads"), ("threads: [", "YAML"),
        ])
    func badValue(text: String, named: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("c.yaml", text + "\n")
        let error = failure { _ = try resolve(file) }
        #expect(error?.exitStatus == .badData)
        #expect(error?.message.contains(file) == true)
        #expect(error?.message.contains(named) == true)
    }

    @Test("a wrong variable or flag is wrong usage")
    func usage() {
        #expect(failure { _ = try resolve(environment: ["CLAUSTRUM_PROGRESS": "x"]) }?.exitStatus == .usage)
        let flag = ConfigurationFlag(.threads, name: "--threads", value: "-1")
        #expect(failure { _ = try resolve(flags: [flag]) }?.message.contains("--threads") == true)
    }

    @Test("an empty variable is not set, and an empty level is the best one")
    func empty() throws {
        let resolved = try resolve(
            environment: [
                "CLAUSTRUM_ISA": "", "CLAUSTRUM_THREADS": "", "CLAUSTRUM_CONFIG": "", "CLAUSTRUM_PROFILE": "",
            ])
        #expect(resolved.configuration == Configuration() && resolved.origins.isEmpty)
        let flag = ConfigurationFlag(.isa, name: "--isa", value: "")
        #expect(try resolve(flags: [flag]).configuration.instructionSet == nil)
    }

    @Test(
        "what is no YAML is told in one line, with the line and the key it is about",
        arguments: [
            ("threads: 2\nlog:\n  level: info\nthreads: 3\n", ":4: threads is given twice; keep one"),
            ("log:\n  level: info\n  format: json\n  level: debug\n", ":4: level is given twice"),
            ("{\"threads\": 2,\n \"isa\": \"v3\",\n \"threads\": 3}\n", ":3: threads is given twice"),
            ("threads: 2\nlog: [\n", ":3: near log: "), ("threads: 2\nisa: \"v3\n", "near isa: "),
            ("{\"threads\": 2,\n \"isa\" \"v3\"}\n", ":2: near threads: "),
        ])
    func brokenFile(text: String, mentioned: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("c.yaml", text)
        let error = failure { _ = try resolve(file) }
        #expect(error?.message.hasPrefix(file) == true)
        #expect(error?.message.contains(mentioned) == true, "\(error?.message ?? "no error")")
        #expect(error?.message.contains("\n") == false)
        #expect(error?.message.contains("error:") == false && error?.message.contains("^") == false)
    }

    @Test("an unknown variable is warned about with the one that was meant")
    func unknownVariable() throws {
        let resolved = try resolve(environment: ["CLAUSTRUM_THREAD": "2", "PATH": "/bin"])
        #expect(resolved.warnings.count == 1)
        #expect(resolved.warnings.first?.contains("CLAUSTRUM_THREADS") == true)
        #expect(resolved.configuration == Configuration())
    }

    @Test("a file that is not there is missing input")
    func missing() {
        #expect(failure { _ = try resolve("/nonexistent/c.yaml") }?.exitStatus == .missingInput)
        #expect(failure { _ = try resolve(environment: ["CLAUSTRUM_PROFILE": "nope"]) }?.exitStatus == .missingInput)
        #expect(failure { _ = try resolve(environment: ["CLAUSTRUM_PROFILE": "../x"]) }?.exitStatus == .usage)
    }

    @Test("the repository's profiles are valid", arguments: ["dev", "staging", "prod"])
    func profiles(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").path
        let resolved = try resolve(environment: ["CLAUSTRUM_PROFILE": name], profiles: ["\(root)/configs"])
        #expect(resolved.file?.hasSuffix("\(name).yaml") == true)
        #expect(!resolved.origins.isEmpty)
    }

    @Test("sizes are read in binary units, and written so that they read back")
    func sizes() {
        #expect(ByteSize.bytes("8GiB") == 8 << 30)
        #expect(ByteSize.bytes("1.5 KiB") == 1536)
        #expect(ByteSize.bytes("12") == 12)
        for text in ["", "GiB", "-1", "0", "1e400GiB", "infGiB", "9999999999999TiB", "8GB"] {
            #expect(ByteSize.bytes(text) == nil, "\(text)")
        }
        for bytes in [1, 1023, 1024, 1536, 1 << 20, 3 << 30, 5 << 40, 1 << 62] {
            #expect(ByteSize.bytes(ByteSize.text(bytes)) == bytes)
        }
    }

    @Test("the listing names every key, as text and as JSON")
    func listing() throws {
        let resolved = try resolve(environment: ["CLAUSTRUM_ISA": "baseline"])
        let object = try JSONSerialization.jsonObject(with: Data(resolved.json())) as? [String: Any]
        let settings = try #require(object?["settings"] as? [[String: Any]])
        #expect(settings.compactMap { $0["key"] as? String } == ConfigurationKey.allCases.map(\.rawValue))
        let isa = settings.first { $0["key"] as? String == "isa" }
        #expect(isa?["value"] as? String == "baseline")
        #expect(isa?["origin"] as? String == "environment")
        #expect(resolved.text.split(separator: "\n").count == ConfigurationKey.allCases.count)
    }
}
