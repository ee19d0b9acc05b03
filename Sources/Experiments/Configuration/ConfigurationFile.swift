internal import Compute
internal import Foundation
internal import Graphs
internal import Yams

/// Reads a configuration file, YAML or JSON (which is YAML too), into keys and values with their lines.
enum ConfigurationFile {
    struct Entry {
        let key: ConfigurationKey
        let value: String
        let line: Int
    }

    /// A configuration is a page of text; anything near this is another file.
    private static let largest = 1 << 20

    /// - Throws: `ConfigurationError`: 66 where the file cannot be read; 65 for broken syntax and unknown keys.
    static func read(_ path: String) throws -> [Entry] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(
                code: "configuration-missing", exitStatus: .missingInput,
                message: "the configuration file \(path) cannot be read; give an existing file as --config, or none")
        }
        guard data.count <= largest, let text = String(validating: data, as: UTF8.self) else {
            throw problem("it is not UTF-8 text of at most 1 MiB", path: path, line: nil)
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw broken(YAMLMistake(error, in: text), path: path)
        }
        guard let root, root != Node("") else { return [] }
        var entries: [Entry] = []
        try collect(root, prefix: "", path: path, into: &entries)
        return entries
    }

    private static func collect(_ node: Node, prefix: String, path: String, into entries: inout [Entry]) throws {
        guard case .mapping(let mapping) = node else {
            throw problem("it must be a mapping from keys to values", path: path, line: node.mark?.line)
        }
        for (keyNode, value) in mapping {
            let line = keyNode.mark?.line ?? 1
            let name = prefix + (keyNode.scalar?.string ?? "?")
            if isGroup(name) {
                try collect(value, prefix: name + ".", path: path, into: &entries)
                continue
            }
            guard let key = ConfigurationKey(rawValue: name) else { throw unknown(name, path: path, line: line) }
            guard let text = value.scalar?.string else {
                throw problem("\(name) must be \(key.expectation)", path: path, line: line)
            }
            if entries.contains(where: { $0.key == key }) {
                throw problem("\(name) is given twice; keep one", path: path, line: line)
            }
            entries.append(Entry(key: key, value: text, line: line))
        }
    }

    private static func isGroup(_ name: String) -> Bool {
        ConfigurationKey.allCases.contains { $0.rawValue.hasPrefix(name + ".") }
    }

    private static func unknown(_ name: String, path: String, line: Int) -> ConfigurationError {
        let keys = ConfigurationKey.allCases.map(\.rawValue)
        let remedy =
            Spelling.nearest(to: name, in: keys).map { "did you mean '\($0)'?" }
            ?? "the keys are \(keys.joined(separator: ", "))"
        return ConfigurationError(
            code: "configuration-key", exitStatus: .badData,
            message: "\(path):\(line): the key '\(name)' is unknown; \(remedy)".printable)
    }

    private static func broken(_ mistake: YAMLMistake, path: String) -> ConfigurationError {
        if mistake.isDuplicate {
            return problem("\(mistake.key ?? "a key") is given twice; keep one", path: path, line: mistake.line)
        }
        let place = mistake.key.map { "near \($0): " } ?? ""
        return problem(
            "\(place)\(mistake.problem); this is neither YAML nor JSON: look for a bracket, quote or colon that is "
                + "missing",
            path: path, line: mistake.line)
    }

    private static func problem(_ what: String, path: String, line: Int?) -> ConfigurationError {
        ConfigurationError(
            code: "configuration-file", exitStatus: .badData,
            message: (path + (line.map { ":\($0)" } ?? "") + ": " + what).printable)
    }
}
