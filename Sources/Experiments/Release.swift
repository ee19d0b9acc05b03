internal import Foundation

/// What this program is: its version and the source it was built from.
public enum Release {
    public static let version = "0.1.0"

    /// The short git revision of the checkout that the running executable was built in, else `unknown`.
    ///
    /// Read at run time from the checkout's `.git`, so that a build needs no generated file and leaves the tree clean.
    /// An executable on another machine says `unknown`; one that is older than the checkout's last commit names that
    /// commit.
    ///
    /// - Complexity: A few file reads, some 50 µs.
    public static func revision() -> String {
        guard let checkout = checkout(), let commit = commit(in: checkout) else { return "unknown" }
        return String(commit.prefix(7))
    }

    /// The root of the checkout that the running executable lies in, else of the one it was compiled from.
    public static func checkout() -> String? {
        checkout(above: executablePath) ?? checkout(above: #filePath)
    }

    package static func checkout(above path: String) -> String? {
        var folder = (path as NSString).deletingLastPathComponent
        while folder.count > 1 {
            if exists(folder + "/.git") && exists(folder + "/Sources/claustrum") && exists(folder + "/Package.swift") {
                return folder
            }
            folder = (folder as NSString).deletingLastPathComponent
        }
        return nil
    }

    /// The commit that `HEAD` of the checkout points to, in a plain checkout or a linked worktree.
    package static func commit(in checkout: String) -> String? {
        var directory = checkout + "/.git"
        if let link = text(directory), link.hasPrefix("gitdir: ") {
            let target = String(link.dropFirst("gitdir: ".count))
            directory = target.hasPrefix("/") ? target : checkout + "/" + target
        }
        guard let head = text(directory + "/HEAD") else { return nil }
        guard head.hasPrefix("ref: ") else { return hash(head) }
        let name = String(head.dropFirst("ref: ".count))
        let common = text(directory + "/commondir").map { $0.hasPrefix("/") ? $0 : directory + "/" + $0 } ?? directory
        if let loose = text("\(directory)/\(name)") ?? text("\(common)/\(name)") { return hash(loose) }
        let packed = text(common + "/packed-refs")?.split(separator: "\n")
        return packed?.first { $0.hasSuffix(" " + name) }.flatMap { hash(String($0.prefix { $0 != " " })) }
    }

    private static func hash(_ text: String) -> String? {
        text.count >= 40 && text.allSatisfy(\.isHexDigit) ? text : nil
    }

    private static func text(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static var executablePath: String {
        #if os(Linux)
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
        #endif
        return Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    }
}
