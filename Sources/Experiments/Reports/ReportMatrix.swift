internal import Graphs
internal import IntegratedInformation

/// The cut matrix as a grid: from the row's unit to the column's, which connections are there and which are cut.
struct ReportMatrix {
    static let cell = 22.0
    private static let labelLimit = 12

    let record: PhiRecord
    let partition: DirectedPartition
    let identifier: String

    /// The grid as an SVG element.
    ///
    /// - Complexity: O(n²) for n units.
    func svg() -> String {
        let drawing = drawing()
        return drawing.svg(
            class: "cut-matrix", identifier: identifier, title: "Cut matrix",
            description: "Row: the unit a connection comes from. Column: the unit it goes to. "
                + "\(partition.connectionsCut) of \(record.pairCount) are cut.",
            maxWidth: drawing.width * (record.result.units.count < 6 ? 1.8 : 1.25))
    }

    /// - Complexity: O(n²) for n units.
    func drawing() -> ReportDrawing {
        let labels = record.units
        let longest = Double(labels.map { min($0.count, Self.labelLimit) }.max() ?? 1)
        let margin = 26 + longest * 7.6
        let size = margin + Double(labels.count) * Self.cell + 6
        let c = ReportMarkup.coordinate
        var svg = "<g class=\"matrix\">"
        let colors = partColors
        for (index, label) in labels.enumerated() {
            let text = ReportMarkup.escape(ReportMarkup.shortened(label, to: Self.labelLimit))
            let middle = margin + (Double(index) + 0.5) * Self.cell
            let color = ReportMarkup.groupClass(colors[index])
            svg += "<circle class=\"swatch \(color)\" cx=\"\(c(margin - 9))\" cy=\"\(c(middle))\" r=\"4.5\"/>"
            svg += "<text text-anchor=\"end\" x=\"\(c(margin - 18))\" y=\"\(c(middle + 4))\">\(text)</text>"
            svg += "<circle class=\"swatch \(color)\" cx=\"\(c(middle))\" cy=\"\(c(margin - 9))\" r=\"4.5\"/>"
            svg += "<text transform=\"translate(\(c(middle + 4)) \(c(margin - 18))) rotate(-90)\">\(text)</text>"
        }
        for source in labels.indices {
            for target in labels.indices { svg += cell(source, target, labels, margin) }
        }
        return ReportDrawing(width: size, height: size, body: svg + "</g>")
    }

    /// The colour of each unit's part.
    private var partColors: [Int] {
        var colors = [Int](repeating: 0, count: record.result.units.count)
        for (index, part) in partition.parts.enumerated() {
            for unit in part.units { colors[unit] = index }
        }
        return colors
    }

    private func cell(_ source: Int, _ target: Int, _ labels: [String], _ margin: Double) -> String {
        let isCut = partition.cutInputs[target] >> UInt64(source) & 1 == 1
        let units = record.result.units
        let exists = record.substrate.connectivity.feeds(units[source], units[target])
        let kind = isCut ? exists ? "cut" : "cut absent" : exists ? "kept" : "none"
        let words =
            isCut
            ? exists ? "cut" : "cut, though the network has no such connection" : exists ? "kept" : "no connection"
        let c = ReportMarkup.coordinate
        let (x, y) = (margin + Double(target) * Self.cell + 1, margin + Double(source) * Self.cell + 1)
        var markup =
            "<rect class=\"cell \(kind)\" x=\"\(c(x))\" y=\"\(c(y))\" width=\"\(c(Self.cell - 2))\" "
            + "height=\"\(c(Self.cell - 2))\" rx=\"3\">"
        let names = (ReportMarkup.escape(labels[source]), ReportMarkup.escape(labels[target]))
        markup += "<title>\(names.0) → \(names.1): \(words)</title></rect>"
        if isCut {
            // A cross besides the colour, for readers who do not tell red from grey.
            let (near, far) = (6.5, Self.cell - 8.5)
            markup +=
                "<path class=\"cross\(exists ? "" : " absent")\" "
                + "d=\"M\(c(x + near)) \(c(y + near))L\(c(x + far)) \(c(y + far))"
                + "M\(c(x + far)) \(c(y + near))L\(c(x + near)) \(c(y + far))\"/>"
        }
        return markup
    }
}
