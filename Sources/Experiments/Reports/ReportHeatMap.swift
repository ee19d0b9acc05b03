/// Numbers in a grid of coloured cells: a matrix, or a quantity over two parameters.
///
/// What is below 0 has one hue and what is above another, as strong as it is far from 0; with a `range` of its own the
/// colour goes from its low end to its high end instead.
struct ReportHeatMap {
    let rows: Int
    let columns: Int
    /// Row by row, the first row at the top; NaN where there is none.
    let values: [Double]
    /// What the strongest colour stands for; nil: the greatest magnitude, both signs alike.
    var range: ClosedRange<Double>?
    /// The magnitude of the strongest colour where there is no range; nil: the greatest there is.
    var limit: Double?
    var rowTitle = ""
    var columnTitle = ""
    /// Marks beside the rows and under the columns; empty for none.
    var rowMarks: [String] = []
    var columnMarks: [String] = []

    private static let side = 300.0
    private static let levels = 20
    /// More cells than this on a side are averaged: they could not be told apart.
    private static let mostCells = 128

    /// - Complexity: O(cells).
    func drawing() -> ReportDrawing {
        let map = reduced
        let c = ReportMarkup.coordinate
        let marked = !rowMarks.isEmpty
        let left = marked ? 64.0 : 2
        let top = marked ? 20.0 : 2
        let cell = (width: Self.side / Double(map.columns), height: Self.side / Double(map.rows))
        let greatest = limit ?? values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
        var paths: [String: String] = [:]
        for row in 0..<map.rows {
            for column in 0..<map.columns {
                let value = map.values[row * map.columns + column]
                guard let name = shade(value, greatest) else { continue }
                paths[name, default: ""] += "M\(column) \(row)h1v1h-1z"
            }
        }
        var body = "<g class=\"heat\" transform=\"translate(\(c(left)) \(c(top))) "
        body += "scale(\(thousandths(cell.width)) \(thousandths(cell.height)))\">"
        for (name, path) in paths.sorted(by: { $0.key < $1.key }) { body += "<path class=\"\(name)\" d=\"\(path)\"/>" }
        body += "</g><rect class=\"grid\" x=\"\(c(left))\" y=\"\(c(top))\" width=\"\(c(Self.side))\" "
        body += "height=\"\(c(Self.side))\"/>"
        body += marks(left: left, top: top)
        let bottom = top + Self.side + (marked ? 36 : 2)
        body += legend(greatest, x: left + Self.side + 14, y: top)
        return ReportDrawing(width: left + Self.side + 96, height: bottom, body: body)
    }

    /// The class of a value's colour: `hp` or `hn` and its level; nil where there is nothing to colour.
    private func shade(_ value: Double, _ greatest: Double) -> String? {
        guard value.isFinite else { return "hx" }
        let share: Double
        if let range {
            let extent = range.upperBound - range.lowerBound
            share = extent > 0 ? (value - range.lowerBound) / extent : 1
        } else {
            share = greatest > 0 ? value / greatest : 0
        }
        let level = Int((min(1, abs(share)) * Double(Self.levels)).rounded())
        return level == 0 ? nil : share < 0 ? "hn h\(level)" : "hp h\(level)"
    }

    private func legend(_ greatest: Double, x: Double, y: Double) -> String {
        let c = ReportMarkup.coordinate
        let (low, high) = range.map { ($0.lowerBound, $0.upperBound) } ?? (-greatest, greatest)
        var markup = ""
        let steps = 21
        for step in 0..<steps {
            let value = high - (high - low) * Double(step) / Double(steps - 1)
            guard let name = shade(value, greatest) else { continue }
            markup += "<rect class=\"heat-key \(name)\" x=\"\(c(x))\" y=\"\(c(y + Double(step) * 7))\" width=\"12\" "
            markup += "height=\"7\"/>"
        }
        markup += "<rect class=\"grid\" x=\"\(c(x))\" y=\"\(c(y))\" width=\"12\" height=\"\(steps * 7)\"/>"
        for (value, step) in [(high, 0.0), ((low + high) / 2, Double(steps - 1) / 2), (low, Double(steps - 1))] {
            markup += "<text class=\"mark\" x=\"\(c(x + 16))\" y=\"\(c(y + step * 7 + 7))\">"
            markup += "\(ReportMarkup.brief(abs(value) < 1e-12 * max(abs(low), abs(high)) ? 0 : value))</text>"
        }
        return markup
    }

    private func marks(left: Double, top: Double) -> String {
        guard !rowMarks.isEmpty else { return "" }
        let c = ReportMarkup.coordinate
        var markup = "<text class=\"axis-name\" x=\"0\" y=\"12\">\(ReportMarkup.escape(rowTitle))</text>"
        markup += "<text class=\"axis-name\" text-anchor=\"end\" x=\"\(c(left + Self.side))\" "
        markup += "y=\"\(c(top + Self.side + 30))\">\(ReportMarkup.escape(columnTitle))</text>"
        for (row, text) in Self.thinned(rowMarks) {
            let y = top + (Double(row) + 0.5) * Self.side / Double(rows) + 3.5
            markup += "<text class=\"mark\" text-anchor=\"end\" x=\"\(c(left - 5))\" y=\"\(c(y))\">\(text)</text>"
        }
        for (column, text) in Self.thinned(columnMarks) {
            let x = left + (Double(column) + 0.5) * Self.side / Double(columns)
            markup += "<text class=\"mark\" text-anchor=\"middle\" x=\"\(c(x))\" y=\"\(c(top + Self.side + 13))\">"
            markup += "\(text)</text>"
        }
        return markup
    }

    /// As many of the marks as there is room for.
    private static func thinned(_ marks: [String]) -> [(Int, String)] {
        let step = max(1, (marks.count + 5) / 6)
        return marks.enumerated().filter { $0.offset % step == 0 }.map { ($0.offset, $0.element) }
    }

    /// The same with at most `mostCells` on a side, each the mean of those it stands for.
    private var reduced: (rows: Int, columns: Int, values: [Double]) {
        let (tall, wide) = (min(rows, Self.mostCells), min(columns, Self.mostCells))
        guard tall < rows || wide < columns else { return (rows, columns, values) }
        var result = [Double](repeating: 0, count: tall * wide)
        for row in 0..<tall {
            let sourceRows = row * rows / tall..<(row + 1) * rows / tall
            for column in 0..<wide {
                let sourceColumns = column * columns / wide..<(column + 1) * columns / wide
                var sum = 0.0
                var count = 0.0
                for source in sourceRows {
                    for other in sourceColumns where values[source * columns + other].isFinite {
                        sum += values[source * columns + other]
                        count += 1
                    }
                }
                result[row * wide + column] = count > 0 ? sum / count : .nan
            }
        }
        return (tall, wide, result)
    }

    private func thousandths(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }

    /// The rules of the colours.
    static var style: String {
        (1...levels).map { ".h\($0){fill-opacity:\(Double($0) / Double(levels))}" }.joined()
            + ".heat path{shape-rendering:crispEdges}.hp{fill:var(--g1)}.hn{fill:var(--g0)}.hx{fill:var(--faint)}"
    }
}
