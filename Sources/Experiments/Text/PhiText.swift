internal import Graphs
internal import IntegratedInformation

/// How text for people is set.
public struct TextStyle: Sendable, Hashable {
    /// Whether ANSI colours are used; the text says the same without them.
    public var color: Bool
    /// The columns that lines are wrapped to.
    public var width: Int

    public init(color: Bool = false, width: Int = 80) {
        self.color = color
        self.width = width
    }
}

/// Results as text that a person reads at a glance. Every text ends with a line break.
public enum PhiText {
    /// One system: φ_s and what it means, the system, its specified states, its minimum-information partition, and
    /// where it was asked for its cause–effect structure.
    ///
    /// - Complexity: O(n²) for n units.
    public static func render(_ record: PhiRecord, style: TextStyle = TextStyle()) -> String {
        var layout = PhiTextLayout(style: style)
        headline(record, note: nil, in: &layout)
        details(record, in: &layout)
        if let structure = record.structure {
            layout.blank()
            draw(structure, of: record, in: &layout)
        }
        timing(record.provenance, in: &layout)
        return layout.text
    }

    static func headline(_ record: PhiRecord, note: String?, in layout: inout PhiTextLayout) {
        let ink: PhiTextLayout.Ink = record.isIrreducible ? .integrated : .reducible
        var words = [PhiTextLayout.Word("φ_s = \(number(record.result.phi)) ibits", ink)]
        if let note { words.append(PhiTextLayout.Word(note, .dim, gap: 3)) }
        layout.paragraph(words)
        layout.paragraph(PhiTextLayout.words(meaning(of: record)))
        layout.blank()
    }

    static func details(_ record: PhiRecord, in layout: inout PhiTextLayout) {
        let result = record.result
        layout.field("System", systemWords(record))
        layout.field("State", bits(result.state, record))
        if let cause = result.cause { specified("Cause", "ii_c", cause, record, in: &layout) }
        if let effect = result.effect { specified("Effect", "ii_e", effect, record, in: &layout) }
        if let partition = result.partition {
            layout.blank()
            draw(partition, of: record, in: &layout)
        }
    }

    static func timing(_ provenance: Provenance?, in layout: inout PhiTextLayout) {
        guard let provenance else { return }
        let sentence =
            "Computed in \(duration(seconds: provenance.wallTimeSeconds)) by Claustrum \(provenance.version) "
            + "(\(provenance.revision)) on \(provenance.device), \(provenance.instructionSet) kernels"
        layout.blank()
        layout.paragraph(PhiTextLayout.words(sentence.printable, .dim))
    }

    private static func systemWords(_ record: PhiRecord) -> [PhiTextLayout.Word] {
        let labels = record.units.map(\.printable)
        var words = labels.isEmpty ? [PhiTextLayout.Word("(no units)")] : labels.map { PhiTextLayout.Word($0, .strong) }
        let total = record.substrate.unitCount
        let chosen =
            labels.count == total
            ? total == 1 ? "the only unit" : "all \(total) units" : "\(labels.count) of \(total) units"
        let name = record.substrate.name.map { " of \($0.printable)" } ?? ""
        words += PhiTextLayout.words("(\(chosen)\(name); \(record.formalism.rawValue))", .dim)
        return words
    }

    private static func bits(_ state: State, _ record: PhiRecord) -> [PhiTextLayout.Word] {
        zip(record.units, state.values).map { label, value in
            PhiTextLayout.Word("\(label.printable)=\(value)", value == 1 ? .strong : .plain)
        }
    }

    private static func specified(
        _ name: String, _ symbol: String, _ specified: SpecifiedState, _ record: PhiRecord,
        in layout: inout PhiTextLayout
    ) {
        var words = bits(specified.state, record)
        words.append(PhiTextLayout.Word("\(symbol) = \(number(specified.intrinsicInformation)) ibits", gap: 3))
        if specified.ties > 1 { words += PhiTextLayout.words("(one of \(count(specified.ties)) tied states)", .dim) }
        layout.field(name, words)
    }
}
