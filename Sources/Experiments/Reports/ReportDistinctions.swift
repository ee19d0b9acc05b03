internal import Graphs
internal import IntegratedInformation

/// The ranked distinctions as one drawing, for a figure: a row each, its cause, mechanism and effect as strips in the
/// order of time, φ_d as a bar, φ_c and φ_e as marks.
struct ReportDistinctions {
    static let gap = 16.0
    static let rowHeight = 18.0
    private static let barLength = 84.0
    private static let valueWidth = 48.0

    let structure: ReportStructure
    let strip: ReportStrip

    init(_ structure: ReportStructure) {
        self.structure = structure
        strip = ReportStrip(units: structure.units)
    }

    /// The width of a row's three strips.
    var stripsWidth: Double { 3 * strip.width + 2 * Self.gap }

    /// The left edges of the strips of cause, mechanism and effect.
    private var edges: [Double] { (0..<3).map { Double($0) * (strip.width + Self.gap) } }

    /// The three strips of one distinction.
    ///
    /// - Parameter y: The row's middle.
    func strips(_ distinction: Distinction, y: Double) -> String {
        strip.cells(distinction.cause.purview, distinction.cause.state, kind: "cause", x: edges[0], y: y)
            + strip.cells(distinction.mechanism, distinction.state, kind: "mechanism", x: edges[1], y: y)
            + strip.cells(distinction.effect.purview, distinction.effect.state, kind: "effect", x: edges[2], y: y)
    }

    /// The labels above the strips, what each strip is above them.
    var stripsHeader: ReportDrawing {
        let c = ReportMarkup.coordinate
        let height = ReportStrip.labelHeight(structure.labels) + 18
        var body = ""
        let names = [("cause", "cause", "t−1"), ("mechanism", "mechanism", "t"), ("effect", "effect", "t+1")]
        for (edge, name) in zip(edges, names) {
            let middle = edge + strip.width / 2
            let words = strip.width < 78 ? name.1 : "\(name.1) \(name.2)"
            body += "<text class=\"strip-name \(name.0)\" text-anchor=\"middle\" x=\"\(c(middle))\" y=\"10\">"
            body += "\(words)</text>"
            body += strip.header(structure.labels, x: edge, y: height)
        }
        return ReportDrawing(width: stripsWidth, height: height, body: body)
    }

    /// The first `limit` distinctions.
    ///
    /// - Complexity: O(limit · n) for n units.
    func drawing(limit: Int) -> ReportDrawing {
        let c = ReportMarkup.coordinate
        let shown = structure.ranked.prefix(limit)
        let header = stripsHeader
        let names = Double(structure.nameLength) * 6.6 + 10
        let barsAt = stripsWidth + Self.gap
        let greatest = shown.reduce(0) { max($0, $1.cause.phi, $1.effect.phi) }
        let scale = ReportScale(greatest: greatest, length: Self.barLength)
        let bottom = header.height + Double(shown.count) * Self.rowHeight
        var body = header.body
        body += "<text class=\"axis-name\" x=\"\(c(barsAt))\" y=\"10\"><tspan class=\"symbol\">φ</tspan>"
        body += "<tspan class=\"sub\" dy=\"2\">d</tspan><tspan dy=\"-2\"> (ibits)</tspan></text>"
        for mark in [0] + scale.marks {
            let x = barsAt + scale.position(mark)
            body += "<path class=\"grid\" d=\"M\(c(x)) \(c(header.height - 2))V\(c(bottom + 2))\"/>"
            body += "<text class=\"mark\" text-anchor=\"middle\" x=\"\(c(x))\" y=\"\(c(bottom + 13))\">"
            body += "\(PhiText.number(mark))</text>"
        }
        for (place, distinction) in shown.enumerated() {
            let y = header.height + (Double(place) + 0.5) * Self.rowHeight
            body += "<g class=\"row\"><text class=\"row-name\" x=\"\(c(-names))\" y=\"\(c(y + 3.6))\">"
            body += "\(structure.name(place))</text>\(strips(distinction, y: y))"
            body += bar(distinction, x: barsAt, y: y, scale)
            body += "<text class=\"value\" text-anchor=\"end\" x=\"\(c(barsAt + Self.barLength + Self.valueWidth))\" "
            body += "y=\"\(c(y + 3.6))\">\(ReportMarkup.brief(distinction.phi))</text></g>"
        }
        let width = barsAt + Self.barLength + Self.valueWidth
        return ReportDrawing(minX: -names, width: width + names, height: bottom + 16, body: body)
    }

    private func bar(_ distinction: Distinction, x: Double, y: Double, _ scale: ReportScale) -> String {
        let c = ReportMarkup.coordinate
        let end = x + scale.position(distinction.phi)
        let (cause, effect) = (x + scale.position(distinction.cause.phi), x + scale.position(distinction.effect.phi))
        return "<path class=\"reach\" d=\"M\(c(end)) \(c(y))H\(c(max(cause, effect)))\"/>"
            + "<rect class=\"bar\" x=\"\(c(x))\" y=\"\(c(y - 3.5))\" width=\"\(c(end - x))\" height=\"7\"/>"
            + "<path class=\"tip cause\" d=\"M\(c(cause)) \(c(y - 0.8))l-3.2 -5.6h6.4z\"/>"
            + "<path class=\"tip effect\" d=\"M\(c(effect)) \(c(y + 0.8))l-3.2 5.6h6.4z\"/>"
    }
}
