internal import Graphs
internal import IntegratedInformation

/// The states of a purview with their probabilities, drawn to a width.
struct RepertoireTable {
    private typealias Word = PhiTextLayout.Word

    /// Stands before a specified state.
    static let mark = "▸"

    /// At most so many states are drawn: beyond it, the specified and the most probable.
    private static let greatestRows = 32
    /// The bars' width in columns: as much of it as the numbers leave.
    private static let greatestBar = 30
    private static let leastBar = 4

    private struct Column {
        let heading: String
        let cells: [String]

        var width: Int { ([heading] + cells).reduce(0) { max($0, PhiTextLayout.columns($1)) } }
    }

    private let rows: [Repertoire.Row]
    private let isSpecified: [Bool]
    private let state: Column
    private let probability: Column
    private let others: [Column]
    private let barWidth: Int
    private let notes: [String]

    init(_ repertoire: Repertoire, labels: [String], width: Int) {
        let isCause = repertoire.direction == .cause
        var rows = repertoire.rows
        var notes: [String] = []
        if rows.count > Self.greatestRows {
            // The states break ties, so that equal probabilities stay in their order.
            let ranked = rows.map { row in
                (isSpecified: repertoire.specifiedStates.contains(row.state) ? 1 : 0, row: row)
            }
            .sorted {
                ($1.isSpecified, $1.row.probability, $0.row.state.bits)
                    < ($0.isSpecified, $0.row.probability, $1.row.state.bits)
            }
            rows = ranked.prefix(Self.greatestRows).map(\.row)
            notes.append(
                "\(rows.count) of \(PhiText.count(repertoire.rows.count)) states: the specified, then the most probable; "
                    + "--json and --csv list them all")
        }
        self.rows = rows
        isSpecified = rows.map { repertoire.specifiedStates.contains($0.state) }
        func column(_ heading: String, _ value: (Repertoire.Row) -> Double?) -> Column {
            Column(heading: heading, cells: rows.map { value($0).map(PhiText.number) ?? "" })
        }
        probability = column(isCause ? "π_c(z|m)" : "π_e(z|m)") { $0.probability }
        var others = [isCause ? column("π_e(m|z)") { $0.forward } : column("π_e(z)") { $0.unconstrained }]
        if repertoire.partition != nil { others.append(column("partitioned") { $0.partitioned }) }
        others.append(column("ii") { $0.intrinsicInformation })
        if repertoire.partition != nil { others.append(column("φ(θ)") { $0.phi }) }
        self.others = others
        let names = labels.map(\.printable)
        if names.count <= 8 && names.allSatisfy({ PhiTextLayout.columns($0) <= 4 }) {
            let widths = names.map(PhiTextLayout.columns)
            state = Column(
                heading: names.joined(separator: " "),
                cells: rows.map { row in
                    zip(row.state.values, widths).map { PhiTextLayout.rightAligned("\($0)", to: $1) }
                        .joined(separator: " ")
                })
        } else {
            state = Column(heading: "z", cells: rows.map { $0.state.values.map(String.init).joined() })
            notes.append("z: the states of \(names.joined(separator: ", ")), in this order")
        }
        self.notes = notes
        let taken = others.reduce(2 + state.width + 2 + probability.width + 2) { $0 + 2 + $1.width }
        barWidth = min(Self.greatestBar, width - taken)
    }

    func draw(in layout: inout PhiTextLayout) {
        let hasBars = barWidth >= Self.leastBar
        var heading = [
            Word("  " + PhiTextLayout.padded(state.heading, to: state.width), .dim),
            Word(PhiTextLayout.padded(probability.heading, to: probability.width), .dim, gap: 2),
        ]
        if hasBars { heading.append(Word(String(repeating: " ", count: barWidth), .dim, gap: 2)) }
        heading += others.map { Word(PhiTextLayout.padded($0.heading, to: $0.width), .dim, gap: 2) }
        layout.paragraph(heading)
        let greatest = rows.reduce(0) { max($0, $1.probability) }
        for index in rows.indices {
            let ink: PhiTextLayout.Ink = isSpecified[index] ? .strong : .plain
            let mark = isSpecified[index] ? Self.mark + " " : "  "
            var words = [
                Word(mark + PhiTextLayout.padded(state.cells[index], to: state.width), ink),
                Word(PhiTextLayout.padded(probability.cells[index], to: probability.width), ink, gap: 2),
            ]
            if hasBars {
                let length = greatest > 0 ? rows[index].probability / greatest * Double(barWidth) : 0
                words.append(
                    Word(
                        PhiTextLayout.padded(Self.bar(length), to: barWidth), isSpecified[index] ? .integrated : .dim,
                        gap: 2))
            }
            words += others.map { Word(PhiTextLayout.padded($0.cells[index], to: $0.width), ink, gap: 2) }
            layout.paragraph(words)
        }
        for note in notes { layout.paragraph(PhiTextLayout.words("(\(note))", .dim)) }
    }

    /// A bar of `length` columns, to an eighth.
    private static func bar(_ length: Double) -> String {
        let eighths = Int((length * 8).rounded())
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }
}
