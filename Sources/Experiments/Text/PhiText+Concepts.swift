internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// One conceptual structure: Φ and what it means, the system, the cut, the concepts before and after it.
    ///
    /// - Complexity: O(n) a concept, for n units.
    public static func render(_ record: ConceptualRecord, style: TextStyle = TextStyle()) -> String {
        var layout = PhiTextLayout(style: style)
        let result = record.result
        layout.paragraph([Word("Φ = \(number(result.phi))", result.phi > 0 ? .integrated : .reducible)])
        layout.paragraph(PhiTextLayout.words(meaning(of: result)))
        layout.blank()
        layout.field("System", system(record))
        layout.field(
            "State",
            zip(record.labels(result.units), result.state.values).map { label, value in
                Word("\(label.printable)=\(value)", value == 1 ? .strong : .plain)
            })
        if let least = result.leastCut {
            layout.field(
                "Cut",
                bracketed(least.cut.from, record) + [Word("─✂→", .cut)] + bracketed(least.cut.to, record)
                    + PhiTextLayout.words(
                        least.ties == 1 ? "no tied cut" : "one of \(count(least.ties)) tied cuts", .dim))
        }
        layout.blank()
        layout.paragraph(
            PhiTextLayout.words(
                "\(result.concepts.count.counted("concept")), Σφ = \(number(result.sumPhi)), "
                    + "conceptual information CI = \(number(result.conceptualInformation))"))
        table(result.concepts, record, in: &layout)
        if let least = result.leastCut {
            layout.blank()
            let sum = least.concepts.reduce(0) { $0 + $1.phi }
            layout.paragraph(
                PhiTextLayout.words("\(least.concepts.count.counted("concept")) left by the cut, Σφ = \(number(sum))"))
            table(least.concepts, record, in: &layout)
        }
        timing(record.provenance, in: &layout)
        return layout.text
    }

    /// What Φ says of the system, in one sentence.
    private static func meaning(of result: ConceptualStructure) -> String {
        guard result.reasons.isEmpty else {
            return "reducible: Φ = 0 because " + result.reasons.map(words(for:)).joined(separator: "; and ")
        }
        return result.phi > 0
            ? "irreducible: every cut from one part of the system to the rest changes its concepts; the cut that changes "
                + "them least moves them by Φ"
            : "reducible: Φ = 0 because the cut below leaves every concept as it is"
    }

    /// Why Φ is zero by definition, in words that follow "because".
    private static func words(for reason: ConceptualZeroReason) -> String {
        switch reason {
        case .noSystem: words(for: ZeroReason.noSystem)
        case .singleUnit: "a single unit has no parts between which to cut"
        case .notStronglyConnected: words(for: ZeroReason.notStronglyConnected)
        case .noConcepts: "no mechanism in the system has both an irreducible cause and an irreducible effect"
        }
    }

    private static func system(_ record: ConceptualRecord) -> [Word] {
        let labels = record.labels(record.result.units).map(\.printable)
        let words = labels.isEmpty ? [Word("(no units)")] : labels.map { Word($0, .strong) }
        let name = record.substrate.name.map { " of \($0.printable)" } ?? ""
        let total = record.substrate.unitCount.counted("unit")
        return words + PhiTextLayout.words("(\(labels.count) of \(total)\(name); iit3)", .dim)
    }

    private static func bracketed(_ units: [Int], _ record: ConceptualRecord) -> [Word] {
        var labels = record.labels(units).map(\.printable)
        guard !labels.isEmpty else { return [] }
        labels[0] = "[" + labels[0]
        labels[labels.count - 1] += "]"
        return labels.map { Word($0) }
    }

    private static func table(_ concepts: [Concept], _ record: ConceptualRecord, in layout: inout PhiTextLayout) {
        guard !concepts.isEmpty else { return }
        func names(_ units: [Int]) -> String { record.labels(units).map(\.printable).joined(separator: " ") }
        let rows =
            [["φ", "mechanism", "core cause", "φ", "core effect", "φ"]]
            + concepts.map { concept in
                [
                    number(concept.phi), names(concept.mechanism), names(concept.cause.purview) + tie(concept.cause),
                    number(concept.cause.phi), names(concept.effect.purview) + tie(concept.effect),
                    number(concept.effect.phi),
                ]
            }
        let widths = rows[0].indices.map { column in rows.map { PhiTextLayout.columns($0[column]) }.max() ?? 0 }
        for (place, row) in rows.enumerated() {
            let cells = zip(row, widths).enumerated().map { column, cell in
                let text = PhiTextLayout.padded(cell.0, to: column == widths.count - 1 ? 0 : cell.1)
                return Word(text, place == 0 ? .dim : column == 0 ? .strong : .plain, gap: column == 0 ? 0 : 2)
            }
            layout.paragraph(cells, indent: 2)
        }
        let isTied = concepts.contains { $0.cause.ties.purviews > 1 || $0.effect.ties.purviews > 1 }
        if isTied {
            layout.paragraph(
                PhiTextLayout.words("* one of several purviews of equal φ: the largest, then the first", .dim),
                indent: 2)
        }
    }

    private static func tie(_ side: CorePurview) -> String { side.ties.purviews > 1 ? "*" : "" }
}
