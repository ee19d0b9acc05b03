internal import Foundation

/// What this program is, and where it lies.
public enum Release {
    public static let version = "0.1.0"

    /// Where profiles are looked for, in order: `configs` in the working directory, then in the checkout that the
    /// running executable was built in, if it still lies there.
    ///
    /// - Complexity: A few file accesses for each folder above the executable.
    public static func profileDirectories() -> [String] {
        ["configs"] + (checkout(above: executablePath).map { ["\($0)/configs"] } ?? [])
    }

    /// The nearest folder above `path` that holds this package.
    package static func checkout(above path: String) -> String? {
        var folder = path.folderOfPath
        while folder.count > 1 {
            let holdsPackage = ["Package.swift", "Sources/claustrum", "configs"].allSatisfy {
                access("\(folder)/\($0)", F_OK) == 0
            }
            if holdsPackage { return folder }
            folder = folder.folderOfPath
        }
        return nil
    }

    private static var executablePath: String {
        #if os(Linux)
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
        #endif
        return Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    }
}
