internal import Graphs
internal import IntegratedInformation

/// A result as a figure for a paper: one SVG file, 180 mm wide (two columns), that needs nothing else and that vector
/// editors open. It holds no script, and text stays text.
public enum SVGFigure {
    /// A quarter of a millimetre to the unit: text of 10 units is 7 points.
    private static let width = 720.0
    private static let margin = 14.0
    private static let left = 300.0
    private static let right = 370.0
    private static let rows = 20
    private static let labelHeight = 26.0

    /// A titled part of the figure; `draw` places it and says how much room it took.
    private struct Panel {
        let title: String
        let drawing: ReportDrawing
        var heightLimit = Double.infinity
        /// Lines below the drawing, as SVG text content.
        var notes: [String] = []
    }

    /// Panels: the network with its MIP; of a record with a structure the strongest distinctions, their strongest
    /// relations and the spectrum of sizes; of a record without one the cut matrix.
    ///
    /// - Complexity: O(n²) for n units, and O(d log d) for a structure of d distinctions.
    public static func svg(title: String, record: PhiRecord) -> String {
        var panels: [[Panel]] = [[network(record)]]
        if let structureRecord = record.structure, !structureRecord.distinctions.isEmpty {
            let structure = ReportStructure(structureRecord, substrate: record.substrate)
            panels[0].append(distinctions(structure))
            panels.append([relations(structure), spectrum(structure)])
        } else if let partition = record.result.partition {
            let matrix = ReportMatrix(record: record, partition: partition, identifier: "figure-m").drawing()
            let notes = ["row: from; column: to; crosses are cut"]
            panels[0].append(Panel(title: "Connections cut", drawing: matrix, heightLimit: 260, notes: notes))
        }
        var y = margin + 26
        var body = heading(title, record)
        var letters = "ABCD".makeIterator()
        for row in panels {
            var bottom = y
            for (column, panel) in row.enumerated() {
                let x = column == 0 ? margin : margin + left + 22
                let letter = letters.next().map { String($0) } ?? ""
                let (markup, height) = draw(panel, letter, x: x, y: y, width: column == 0 ? left : right)
                body += markup
                bottom = max(bottom, y + height)
            }
            y = bottom + 20
        }
        return frame(title, record, body, height: y - 20 + margin)
    }

