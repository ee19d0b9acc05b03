internal import IntegratedInformation

/// Distinctions as rows of text; their partitions are shown where there is room for them.
struct DistinctionTable {
    private struct Column {
        let head: String
        let cells: [String]
        var ink: PhiTextLayout.Ink = .plain

        var width: Int { max(PhiTextLayout.columns(head), cells.map(PhiTextLayout.columns).max() ?? 0) }
    }

    private static let gap = 2
    private static let tiesHead = "ties"

    let showsPartitions: Bool
    private let columns: [Column]
    /// A row's note on its ties, where there are any.
    private let ties: [String]
    /// Whether the notes have room in a column of their own; else each stands where it fits, and says what it is.
    private let tiesAreColumn: Bool

    /// - Returns: nil where even a table without partitions is wider than `width`.
    init?(_ distinctions: some Collection<Distinction>, _ notation: StructureNotation, width: Int) {
        let own = [
            Column(head: "mechanism", cells: distinctions.map(notation.mechanism), ink: .strong),
            Self.numbers("φ_d", distinctions.map(\.phi), ink: .strong),
        ]
        let (causes, effects) = (distinctions.map(\.cause), distinctions.map(\.effect))
        let cause = [Self.purviews("cause", causes, notation), Self.numbers("φ_c", causes.map(\.phi))]
        let effect = [Self.purviews("effect", effects, notation), Self.numbers("φ_e", effects.map(\.phi))]
        func partitions(_ side: KeyPath<Distinction, IrreduciblePurview>) -> Column {
            let cells = distinctions.map { notation.partition(of: $0[keyPath: side], in: $0) }
            return Column(head: "MIP", cells: cells, ink: .dim)
        }
        let ties = distinctions.map { distinction in
            [distinction.cause, distinction.effect].compactMap { PhiText.ties(among: $0) }.joined(separator: ", ")
        }
        let notes = ties.map(PhiTextLayout.columns).max() ?? 0
        let room = width - (notes == 0 ? 0 : max(notes, Self.tiesHead.count) + Self.gap)
        let full = own + cause + [partitions(\.cause)] + effect + [partitions(\.effect)]
        let plain = own + cause + effect
        showsPartitions = Self.width(of: full) <= room
        columns = showsPartitions ? full : plain
        guard Self.width(of: columns) <= width else { return nil }
        tiesAreColumn = Self.width(of: columns) <= room
        self.ties = ties
    }

    /// A heading, then a row a distinction.
    func draw(in layout: inout PhiTextLayout) {
        let note = tiesAreColumn && !ties.allSatisfy(\.isEmpty) ? Self.tiesHead : ""
        layout.row(words(columns.map(\.head), inks: columns.map { _ in .dim }, note: note), indent: 0)
        for row in ties.indices {
            let note = tiesAreColumn || ties[row].isEmpty ? ties[row] : "\(Self.tiesHead): \(ties[row])"
            layout.row(words(columns.map { $0.cells[row] }, inks: columns.map(\.ink), note: note), indent: Self.gap)
        }
    }

    /// One line's cells, each as wide as its column, and a note after them.
    private func words(
        _ cells: [String], inks: [PhiTextLayout.Ink], note: String = ""
    ) -> [PhiTextLayout.Word] {
        var words = zip(columns, zip(cells, inks)).map { column, cell in
            PhiTextLayout.Word(PhiTextLayout.padded(cell.0, to: column.width), cell.1, gap: Self.gap)
        }
        if !note.isEmpty { return words + [PhiTextLayout.Word(note, .dim, gap: Self.gap)] }
        // Blanks at the end would stand inside the colour.
        guard var text = words.popLast()?.text, let ink = inks.last else { return words }
        while text.last == " " { text.removeLast() }
        return words + [PhiTextLayout.Word(text, ink, gap: Self.gap)]
    }

    private static func width(of columns: [Column]) -> Int {
        columns.reduce(-gap) { $0 + $1.width + gap }
    }

    private static func purviews(
        _ head: String, _ sides: [IrreduciblePurview], _ notation: StructureNotation
    ) -> Column {
        Column(head: head, cells: sides.map { notation.units($0.purview, in: $0.state) })
    }

    private static func numbers(_ head: String, _ values: [Double], ink: PhiTextLayout.Ink = .plain) -> Column {
        Column(head: head, cells: PhiText.aligned(values.map { PhiText.number($0) }), ink: ink)
    }
}
