/// One feature in two samples: their histograms one over the other, and their distribution functions with the place where
/// they lie farthest apart.
struct DriftFeaturePictures {
    let comparison: FeatureComparison

    private static let width = 340.0
    private static let height = 170.0
    /// Points of a distribution function that a picture has room for.
    private static let mostPoints = 400

    /// - Complexity: O(n log n).
    func densities() -> ReportDrawing {
        let histogram = comparison.histogram
        let frame = ReportFrame(
            xTitle: comparison.name, yTitle: "density", x: histogram.edges,
            y: [0] + histogram.reference + histogram.current, width: Self.width, height: Self.height)
        func outline(_ densities: [Double]) -> String {
            var path = "M\(frame.point(histogram.edges[0], 0))"
            for (bin, density) in densities.enumerated() {
                path += "L\(frame.point(histogram.edges[bin], density))"
                path += "L\(frame.point(histogram.edges[bin + 1], density))"
            }
            return path + "L\(frame.point(histogram.edges[densities.count], 0))"
        }
        return frame.drawing(
            "<path class=\"sample-reference filled\" d=\"\(outline(histogram.reference))\"/>"
                + "<path class=\"sample-current filled\" d=\"\(outline(histogram.current))\"/>")
    }

    /// - Complexity: O(n).
    func distributions() -> ReportDrawing {
        let (low, high) = (
            min(comparison.reference[0], comparison.current[0]),
            max(comparison.reference[comparison.reference.count - 1], comparison.current[comparison.current.count - 1])
        )
        let frame = ReportFrame(
            xTitle: comparison.name, yTitle: "share of values at most as large", x: [low, high], y: [0, 1],
            width: Self.width, height: Self.height)
        func steps(_ values: [Double]) -> String {
            var path = "M\(frame.point(low, 0))"
            let points = min(values.count, Self.mostPoints)
            for point in 1...points {
                let rank = values.count * point / points
                path += "H\(ReportMarkup.coordinate(frame.x(values[rank - 1])))"
                path += "V\(ReportMarkup.coordinate(frame.y(Double(rank) / Double(values.count))))"
            }
            return path + "H\(ReportMarkup.coordinate(frame.x(high)))"
        }
        let gap = comparison.gap
        var content = "<path class=\"sample-reference\" d=\"\(steps(comparison.reference))\"/>"
        content += "<path class=\"sample-current\" d=\"\(steps(comparison.current))\"/>"
        if gap.distance > 0 {
            content += "<path class=\"gap\" d=\"M\(frame.point(gap.place, gap.reference))"
            content += "L\(frame.point(gap.place, gap.current))\"/>"
            let isRight = frame.across.position(gap.place) > Self.width / 2
            content += "<text class=\"value\" text-anchor=\"\(isRight ? "end" : "start")\" "
            content += "x=\"\(ReportMarkup.coordinate(frame.x(gap.place) + (isRight ? -5 : 5)))\" "
            content += "y=\"\(ReportMarkup.coordinate(frame.y((gap.reference + gap.current) / 2) + 3.5))\">"
            content += "D = \(ReportMarkup.brief(gap.distance))</text>"
        }
        return frame.drawing(content)
    }

    static let style = """
        .sample-reference{stroke:var(--g0);stroke-width:1.5;fill:none}.sample-reference.filled{fill:var(--g0)}
        .sample-current{stroke:var(--g1);stroke-width:1.5;fill:none}.sample-current.filled{fill:var(--g1)}
        .filled{fill-opacity:.25}.gap{stroke:var(--ink);stroke-width:2.2;fill:none}
        .key.reference{background:var(--g0);border-color:var(--g0)}.key.current{background:var(--g1);border-color:var(--g1)}
        .value{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
        """
}
