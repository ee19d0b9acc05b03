import Foundation
import Testing

/// The built executable, run as a user runs it.
enum Tool {
    struct Outcome {
        let status: Int32
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }

        func object() throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
        }
    }

    struct NotBuilt: Error, CustomStringConvertible {
        var description: String { "the executable claustrum is not beside the tests; build the whole package first" }
    }

    /// Beside the test bundle, else in the checkout's release build.
    static func executable() throws -> URL {
        var folders = [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
        if let running = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folders.append(URL(fileURLWithPath: running).deletingLastPathComponent())
        }
        folders += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        folders.append(root.appendingPathComponent(".build/release"))
        let candidates = folders.map { $0.appendingPathComponent("claustrum") }
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw NotBuilt()
        }
        return found
    }

    /// Starts the tool without waiting for it. Its output goes to `out` and `err` in `folder`.
    static func start(
        _ arguments: [String], in folder: Folder, environment: [String: String] = [:], input: Any? = nil,
        output: FileHandle? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        // The surroundings' own settings must not reach the tool.
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CLAUSTRUM_") }
        variables.merge(environment) { $1 }
        process.environment = variables
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = try output ?? folder.handle("out")
        process.standardError = try folder.handle("err")
        try process.run()
        return process
    }

    /// Runs the tool to its end.
    static func run(
        _ arguments: [String], in folder: Folder, environment: [String: String] = [:], input: String? = nil
    ) throws -> Outcome {
        let source = try input.map { try folder.handle("in", contents: $0) }
        let process = try start(arguments, in: folder, environment: environment, input: source)
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: folder.bytes("out"),
            errors: String(decoding: folder.bytes("err"), as: UTF8.self))
    }
}

/// A folder of its own for each test, removed at the end.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("claustrum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ contents: String) throws {
        try Data(contents.utf8).write(to: url.appendingPathComponent(name))
    }

    func bytes(_ name: String) -> [UInt8] {
        Array(FileManager.default.contents(atPath: url.appendingPathComponent(name).path) ?? Data())
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

    /// A handle on a file that is created, for reading and writing, at its start.
    func handle(_ name: String, contents: String = "") throws -> FileHandle {
        try write(name, contents)
        return try FileHandle(forUpdating: url.appendingPathComponent(name))
    }
}
