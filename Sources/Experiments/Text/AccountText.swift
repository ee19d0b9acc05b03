internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    /// The causal account of a transition: what caused what, the strongest first. Time runs from left to right; an arrow
    /// points from what has a cause or an effect to that cause or effect.
    ///
    /// - Parameter links: How many of each direction's links are shown; the rest are counted.
    /// - Complexity: O(n) for each link shown in a network of n units.
    public static func render(_ record: AccountRecord, links: Int = .max, style: TextStyle = TextStyle()) -> String {
        var layout = PhiTextLayout(style: style)
        title(record, in: &layout)
        for direction in record.account.directions {
            layout.blank()
            section(direction, of: record, links: links, in: &layout)
        }
        timing(record.provenance, in: &layout)
        return layout.text
    }

    private static func title(_ record: AccountRecord, in layout: inout PhiTextLayout) {
        let account = record.account
        let total = account.links.count
        let name = record.substrate.name.map { " in \($0.printable)" } ?? ""
        layout.paragraph([Word(total.counted("causal link"), total > 0 ? .integrated : .reducible)] + words(name))
        layout.blank()
        layout.field("Before", bits(account.sources, account.before, record))
        layout.field("After", bits(account.targets, account.after, record))
        let background = record.substrate.labels.indices.filter { !account.sources.contains($0) }
        if !background.isEmpty { layout.field("Held", bits(background, account.before, record)) }
        if account.probability < 1 {
            layout.field("Chance", words("this state follows with probability \(number(account.probability))"))
        }
    }

    private static func section(
        _ direction: CausalDirection, of record: AccountRecord, links limit: Int, in layout: inout PhiTextLayout
    ) {
        let links = record.account.links(direction)
        let isCause = direction == .cause
        let found =
            "of \(count(record.account.occurrenceCount(direction))) "
            + "\(record.account.occurrenceCount(direction) == 1 ? "occurrence" : "occurrences") "
            + "\(isCause ? "after" : "before"), \(count(links.count)) \(links.count == 1 ? "has" : "have") "
            + (isCause ? "a cause" : "an effect")
        layout.paragraph(
            [Word(isCause ? "Actual causes" : "Actual effects", .strong)] + words("(\(found))", .dim))
        guard !links.isEmpty else { return }
        let shown = links.prefix(limit)
        let numbers = shown.map { number($0.strength) }
        let column = max(8, numbers.map(PhiTextLayout.columns).max() ?? 0)
        let indent = 2 + column + 2
        layout.field("  " + PhiTextLayout.rightAligned("α (bits)", to: column), [], indent: indent)
        for (link, strength) in zip(shown, numbers) {
            layout.field(
                "  " + PhiTextLayout.rightAligned(strength, to: column), sides(of: link, record), indent: indent)
        }
        if shown.count < links.count {
            layout.paragraph(
                words("and \(count(links.count - shown.count)) more; --links shows them", .dim), indent: 2)
        }
        if shown.contains(where: { !$0.isDetermined }) {
            layout.paragraph(
                words(
                    "“or”: these are equally strong and none contains another; the transition does not determine "
                        + "which of them is the \(direction.rawValue).", .dim), indent: 2)
        }
    }

    private static func sides(of link: CausalLink, _ record: AccountRecord) -> [Word] {
        let own = set(link.occurrence, record.occurrenceState(link), record)
        var other: [Word] = []
        for (index, counterpart) in link.counterparts.enumerated() {
            if index > 0 { other.append(Word("or", .dim)) }
            other += set(counterpart.units, record.counterpartState(link), record)
        }
        let (left, right) = link.direction == .cause ? (other, own) : (own, other)
        var words = left + [Word(link.direction == .cause ? "◀──" : "──▶", .dim)] + right
        // Where one set is the counterpart and nothing is lost to its partition, ρ is α and need not be said.
        let ratios = link.counterparts.map { number($0.ratio) }
        if ratios.contains(where: { $0 != number(link.strength) }) {
            words.append(Word("ρ = \(ratios.joined(separator: ", "))", .dim, gap: 3))
        }
        return words
    }

    /// `{A=1 B=0}`, as words that a line may break between.
    private static func set(_ units: [Int], _ state: State, _ record: AccountRecord) -> [Word] {
        units.enumerated().map { place, unit in
            let open = place == 0 ? "{" : ""
            let close = place == units.count - 1 ? "}" : ""
            return Word("\(open)\(record.substrate.labels[unit].printable)=\(state[unit])\(close)", .strong)
        }
    }

    private static func bits(_ units: [Int], _ state: State, _ record: AccountRecord) -> [Word] {
        let bits = units.map {
            Word("\(record.substrate.labels[$0].printable)=\(state[$0])", state[$0] == 1 ? .strong : .plain)
        }
        return bits.isEmpty ? [Word("(no units)")] : bits
    }

    private static func words(_ sentence: String, _ ink: PhiTextLayout.Ink = .plain) -> [Word] {
        PhiTextLayout.words(sentence, ink)
    }
}
