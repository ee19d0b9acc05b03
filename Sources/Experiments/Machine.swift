internal import Foundation

/// The machine that computes.
public enum Machine {
    /// The processor's name as the system gives it, else its architecture.
    public static func processorName() -> String {
        #if os(Linux)
            // The first processor's lines suffice; the whole file takes milliseconds on a large machine.
            if let name = field("model name", of: "/proc/cpuinfo") { return name }
        #endif
        return architecture
    }

    /// Bytes of memory installed.
    public static var memoryBytes: Int { Int(clamping: ProcessInfo.processInfo.physicalMemory) }

    /// Bytes that can be used without swapping; nil where the system does not say.
    public static func availableMemoryBytes() -> Int? {
        field("MemAvailable", of: "/proc/meminfo").flatMap { Int($0.prefix { $0 != " " }) }.map { $0 << 10 }
    }

    public static var operatingSystem: String {
        guard let data = FileManager.default.contents(atPath: "/etc/os-release") else {
            return ProcessInfo.processInfo.operatingSystemVersionString
        }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return line.map { String($0.dropFirst("PRETTY_NAME=".count)).filter { $0 != "\"" } } ?? "Linux"
    }

    public static var architecture: String {
        #if arch(x86_64)
            "x86-64"
        #elseif arch(arm64)
            "arm64"
        #else
            "unknown architecture"
        #endif
    }

    /// The value after `key…:` in the first four kilobytes of a file of the kernel's.
    private static func field(_ key: String, of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
            let colon = line.firstIndex(of: ":")
        else { return nil }
        return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
}
