import Foundation
import Graphs

/// Where the files lie that tests read.
enum Files {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func network(_ name: String) -> String {
        repository.appending(path: "networks").appending(path: name).path
    }

    /// A folder of the material that is shared between projects; nil where this copy stands alone.
    static func shared(_ path: String) -> String? {
        let found = repository.deletingLastPathComponent().appending(path: "shared").appending(path: path).path
        return FileManager.default.fileExists(atPath: found) ? found : nil
    }

    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

/// The network that a text describes.
func parse(
    _ text: String, as format: NetworkFormat = .json, options: ImportOptions = ImportOptions()
) throws -> Substrate {
    var options = options
    options.format = format
    return try NetworkFile.parse(Array(text.utf8), name: "test.\(format.rawValue)", options: options)
}
