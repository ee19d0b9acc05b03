internal import Compute
internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// The cause–effect structure: Φ, its sums, its distinctions and, where asked for, its strongest relations.
    static func draw(_ structure: StructureRecord, of record: PhiRecord, in layout: inout PhiTextLayout) {
        let bigPhi = structure.structure.bigPhi
        let ink: PhiTextLayout.Ink = bigPhi == .zero ? .reducible : .integrated
        layout.paragraph([Word("Φ = \(number(bigPhi)) ibits", ink)])
        layout.paragraph(PhiTextLayout.words(sums(of: structure)))
        for note in notes(on: structure, of: record) { layout.paragraph(PhiTextLayout.words(note)) }
        guard !structure.distinctions.isEmpty else { return }
        layout.blank()
        drawDistinctions(structure, in: &layout)
        if let relations = structure.relations {
            layout.blank()
            draw(relations, of: structure, in: &layout)
        }
    }

    /// "3 distinctions, Σφ_d = …; 5 relations, Σφ_r = …".
    static func sums(of structure: StructureRecord) -> String {
        let totals = structure.structure.relations
        let distinctions = structure.distinctions.count
        guard distinctions > 0 else {
            return structure.incongruentDistinctions.isEmpty
                ? "no distinction: no mechanism is irreducible both in its cause and in its effect"
                : "no distinction belongs to the structure"
        }
        let relations = "\(count(totals.count)) \(totals.count == Natural(1) ? "relation" : "relations")"
        return "\(count(distinctions)) \(distinctions == 1 ? "distinction" : "distinctions"), "
            + "Σφ_d = \(number(structure.structure.sumPhiD)); \(relations), Σφ_r = \(number(totals.sumPhi))"
    }

    /// What was left out, or why nothing was, and what a reducible system's structure means.
    static func notes(on structure: StructureRecord, of record: PhiRecord) -> [String] {
        var notes: [String] = []
        let left = structure.incongruentDistinctions.count
        if left > 0 {
            notes.append(
                "left out: \(left.counted("distinction")) whose cause or effect disagrees with the system's "
                    + "(--json lists \(left == 1 ? "it" : "them"))")
        }
        if !structure.structure.isFiltered {
            notes.append(
                "not filtered: the system specifies no cause and effect that the distinctions could disagree with")
        }
        if !record.isIrreducible && !structure.distinctions.isEmpty {
            notes.append("the system is reducible (φ_s = 0): no single entity has this structure")
        }
        return notes
    }
}
