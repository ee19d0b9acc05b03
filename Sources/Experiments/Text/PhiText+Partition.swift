internal import Graphs
internal import IntegratedInformation

extension PhiText {
    private typealias Word = PhiTextLayout.Word

    private static let arrow = "─✂→"

    /// The partition as parts with arrows for the direction of the cut, and the numbers at it.
    static func draw(_ partition: DirectedPartition, of record: PhiRecord, in layout: inout PhiTextLayout) {
        switch partition.parts.count {
        case 0, 1: layout.field("MIP", [Word("the self-connection is cut", .cut)])
        case 2: drawPair(partition, of: record, in: &layout)
        default: drawGroups(partition, of: record, in: &layout)
        }
        layout.field("", cutCounts(partition, of: record))
        layout.field("", costs(record))
    }

    /// `[A B] ─✂→ [C]`: an arrow in the direction in which every connection is cut.
    private static func drawPair(
        _ partition: DirectedPartition, of record: PhiRecord, in layout: inout PhiTextLayout
    ) {
        let (first, second) = (partition.parts[0], partition.parts[1])
        let isCutForward = cuts(partition, from: first, to: second)
        let isCutBackward = cuts(partition, from: second, to: first)
        let arrow = Word(isCutForward && isCutBackward ? "←✂→" : arrow, .cut)
        let order = isCutForward ? (first, second) : (second, first)
        layout.field("MIP", bracketed(order.0, record) + [arrow] + bracketed(order.1, record))
    }

    /// Three and more parts: those that are cut alike on one line, the arrows on the side that is cut.
    private static func drawGroups(
        _ partition: DirectedPartition, of record: PhiRecord, in layout: inout PhiTextLayout
    ) {
        var name = "MIP"
        for cut in [DirectedPartition.Cut.inputs, .outputs, .both] {
            let group = partition.parts.filter { $0.cuts == cut }
            guard !group.isEmpty else { continue }
            let title =
                switch cut {
                case .inputs: "inputs cut"
                case .outputs: "outputs cut"
                case .both: "both cut"
                }
            var words = group.flatMap { bracketed($0, record) }
            words.insert(cut == .outputs ? Word("   ") : Word(arrow, .cut), at: 0)
            if cut != .inputs { words.append(Word(arrow, .cut)) }
            let label = PhiTextLayout.padded(name, to: PhiTextLayout.fieldColumn) + title
            layout.field(label, words, indent: PhiTextLayout.fieldColumn + 13)
            name = ""
        }
    }

    private static func cuts(
        _ partition: DirectedPartition, from source: DirectedPartition.Part, to target: DirectedPartition.Part
    ) -> Bool {
        guard let from = source.units.first, let to = target.units.first else { return false }
        return partition.cutInputs[to] >> UInt64(from) & 1 == 1
    }

    private static func bracketed(_ part: DirectedPartition.Part, _ record: PhiRecord) -> [Word] {
        var labels = part.units.map { record.units[$0].printable }
        guard !labels.isEmpty else { return [] }
        labels[0] = "[" + labels[0]
        labels[labels.count - 1] += "]"
        return labels.map { Word($0) }
    }

    private static func cutCounts(_ partition: DirectedPartition, of record: PhiRecord) -> [Word] {
        let cut = partition.connectionsCut
        let sentence =
            record.result.units.count == 1
            ? "1 of 1 connection cut"
            : "\(cut) of \(record.pairCount) connections cut "
                + "(\(record.existingConnectionsCut ?? 0) present in the network)"
        let ties: String =
            switch record.result.ties {
            case nil: ""
            case 1: "; no tied partition"
            case let ties?: "; one of \(count(ties)) tied partitions"
            }
        return PhiTextLayout.words(sentence + ties)
    }

    private static func costs(_ record: PhiRecord) -> [Word] {
        let result = record.result
        var items: [String] = []
        if let cause = result.phiCause { items.append("φ_c = \(number(cause))") }
        if let effect = result.phiEffect { items.append("φ_e = \(number(effect))") }
        items.append("normalised φ_s = \(number(result.normalizedPhi))")
        return items.enumerated().map { Word($0.element + ($0.offset + 1 < items.count ? "," : "")) }
    }
}
