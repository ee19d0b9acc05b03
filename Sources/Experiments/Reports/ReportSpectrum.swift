internal import Graphs
internal import IntegratedInformation

/// How Σφ_d and the distinctions are spread over sizes: of causes' purviews, of mechanisms and of effects' purviews,
/// side by side and on one scale, a row a size.
struct ReportSpectrum {
    /// What the distinctions of one size come to.
    struct Bin {
        var count = 0
        var phi = 0.0
    }

    private static let noteWidth = 58.0
    private static let gap = 18.0
    private static let rowHeight = 26.0
    private static let axisWidth = 22.0
    private static let headerHeight = 32.0

    /// Bins for the sizes 1, 2, … of causes' purviews, mechanisms, effects' purviews.
    let cause: [Bin]
    let mechanism: [Bin]
    let effect: [Bin]

    /// - Parameter unitCount: The system's; the greatest size.
    /// - Complexity: O(distinctions).
    init(_ distinctions: [Distinction], unitCount: Int) {
        func bins(_ size: (Distinction) -> Int) -> [Bin] {
            var bins = [Bin](repeating: Bin(), count: unitCount)
            for distinction in distinctions where bins.indices.contains(size(distinction) - 1) {
                bins[size(distinction) - 1].count += 1
                bins[size(distinction) - 1].phi += distinction.phi
            }
            return bins
        }
        cause = bins { $0.cause.purview.count }
        mechanism = bins { $0.mechanism.count }
        effect = bins { $0.effect.purview.count }
    }

    private var columns: [(kind: String, name: String, bins: [Bin])] {
        [
            ("cause", "cause purviews", cause), ("mechanism", "mechanisms", mechanism),
            ("effect", "effect purviews", effect),
        ]
    }

    /// - Parameter barLength: Of the longest bar.
    /// - Complexity: O(n) for n units.
    func drawing(barLength: Double) -> ReportDrawing {
        let c = ReportMarkup.coordinate
        let everything = columns.flatMap(\.bins)
        let phi = ReportScale(greatest: everything.reduce(0) { max($0, $1.phi) }, length: barLength)
        let count = ReportScale(
            greatest: Double(everything.reduce(0) { max($0, $1.count) }), length: barLength)
        let columnWidth = barLength + Self.noteWidth
        let height = Self.headerHeight + Double(cause.count) * Self.rowHeight
        var body = "<text class=\"axis-name\" x=\"0\" y=\"\(c(Self.headerHeight - 8))\">size</text>"
        for size in cause.indices {
            let y = Self.headerHeight + (Double(size) + 0.5) * Self.rowHeight
            body += "<text class=\"mark\" text-anchor=\"end\" x=\"\(c(Self.axisWidth - 9))\" y=\"\(c(y + 4))\">"
            body += "\(size + 1)</text>"
        }
        for (index, column) in columns.enumerated() {
            let x = Self.axisWidth + Double(index) * (columnWidth + Self.gap)
            body += "<g class=\"spectrum \(column.kind)\"><text class=\"strip-name \(column.kind)\" x=\"\(c(x))\" "
            body += "y=\"10\">\(column.name)</text>"
            body += "<path class=\"grid\" d=\"M\(c(x)) \(c(Self.headerHeight - 4))V\(c(height))\"/>"
            for (size, bin) in column.bins.enumerated() where bin.count > 0 {
                let y = Self.headerHeight + (Double(size) + 0.5) * Self.rowHeight
                body += draw(bin, x: x, y: y, phi, count)
            }
            body += "</g>"
        }
        let width = Self.axisWidth + 3 * columnWidth + 2 * Self.gap
        return ReportDrawing(width: width, height: height + 4, body: body)
    }

    private func draw(_ bin: Bin, x: Double, y: Double, _ phi: ReportScale, _ count: ReportScale) -> String {
        let c = ReportMarkup.coordinate
        let (long, many) = (phi.position(bin.phi), count.position(Double(bin.count)))
        let number = bin.count == 1 ? "1 distinction" : "\(PhiText.count(bin.count)) distinctions"
        return "<g><title>Σφ_d = \(PhiText.number(bin.phi)) ibits, \(number)</title>"
            + "<rect class=\"sum\" x=\"\(c(x))\" y=\"\(c(y - 7))\" width=\"\(c(max(long, 0.6)))\" height=\"9\"/>"
            + "<rect class=\"number\" x=\"\(c(x))\" y=\"\(c(y + 3.5))\" width=\"\(c(many))\" height=\"3\"/>"
            + "<text class=\"value\" x=\"\(c(x + max(long, many) + 5))\" y=\"\(c(y + 3.6))\">"
            + "\(ReportMarkup.brief(bin.phi))<tspan class=\"times\" dx=\"5\">\(PhiText.count(bin.count))</tspan>"
            + "</text></g>"
    }

    /// The bins in words, for those who do not see the drawing.
    var words: String {
        columns.map { column in
            let sizes = column.bins.enumerated().filter { $0.element.count > 0 }.map { size, bin in
                "of \(size + 1): \(PhiText.count(bin.count)), Σφ_d = \(PhiText.number(bin.phi)) ibits"
            }
            return "\(column.name) \(sizes.joined(separator: "; "))"
        }.joined(separator: ". ") + "."
    }
}
