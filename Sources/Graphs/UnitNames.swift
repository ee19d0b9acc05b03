/// Units by label or index, with what to say when there is no such unit.
struct UnitNames {
    let labels: [String]
    private let indices: [String: Int]?

    init(_ labels: [String]) {
        self.labels = labels
        indices = labels.count > 8 ? Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first } : nil
    }

    /// `A`, `B`, … for a network without labels.
    static func defaults(count: Int) -> [String] {
        (0..<count).map { $0 < 26 ? letters[$0] : "U\($0)" }
    }

    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { String($0) }

    /// The unit that `text` names: its label, or else its index. A label wins over an index.
    func index(of text: String) -> Int? {
        if let indices {
            if let unit = indices[text] { return unit }
        } else if let unit = labels.firstIndex(of: text) {
            return unit
        }
        guard text.utf8.count <= 4, text.utf8.allSatisfy({ $0 &- 48 < 10 }), let unit = Int(text) else { return nil }
        return labels.indices.contains(unit) ? unit : nil
    }

    /// The labels, for an error message.
    var listing: String {
        labels.prefix(32).joined(separator: ", ") + (labels.count > 32 ? ", …" : "")
    }

    func suggestion(for text: String) -> String {
        let near = Spelling.nearest(to: text, in: labels).map { "did you mean \($0)? " } ?? ""
        return near + "the units are \(listing)"
    }

    /// - Throws: `badLabel`, `duplicateUnit`.
    static func check(
        _ labels: [String], file: String?, line: Int? = nil, key: String? = nil, noun: String = "unit"
    ) throws(GraphsError) {
        var seen: Set<String> = []
        for (unit, label) in labels.enumerated() {
            let isPlain =
                !label.isEmpty && label.utf8.count <= NetworkSize.maximumLabelBytes
                && label.first?.isWhitespace == false
                && label.last?.isWhitespace == false
                && label.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7F}" }
            guard isPlain else {
                throw GraphsError(
                    .badLabel, file: file, line: line, key: key, problem: "the label of \(noun) \(unit) is not usable",
                    remedy:
                        "a label has 1 to \(NetworkSize.maximumLabelBytes) bytes, no control characters, and no space "
                        + "at either end")
            }
            guard seen.insert(label).inserted else {
                throw GraphsError(
                    .duplicateUnit, file: file, line: line, key: key, problem: "two \(noun)s are called \(label)",
                    remedy: "give each \(noun) its own label")
            }
        }
    }
}
