internal import Compute
internal import Graphs
internal import IntegratedInformation

/// The complexes of a network in many states as text: a row a state, under one heading and above one summary, so that
/// it can be written while the states are analysed.
extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// The columns of numbers, wide enough for any that is written.
    private static let numberColumns = 11

    /// What precedes the rows: the network, the order of the units in a state, and the columns' names.
    ///
    /// - Complexity: O(n) for n units.
    public static func heading(of summary: ComplexesSummary, style: TextStyle = TextStyle()) -> String {
        var layout = PhiTextLayout(style: style)
        let name = summary.substrate.name.map { " of \($0.printable)" } ?? ""
        layout.paragraph(PhiTextLayout.words("Complexes\(name) state by state (\(summary.formalism.rawValue))"))
        let order = summary.substrate.labels.map { Word($0.printable, .strong) }
        layout.paragraph(PhiTextLayout.words("A state is written in the units' order:", .dim) + order)
        layout.blank()
        layout.field(
            row(of: summary, state: "state", attractor: "attractor", phi: "φ_s (ibits)", bigPhi: "Φ (ibits)"),
            [Word("complexes", .dim)], indent: indent(of: summary))
        return layout.text
    }

    /// One state: a line for each complex, the maximal one first.
    ///
    /// - Complexity: O(n) for each complex.
    public static func row(
        _ record: ComplexesRecord, of summary: ComplexesSummary, style: TextStyle = TextStyle()
    ) -> String {
        var layout = PhiTextLayout(style: style)
        let state = record.state.values.map(String.init).joined()
        let attractor = record.attractor.map(String.init) ?? ""
        if record.complexes.isEmpty {
            let isTied = !record.unresolvedTies.isEmpty
            let what = isTied ? "none: candidates tie in φ_s and in Φ" : "none"
            layout.field(
                row(of: summary, state: state, attractor: attractor, phi: isTied ? "tied" : "0", bigPhi: ""),
                PhiTextLayout.words(what, .dim), indent: indent(of: summary))
        }
        for (index, complex) in record.complexes.enumerated() {
            let isWhole = complex.result.units.count == summary.units.count
            layout.field(
                row(
                    of: summary, state: index == 0 ? state : "", attractor: index == 0 ? attractor : "",
                    phi: number(complex.result.phi),
                    bigPhi: complex.structure.map { number($0.structure.bigPhi) } ?? ""),
                complex.units.map { Word($0.printable, isWhole ? .integrated : .plain) }, indent: indent(of: summary))
        }
        return layout.text
    }

    /// What follows the rows: where and when the network is one thing.
    ///
    /// - Complexity: O(n) for n units.
    public static func render(
        _ summary: ComplexesSummary, provenance: Provenance?, style: TextStyle = TextStyle()
    ) -> String {
        var layout = PhiTextLayout(style: style)
        layout.blank()
        for sentence in sentences(on: summary) { layout.paragraph(PhiTextLayout.words(sentence)) }
        if summary.statesWithComplex > 0 {
            layout.blank()
            memberships(summary, in: &layout)
        }
        timing(provenance, in: &layout)
        return layout.text
    }

    private static func sentences(on summary: ComplexesSummary) -> [String] {
        func states(_ number: Int) -> String { number == 1 ? "1 state" : "\(count(number)) states" }
        let all = states(summary.states)
        let attractors = summary.statesInAttractors > 0 ? ", \(count(summary.statesInAttractors)) in attractors" : ""
        let unreachable =
            summary.unreachableStates > 0
            ? "; \(count(summary.unreachableStates)) more left out, as nothing leads to them" : ""
        var sentences = [all + attractors + unreachable + "."]
        if summary.statesWithComplex == 0 {
            sentences.append("No state has a complex.")
        } else {
            sentences.append("There is a complex in \(count(summary.statesWithComplex)) of \(all).")
            sentences.append(
                "All \(summary.units.count.counted("unit")) are one complex in "
                    + "\(count(summary.statesAsOneComplex)) of \(all).")
        }
        if summary.statesWithUnresolvedTies > 0 {
            sentences.append(
                "In \(states(summary.statesWithUnresolvedTies)) overlapping candidates tie in φ_s and in Φ.")
        }
        if let greatest = summary.greatestPhi {
            sentences.append(
                "The greatest φ_s is \(number(greatest.complex.result.phi)) ibits, \(place(of: greatest)).")
        }
        if let greatest = summary.greatestBigPhi, let structure = greatest.complex.structure {
            sentences.append(
                "The greatest Φ is \(number(structure.structure.bigPhi)) ibits, \(place(of: greatest)).")
        }
        return sentences
    }

    private static func place(of greatest: ComplexesSummary.Greatest) -> String {
        "of {\(greatest.complex.units.map(\.printable).joined(separator: " "))} in state "
            + greatest.state.values.map(String.init).joined()
    }

    /// How often each unit belongs to a maximal complex.
    private static func memberships(_ summary: ComplexesSummary, in layout: inout PhiTextLayout) {
        let labels = summary.units.map { summary.substrate.labels[$0].printable }
        let width = max(4, labels.map(PhiTextLayout.columns).max() ?? 0)
        let counts = summary.units.map { count(summary.maximalMemberships[$0]) }
        let countWidth = max(6, counts.map(PhiTextLayout.columns).max() ?? 0)
        layout.paragraph([
            Word(PhiTextLayout.padded("unit", to: width), .dim),
            Word(PhiTextLayout.rightAligned("states", to: countWidth), .dim, gap: 2),
            Word("in which it belongs to the maximal complex", .dim, gap: 2),
        ])
        for (index, unit) in summary.units.enumerated() {
            let share = Double(summary.maximalMemberships[unit]) / Double(max(1, summary.states))
            let bar = String(repeating: "█", count: Int((share * 24).rounded()))
            layout.paragraph([
                Word(PhiTextLayout.padded(labels[index], to: width), .strong),
                Word(PhiTextLayout.rightAligned(counts[index], to: countWidth), gap: 2),
                Word(bar.isEmpty ? "·" : bar, .integrated, gap: 2),
            ])
        }
    }

    private static func indent(of summary: ComplexesSummary) -> Int {
        PhiTextLayout.columns(row(of: summary, state: "", attractor: "", phi: "", bigPhi: "")) + 2
    }

    private static func row(
        of summary: ComplexesSummary, state: String, attractor: String, phi: String, bigPhi: String
    ) -> String {
        let stateColumns = max(5, summary.substrate.unitCount)
        var cells = [
            PhiTextLayout.padded(state, to: stateColumns), PhiTextLayout.rightAligned(attractor, to: 9),
            PhiTextLayout.rightAligned(phi, to: numberColumns),
        ]
        if summary.hasStructures { cells.append(PhiTextLayout.rightAligned(bigPhi, to: numberColumns)) }
        return cells.joined(separator: "  ")
    }
}
