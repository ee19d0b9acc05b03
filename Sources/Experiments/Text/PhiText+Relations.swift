internal import Compute
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// The most faces of a relation that text shows.
    private static let facesShown = 9

    /// The strongest relations: φ_r, what is related over which units, and the faces.
    static func draw(_ relations: [Relation], of structure: StructureRecord, in layout: inout PhiTextLayout) {
        guard !relations.isEmpty else {
            return layout.paragraph(PhiTextLayout.words("No relations: no two causes or effects share a unit's state"))
        }
        let notation = StructureNotation(structure)
        let total = structure.structure.relations.count
        let shown = total == Natural(UInt64(relations.count)) ? "The" : "The \(count(relations.count)) strongest of"
        let promise = relations.contains { $0.degree > 1 } ? ", each with its faces" : ""
        let noun = total == Natural(1) ? "relation" : "relations"
        layout.paragraph(PhiTextLayout.words("\(shown) \(count(total)) \(noun)\(promise)"))
        let numbers = aligned(relations.map { number($0.phi) })
        let indent = (numbers.first?.count ?? 0) + 4
        for (relation, phi) in zip(relations, numbers) {
            let related = relation.distinctions.map { notation.mechanism(structure.distinctions[$0]) }
            var words = [Word("  " + phi, .strong)]
            words += related.enumerated().map { place, mechanism in
                Word("{\(mechanism)}", gap: place == 0 ? 2 : 1)
            }
            if related.count == 1 { words += PhiTextLayout.words("with itself") }
            words += [Word("over", .dim), Word(notation.pairs(relation.purview))]
            layout.row(words, indent: indent)
            // The face of a self-relation binds both of its sides: that is said already.
            guard related.count > 1 else { continue }
            layout.row(faces(of: relation, in: structure, notation, indent: indent), indent: indent)
        }
        guard !promise.isEmpty else { return }
        let shared = notation.usesCase ? "x" : "X=0"
        layout.paragraph(
            PhiTextLayout.words(
                "c{A} e{B}: \(shared) is the face where the cause of A and the effect of B share that X is off; "
                    + "ce{A} takes both of A's", .dim))
    }

    private static func faces(
        of relation: Relation, in structure: StructureRecord, _ notation: StructureNotation, indent: Int
    ) -> [Word] {
        let faces = RelationFaces(of: relation, among: structure.distinctions)
        var words = [Word(String(repeating: " ", count: indent))]
        for (place, face) in faces.prefix(facesShown).enumerated() {
            let bound = zip(relation.distinctions, face.sides).map { place, side in
                sign(for: side) + "{" + notation.mechanism(structure.distinctions[place]) + "}"
            }
            words.append(
                Word(bound.joined(separator: " ") + ": " + notation.pairs(face.overlap), .dim, gap: place == 0 ? 0 : 3))
        }
        var rest = faces.count
        guard rest > Natural(UInt64(facesShown)) else { return words }
        rest -= Natural(UInt64(facesShown))
        return words + [Word("… \(count(rest)) more", .dim, gap: 3)]
    }

    private static func sign(for side: FaceSide) -> String {
        switch side {
        case .cause: "c"
        case .effect: "e"
        case .both: "ce"
        }
    }
}
