/// The words of a text as patterns see them: runs of letters, marks and digits of any script, without regard to case
/// and to how accents are composed. An apostrophe between letters belongs to the word.
struct PatternWords {
    private let words: [String]

    /// - Complexity: O(length).
    init(_ text: String) {
        var words: [String] = []
        var word = ""
        var pending = ""
        for character in text {
            if Self.isPartOfWord(character) {
                word += pending
                pending = ""
                word.append(character)
            } else if character == "'" || character == "\u{2019}", !word.isEmpty, pending.isEmpty {
                pending = "'"
            } else {
                if !word.isEmpty { words.append(Self.folded(word)) }
                word = ""
                pending = ""
            }
        }
        if !word.isEmpty { words.append(Self.folded(word)) }
        self.words = words
    }

    var isEmpty: Bool { words.isEmpty }

    /// Whether the words of `term` stand in this text one after the other.
    ///
    /// - Complexity: O(words · words of the term).
    func contains(_ term: PatternWords) -> Bool {
        guard !term.words.isEmpty, words.count >= term.words.count else { return false }
        return (0...(words.count - term.words.count)).contains { start in
            term.words.indices.allSatisfy { words[start + $0] == term.words[$0] }
        }
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        character.unicodeScalars.first.map {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || $0.properties.generalCategory == .nonspacingMark
        } ?? false
    }

    /// Upper case first, so that what has several lower-case forms (ß and ss, ς and σ) is one. Swift compares texts by
    /// canonical equivalence.
    private static func folded(_ word: String) -> String { word.uppercased().lowercased() }
}
