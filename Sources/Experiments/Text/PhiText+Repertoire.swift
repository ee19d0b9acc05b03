internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// What a mechanism says of a purview: for each direction a table of the purview's states.
    ///
    /// - Complexity: O(2^|Z| log 2^|Z|) for the purview Z.
    public static func render(_ record: RepertoireRecord, style: TextStyle = TextStyle()) -> String {
        var layout = PhiTextLayout(style: style)
        for (index, repertoire) in record.repertoires.enumerated() {
            if index > 0 { layout.blank() }
            title(repertoire, of: record, in: &layout)
            layout.blank()
            RepertoireTable(repertoire, labels: record.labels(repertoire.purview), width: style.width)
                .draw(in: &layout)
            layout.blank()
            conclusion(repertoire, of: record, in: &layout)
        }
        timing(record.provenance, in: &layout)
        return layout.text
    }

    private static func title(
        _ repertoire: Repertoire, of record: RepertoireRecord, in layout: inout PhiTextLayout
    ) {
        let mechanism = zip(record.labels(repertoire.mechanism), repertoire.mechanismState.values)
            .map { Word("\($0.printable)=\($1)", .strong) }
        let name = repertoire.direction == .cause ? "Cause repertoire of" : "Effect repertoire of"
        var words = words(name, .integrated)
        words += mechanism.isEmpty ? [Word("∅", .strong)] : mechanism
        words += [Word("over")] + record.labels(repertoire.purview).map { Word($0.printable, .strong) }
        layout.paragraph(words)
        let network = record.substrate.name.map { " of \($0.printable)" } ?? ""
        let system = zip(record.labels(record.units), record.state.restricted(to: record.units).values)
            .map { "\($0.printable)=\($1)" }.joined(separator: " ")
        layout.paragraph(PhiTextLayout.words("in the system \(system)\(network)", .dim))
        if let partition = repertoire.partition {
            let parts = partition.parts.map { part in
                [part.mechanism, part.purview].map(record.names).joined(separator: "/")
            }
            let total = repertoire.mechanism.count * repertoire.purview.count
            layout.paragraph(
                [Word("partition", .dim), Word(parts.joined(separator: " | "), .cut)]
                    + PhiTextLayout.words("(\(partition.connectionsCut) of \(total) connections cut)", .dim))
        }
    }

    private static func conclusion(
        _ repertoire: Repertoire, of record: RepertoireRecord, in layout: inout PhiTextLayout
    ) {
        let symbol = repertoire.direction == .cause ? "ii_c" : "ii_e"
        switch repertoire.specifiedStates.count {
        case 0:
            layout.paragraph(PhiTextLayout.words("No state is specified: \(symbol) is nowhere above 0."))
        case 1:
            layout.paragraph(
                PhiTextLayout.words(
                    "\(RepertoireTable.mark) the specified state: \(symbol) = \(number(repertoire.intrinsicInformation)) "
                        + "ibits"))
        case let ties:
            layout.paragraph(
                PhiTextLayout.words(
                    "\(RepertoireTable.mark) the specified state is tied \(count(ties)) ways: \(symbol) = "
                        + "\(number(repertoire.intrinsicInformation)) ibits each"))
        }
        if let phi = repertoire.phi {
            layout.paragraph(PhiTextLayout.words("The partition costs φ(θ) = \(number(phi)) ibits there."))
        }
        if let forward = repertoire.unconstrainedForward {
            let sentence =
                "Without knowing the purview the mechanism's state has probability π_e(m) = \(number(forward)); without "
                + "the mechanism each state of the purview has \(number(repertoire.rows[0].unconstrained))."
            layout.paragraph(PhiTextLayout.words(sentence, .dim))
        }
    }

    private static func words(_ sentence: String, _ ink: PhiTextLayout.Ink) -> [Word] {
        PhiTextLayout.words(sentence, ink)
    }
}

extension RepertoireRecord {
    /// A set of units for people.
    fileprivate func names(_ units: [Int]) -> String {
        units.isEmpty ? "∅" : labels(units).map(\.printable).joined(separator: ",")
    }
}
