internal import Foundation

/// Whether paths lead to one file, so that no output replaces an input or another output.
public enum FileIdentity {
    /// Whether writing to one path would replace what the other leads to: the same file by whatever links, or the same
    /// name of a file that is yet to be. `-` is standard input or output; devices and pipes hold nothing to replace.
    ///
    /// - Complexity: A few file accesses.
    public static func isSame(_ first: String, _ second: String) -> Bool {
        if first == "-" || second == "-" { return first == second }
        switch (status(first), status(second)) {
        case (let first?, let second?):
            return first.st_mode & S_IFMT == S_IFREG && first.st_dev == second.st_dev && first.st_ino == second.st_ino
        case (nil, nil): return resolved(first) == resolved(second)
        default: return false
        }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func resolved(_ path: String) -> String {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        // The file is not there yet, but links in its folder's path are.
        return url.deletingLastPathComponent().resolvingSymlinksInPath().path + "/" + url.lastPathComponent
    }
}