    private static func frame(_ title: String, _ record: PhiRecord, _ body: String, height: Double) -> String {
        let c = ReportMarkup.coordinate
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="180mm" height="\(c(height / 4))mm" \
            viewBox="0 0 \(c(width)) \(c(height))" role="img" aria-labelledby="figure-t" \
            font-family="Helvetica, Arial, sans-serif">
            <title id="figure-t">\(ReportMarkup.escape(title))</title>
            <style>
            \(ReportStyle.figure)
            .panel{font-size:14px;font-weight:700}.panel-title{font-size:11.5px;font-weight:600}
            .note{font-size:10px;fill:#57626a}.heading{font-size:12px;font-weight:600}
            </style>
            <rect width="\(c(width))" height="\(c(height))" fill="#fff"/>
            \(body)</svg>

            """
    }

    private static func heading(_ title: String, _ record: PhiRecord) -> String {
        let c = ReportMarkup.coordinate
        let name = ReportMarkup.escape(ReportMarkup.shortened(title, to: 60))
        var numbers = "\(symbol("s")) = \(PhiText.number(record.result.phi)) ibits"
        if let bigPhi = record.structure?.structure.bigPhi {
            numbers += "<tspan dx=\"14\">Φ = \(powers(PhiText.number(bigPhi))) ibits</tspan>"
        }
        return "<text class=\"heading\" x=\"\(c(margin))\" y=\"\(c(margin + 8))\">\(name)</text>"
            + "<text class=\"heading\" text-anchor=\"end\" x=\"\(c(width - margin))\" y=\"\(c(margin + 8))\">"
            + "\(numbers)</text>\n"
    }

    private static func draw(
        _ panel: Panel, _ letter: String, x: Double, y: Double, width: Double
    ) -> (markup: String, height: Double) {
        let c = ReportMarkup.coordinate
        var markup = "<text class=\"panel\" x=\"\(c(x))\" y=\"\(c(y + 12))\">\(letter)</text>"
        markup += "<text class=\"panel-title\" x=\"\(c(x + 20))\" y=\"\(c(y + 12))\">\(panel.title)</text>\n"
        let scale = panel.drawing.scale(width: width, height: panel.heightLimit)
        let inset = (width - panel.drawing.width * scale) / 2
        let top = y + labelHeight
        markup += panel.drawing.panel(x: x + max(inset, 0), y: top, width: width, height: panel.heightLimit)
        var bottom = top + panel.drawing.height * scale
        for note in panel.notes {
            bottom += 15
            markup += "<text class=\"note\" x=\"\(c(x))\" y=\"\(c(bottom))\">\(note)</text>\n"
        }
        return (markup, bottom - y)
    }

    // MARK: - Panels

    private static func network(_ record: PhiRecord) -> Panel {
        let graph = ReportSection.graph(of: record, identifier: "figure-g").drawing()
        var panel = Panel(
            title: record.result.partition == nil ? "Network" : "Network and MIP", drawing: graph, heightLimit: 300)
        if let partition = record.result.partition {
            for (index, part) in partition.parts.enumerated().prefix(6) {
                let units = part.units.map { record.units[$0] }.joined(separator: " ")
                let words = ReportSection.words(for: part.cuts, alone: record.units.count == 1)
                panel.notes.append(
                    "<tspan class=\"swatch \(ReportMarkup.groupClass(index))\">●</tspan> "
                        + "\(ReportMarkup.escape(ReportMarkup.shortened(units, to: 22))): \(words)")
            }
            if partition.parts.count > 6 { panel.notes.append("and \(partition.parts.count - 6) more parts") }
        }
        return panel
    }

    private static func distinctions(_ structure: ReportStructure) -> Panel {
        let shown = min(rows, structure.total)
        return Panel(
            title: shown < structure.total
                ? "The \(shown) strongest of \(PhiText.count(structure.total)) distinctions"
                : structure.total == 1 ? "The distinction" : "The \(structure.total) distinctions",
            drawing: ReportDistinctions(structure).drawing(limit: rows),
            notes: [
                "■ on, □ off; bar \(symbol("d")), "
                    + "<tspan class=\"tip cause\">▼</tspan> \(symbol("c")), "
                    + "<tspan class=\"tip effect\">▲</tspan> \(symbol("e"))"
            ])
    }

    private static func relations(_ structure: ReportStructure) -> Panel {
        let shown = min(ReportStructure.relationsAtFirst, structure.links.count)
        let count = structure.record.structure.relations.count
        let isAll = structure.hasEveryLink && !structure.isCut && shown == structure.links.count
        var notes = [
            "overlap of <tspan class=\"tip cause\">causes</tspan>, <tspan class=\"tip effect\">effects</tspan>, "
                + "both (grey); stroke: \(symbol("r")); rays: \(symbol("d"))"
        ]
        if !structure.usesNames { notes.append("numbers are places in the ranking (B)") }
        if structure.isCut {
            let (drawn, all) = (PhiText.count(structure.ranked.count), PhiText.count(structure.total))
            notes.append("among the \(drawn) strongest of \(all) distinctions")
        }
        return Panel(
            title: isAll
                ? shown == 1 ? "The relation" : "The \(shown) relations"
                : "The \(shown) strongest of \(powers(PhiText.count(count))) relations",
            drawing: ReportRelations(structure, largestLabel: 17).drawing(shown: shown, hidden: false), notes: notes)
    }

    private static func spectrum(_ structure: ReportStructure) -> Panel {
        let spectrum = ReportSpectrum(structure.record.distinctions, unitCount: structure.units.count)
        return Panel(
            title: "Distinctions by size", drawing: spectrum.drawing(barLength: 50),
            notes: ["thick bar, first number: Σ\(symbol("d")) (ibits); thin bar, second number: distinctions"])
    }

    private static func powers(_ text: String) -> String {
        text.replacing(#/e(−?[0-9]+)$/#) {
            " × 10<tspan font-size=\"75%\" dy=\"-4\">\($0.output.1)</tspan><tspan dy=\"4\">\u{200B}</tspan>"
        }
    }

    private static func symbol(_ letter: String) -> String {
        "<tspan font-style=\"italic\">φ</tspan><tspan font-size=\"75%\" dy=\"2\">\(letter)</tspan>"
            + "<tspan dy=\"-2\">\u{200B}</tspan>"
    }
}
