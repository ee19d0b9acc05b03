/// Lines of styled words, wrapped to a width in terminal columns.
struct PhiTextLayout {
    /// What a word is to the reader; shown as a colour where colour is wanted.
    enum Ink: String {
        case plain = ""
        case strong = "1"
        case dim = "2"
        case integrated = "1;32"
        case reducible = "1;33"
        case cut = "31"
    }

    struct Word {
        let text: String
        var ink: Ink = .plain
        /// Blanks before the word where it is not the first of its line.
        var gap = 1

        init(_ text: String, _ ink: Ink = .plain, gap: Int = 1) {
            self.text = text
            self.ink = ink
            self.gap = gap
        }
    }

    /// The column at which the values of fields begin.
    static let fieldColumn = 9

    private let style: TextStyle
    private var lines: [String] = []

    init(style: TextStyle) {
        self.style = style
    }

    /// The lines, each with a line break.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// The columns that lines are wrapped to.
    var width: Int { style.width }

    mutating func blank() { lines.append("") }

    /// A paragraph from the left edge.
    mutating func paragraph(_ words: [Word], indent: Int = 0) {
        flow(words, first: indent == 0 ? [] : [Word(String(repeating: " ", count: indent))], indent: indent)
    }

    /// A row of cells from the left edge; what does not fit goes on in lines that are indented.
    mutating func row(_ cells: [Word], indent: Int) {
        flow(cells, first: [], indent: indent)
    }

    /// A named value: the name dim at the left edge, the words in the column beside it.
    mutating func field(_ name: String, _ words: [Word], indent: Int = PhiTextLayout.fieldColumn) {
        let padding = max(1, indent - Self.columns(name))
        flow(words, first: [Word(name + String(repeating: " ", count: padding), .dim)], indent: indent)
    }

    /// The words of a sentence.
    static func words(_ sentence: String, _ ink: Ink = .plain) -> [Word] {
        sentence.split(separator: " ").map { Word(String($0), ink) }
    }

    /// Puts blanks after `text` up to a column count.
    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - Self.columns(text)))
    }

    /// Puts blanks before `text` up to a column count.
    static func rightAligned(_ text: String, to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - Self.columns(text))) + text
    }

    /// The terminal columns that `text` takes: two for each East Asian wide character and emoji, else one.
    static func columns(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ character: Character) -> Int {
        switch character.unicodeScalars.first?.value ?? 0 {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    private mutating func flow(_ words: [Word], first: [Word], indent: Int) {
        let width = max(style.width, indent + 8)
        var line = first.map { paint($0.text, $0.ink) }.joined()
        var column = first.reduce(0) { $0 + Self.columns($1.text) }
        var isFirst = true
        for word in words {
            for piece in Self.pieces(of: word.text, width: width - indent) {
                let size = Self.columns(piece)
                let gap = isFirst ? 0 : word.gap
                if !isFirst && column + gap + size > width {
                    lines.append(line)
                    line = String(repeating: " ", count: indent)
                    column = indent
                } else {
                    line += String(repeating: " ", count: gap)
                    column += gap
                }
                line += paint(piece, word.ink)
                column += size
                isFirst = false
            }
        }
        while line.last == " " { line.removeLast() }
        lines.append(line)
    }

    /// `text` in pieces of at most `width` columns; one piece where it fits.
    private static func pieces(of text: String, width: Int) -> [String] {
        guard columns(text) > width else { return [text] }
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in text {
            let size = columns(character)
            if used + size > width {
                pieces.append(piece)
                piece = ""
                used = 0
            }
            piece.append(character)
            used += size
        }
        pieces.append(piece)
        return pieces
    }

    private func paint(_ text: String, _ ink: Ink) -> String {
        style.color && ink != .plain && !text.isEmpty ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
    }
}
