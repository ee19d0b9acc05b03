internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// The complexes of a network: the maximal one in full, a table of all, and what the search looked at.
    ///
    /// - Complexity: O(n²) for the maximal complex's n units, O(n) for each further one.
    public static func render(_ record: ComplexesRecord, style: TextStyle = TextStyle()) -> String {
        var layout = PhiTextLayout(style: style)
        if let maximal = record.complexes.first {
            headline(maximal, note: "the maximal complex", in: &layout)
            details(maximal, in: &layout)
            layout.blank()
            table(record, in: &layout)
        } else {
            layout.paragraph(
                PhiTextLayout.words(absence(of: record) + ":", .reducible) + PhiTextLayout.words(whyNone(record)))
            layout.blank()
            stateOfSubstrate(record, in: &layout)
        }
        layout.blank()
        layout.paragraph(PhiTextLayout.words(search(record)))
        for tie in record.unresolvedTies { layout.paragraph(PhiTextLayout.words(words(forTie: tie, in: record))) }
        timing(record.provenance, in: &layout)
        return layout.text
    }

    /// "N candidates from U units: E evaluated, C ruled out by connectivity, B by bounds".
    static func search(_ record: ComplexesRecord) -> String {
        "\(count(record.candidates)) \(record.candidates == 1 ? "candidate" : "candidates") "
            + "from \(record.unitsConsidered.counted("unit")): "
            + "\(count(record.evaluated)) evaluated, "
            + "\(count(record.ruledOutByConnectivity)) ruled out by connectivity, "
            + "\(count(record.ruledOutByBounds)) by bounds"
    }

    /// The sentence for a network without a complex.
    static func absence(of record: ComplexesRecord) -> String {
        record.unresolvedTies.isEmpty
            ? "No subset of units is integrated (φ_s = 0 for all)" : "No complex: the greatest φ_s is tied"
    }

    /// Why there is no complex.
    static func whyNone(_ record: ComplexesRecord) -> String {
        if !record.unresolvedTies.isEmpty {
            return "overlapping candidate systems attain the same φ_s, and only Φ could decide between them."
        }
        return record.ruledOutByConnectivity == record.candidates
            ? "no candidate is strongly connected: no units act on each other in a loop, and none acts on itself."
            : "each candidate is not strongly connected, specifies no cause or effect, or has a partition that makes "
                + "no difference to its cause or to its effect."
    }

    /// What a tie among overlapping candidates means.
    static func words(forTie tie: [[Int]], in record: ComplexesRecord) -> String {
        let systems = tie.map { candidate in
            "{" + candidate.map { record.substrate.labels[$0].printable }.joined(separator: " ") + "}"
        }
        return "Undecided: \(systems.joined(separator: ", ")) overlap and tie in φ_s; none of them is counted, "
            + "since only Φ could decide."
    }

    private static func table(_ record: ComplexesRecord, in layout: inout PhiTextLayout) {
        let total = record.complexes.count
        let numbers = record.complexes.map { number($0.result.phi) }
        let column = max(11, numbers.map(PhiTextLayout.columns).max() ?? 0)
        let ordinal = max(2, String(total).count)
        let name = record.substrate.name.map { " of \($0.printable)" } ?? ""
        let all = record.substrate.unitCount
        let heading =
            "\(total.counted("complex", plural: "complexes")) among the \(all.counted("unit"))\(name)"
        layout.paragraph(PhiTextLayout.words(heading))
        let indent = 2 + ordinal + 2 + column + 2
        let head =
            "  " + PhiTextLayout.rightAligned("#", to: ordinal) + "  "
            + PhiTextLayout.rightAligned("φ_s (ibits)", to: column)
        layout.field(head, [Word("units", .dim)], indent: indent)
        for (index, complex) in record.complexes.enumerated() {
            let row =
                "  " + PhiTextLayout.rightAligned(String(index + 1), to: ordinal) + "  "
                + PhiTextLayout.rightAligned(numbers[index], to: column)
            layout.field(row, complex.units.map { Word($0.printable) }, indent: indent)
        }
    }

    private static func stateOfSubstrate(_ record: ComplexesRecord, in layout: inout PhiTextLayout) {
        let bits = zip(record.substrate.labels, record.state.values).map { Word("\($0.printable)=\($1)") }
        layout.field("State", bits)
    }
}
