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
            if let structure = maximal.structure {
                layout.blank()
                draw(structure, of: maximal, in: &layout)
            }
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
        for tie in record.result.ties { layout.paragraph(PhiTextLayout.words(words(for: tie, in: record))) }
        timing(record.provenance, in: &layout)
        return layout.text
    }

    /// "N candidates from U units: E evaluated, C ruled out by connectivity, B by bounds".
    static func search(_ record: ComplexesRecord) -> String {
        "\(count(record.result.candidates)) \(record.result.candidates == 1 ? "candidate" : "candidates") "
            + "from \(record.unitsConsidered.counted("unit")): "
            + "\(count(record.result.evaluated)) evaluated, "
            + "\(count(record.result.ruledOutByConnectivity)) ruled out by connectivity, "
            + "\(count(record.result.ruledOutByBounds)) by bounds"
    }

    /// The sentence for a network without a complex.
    static func absence(of record: ComplexesRecord) -> String {
        record.unresolvedTies.isEmpty
            ? "No subset of units is integrated (φ_s = 0 for all)" : "No complex: the greatest φ_s is tied"
    }

    /// Why there is no complex.
    static func whyNone(_ record: ComplexesRecord) -> String {
        if !record.unresolvedTies.isEmpty {
            return "overlapping candidate systems attain the same φ_s and the same Φ, so that none is definite."
        }
        return record.result.ruledOutByConnectivity == record.result.candidates
            ? "no candidate is strongly connected: no units act on each other in a loop, and none acts on itself."
            : "each candidate is not strongly connected, specifies no cause or effect, or has a partition that makes "
                + "no difference to its cause or to its effect."
    }

    /// How many of a tie's candidates are named.
    private static let tiedCandidatesNamed = 6

    /// What a tie among overlapping candidates came to.
    static func words(for tie: ComplexTie, in record: ComplexesRecord) -> String {
        let areImages = tie.candidates.allSatisfy { $0.bigPhi == nil }
        let named = tie.candidates.prefix(tiedCandidatesNamed).map { candidate in
            let units = "{" + record.labels(of: candidate.units).map(\.printable).joined(separator: " ") + "}"
            guard let bigPhi = candidate.bigPhi else { return units }
            let outcome =
                switch candidate.outcome {
                case .complex: "is a complex"
                case .excluded: "is excluded"
                case .undecided: "ties again, and is no complex"
                }
            return "\(units), Φ = \(number(bigPhi)), \(outcome)"
        }
        let rest = tie.candidates.count - named.count
        let list =
            named.joined(separator: areImages ? ", " : "; ")
            + (rest > 0 ? " and \(count(rest)) more (--json lists them all)" : "")
        let tied = "\(count(tie.candidates.count)) candidates overlap and tie in φ_s = \(number(tie.phi))"
        return areImages
            ? "\(tied); a symmetry maps each to any other, so they tie in Φ too and none is a complex: \(list)."
            : "\(tied), and Φ decides: \(list)."
    }

    private static func table(_ record: ComplexesRecord, in layout: inout PhiTextLayout) {
        let total = record.complexes.count
        let name = record.substrate.name.map { " of \($0.printable)" } ?? ""
        let all = record.substrate.unitCount
        layout.paragraph(
            PhiTextLayout.words(
                "\(total.counted("complex", plural: "complexes")) among the \(all.counted("unit"))\(name)"))
        var columns = [
            ["#"] + (1...total).map(String.init), ["φ_s (ibits)"] + record.complexes.map { number($0.result.phi) },
        ]
        let bigPhi = record.complexes.compactMap { $0.structure.map { number($0.structure.bigPhi) } }
        if !bigPhi.isEmpty { columns.append(["Φ (ibits)"] + bigPhi) }
        let widths = columns.map { max(2, $0.map(PhiTextLayout.columns).max() ?? 0) }
        let indent = widths.reduce(2) { $0 + $1 + 2 }
        for row in 0...total {
            let cells = zip(columns, widths).map { "  " + PhiTextLayout.rightAligned($0[row], to: $1) }
            let units =
                row == 0 ? [Word("units", .dim)] : record.complexes[row - 1].units.map { Word($0.printable) }
            layout.field(cells.joined(), units, indent: indent)
        }
    }

    private static func stateOfSubstrate(_ record: ComplexesRecord, in layout: inout PhiTextLayout) {
        let bits = zip(record.substrate.labels, record.state.values).map { Word("\($0.printable)=\($1)") }
        layout.field("State", bits)
    }
}
