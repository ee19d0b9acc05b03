internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// The most distinctions that text shows: as rows of a table, and as paragraphs where a row would be too wide.
    private static let rowsShown = 32
    private static let paragraphsShown = 12

    /// The distinctions, the greatest φ_d first, as a table where one fits.
    static func drawDistinctions(_ structure: StructureRecord, in layout: inout PhiTextLayout) {
        let ranked = structure.rankedDistinctions
        let notation = StructureNotation(structure)
        if let table = DistinctionTable(ranked.prefix(rowsShown), notation, width: layout.width) {
            table.draw(in: &layout)
            remainder(ranked.count - rowsShown, in: &layout)
            legend(notation, withPartitions: table.showsPartitions, in: &layout)
        } else {
            for distinction in ranked.prefix(paragraphsShown) { paragraph(distinction, notation, in: &layout) }
            remainder(ranked.count - paragraphsShown, in: &layout)
            legend(notation, withPartitions: true, in: &layout)
        }
    }

    /// How to read the table's signs.
    private static func legend(
        _ notation: StructureNotation, withPartitions: Bool, in layout: inout PhiTextLayout
    ) {
        var signs: [String] = []
        if notation.usesCase { signs.append("capital: on (1), small: off (0)") }
        if withPartitions { signs.append("MIP: parts as mechanism/purview, ∅: no unit") }
        guard !signs.isEmpty else { return }
        layout.paragraph(PhiTextLayout.words(signs.joined(separator: "; "), .dim))
    }

    static func remainder(_ count: Int, in layout: inout PhiTextLayout) {
        guard count > 0 else { return }
        layout.paragraph(PhiTextLayout.words("… and \(self.count(count)) more (--json lists them all)", .dim))
    }

    /// One distinction in lines of its own: mechanism, cause and effect with their states and partitions.
    private static func paragraph(
        _ distinction: Distinction, _ notation: StructureNotation, in layout: inout PhiTextLayout
    ) {
        let mechanism = PhiTextLayout.words(notation.mechanism(distinction), .strong)
        layout.paragraph(mechanism + [Word("φ_d = \(number(distinction.phi))", .strong, gap: 3)])
        for side in [distinction.cause, distinction.effect] {
            let isCause = side.direction == .cause
            var words = PhiTextLayout.words(notation.units(side.purview, in: side.state))
            words.append(Word("\(isCause ? "φ_c" : "φ_e") = \(number(side.phi))", gap: 3))
            words.append(Word("MIP", .dim, gap: 3))
            words += PhiTextLayout.words(notation.partition(of: side, in: distinction), .dim)
            if let ties = ties(among: side) { words += PhiTextLayout.words("(ties: \(ties))", .dim) }
            layout.field(isCause ? "  cause" : "  effect", words, indent: PhiTextLayout.fieldColumn)
        }
    }

    /// "2 causes" or "3 effect states"; nil where the purview and its state are unique.
    static func ties(among side: IrreduciblePurview) -> String? {
        let name = side.direction.rawValue
        var ties: [String] = []
        if side.ties.purviews > 1 { ties.append("\(count(side.ties.purviews)) \(name)s") }
        if side.ties.states > 1 { ties.append("\(count(side.ties.states)) \(name) states") }
        return ties.isEmpty ? nil : ties.joined(separator: ", ")
    }
}
