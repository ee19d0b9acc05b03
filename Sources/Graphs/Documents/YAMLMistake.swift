package import Yams

/// What is wrong with YAML text, in a line instead of the parser's report.
package struct YAMLMistake: Sendable {
    /// What is wrong, without a remedy.
    package let problem: String
    /// The line and column, from 1, where they are known.
    package let line: Int?
    package let column: Int?
    /// The key that is given twice, or the last one that begins a line up to the mistake.
    package let key: String?
    /// Whether a key is given twice.
    package let isDuplicate: Bool
    /// Whether the bytes are not text, rather than the text not YAML.
    package let isEncoding: Bool

    /// - Parameter text: What was parsed: the parser gives the place of a mapping whose keys repeat, not of the key.
    /// - Complexity: O(length of `text`).
    package init(_ error: YamlError, in text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if case .duplicatedKeysInMapping = error { isDuplicate = true } else { isDuplicate = false }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (self.problem, line, column, isEncoding) = (problem, mark.line, mark.column, false)
            key = lines.prefix(max(0, mark.line)).reversed().lazy.compactMap(Self.key).first
        case .reader(let problem, let offset, _, _):
            (self.problem, line, column, isEncoding) = (problem, nil, nil, true)
            key = offset.map { "byte \($0)" }
        case .duplicatedKeysInMapping(let duplicates, let context):
            let name = duplicates.first ?? ""
            let places = lines.indices.filter { $0 + 1 >= context.mark.line && Self.key(of: lines[$0]) == name }
            (problem, line, column) = (
                "the key is given twice", places.dropFirst().first.map { $0 + 1 } ?? context.mark.line, nil
            )
            (key, isEncoding) = (name, false)
        default: (problem, line, column, key, isEncoding) = ("it cannot be parsed", nil, nil, nil, false)
        }
    }

    /// The word before the colon that a line begins with, its quotes and the list's or object's beginning left out.
    private static func key(of line: Substring) -> String? {
        let word = line.drop { " \t-{,\"'".contains($0) }.prefix { !":\"'{}[],#".contains($0) && !$0.isWhitespace }
        let rest = line[word.endIndex...].drop { "\"' ".contains($0) }
        return !word.isEmpty && rest.first == ":" ? String(word) : nil
    }
}
