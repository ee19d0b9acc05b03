internal import Drift

/// A distribution over time: the mean as a line, and bands between each quantile and its counterpart.
struct ReportBands {
    let xTitle: String
    let yTitle: String
    let x: [Double]
    let spreads: [PopulationReport.Spread]

    private static let width = 300.0
    private static let height = 150.0

    /// - Complexity: O(points · quantiles).
    func drawing() -> ReportDrawing {
        let frame = ReportFrame(
            xTitle: xTitle, yTitle: yTitle, x: x, y: spreads.flatMap { $0.quantiles + [$0.mean] }, width: Self.width,
            height: Self.height)
        func path(_ values: [Double]) -> [String] { zip(x, values).map { frame.point($0, $1) } }
        let quantiles = spreads.first?.quantiles.count ?? 0
        var body = ""
        for lower in 0..<quantiles / 2 {
            let upper = quantiles - 1 - lower
            let outline =
                path(spreads.map { $0.quantiles[upper] }) + path(spreads.map { $0.quantiles[lower] }).reversed()
            body += "<path class=\"quantiles\" d=\"M\(outline.joined(separator: "L"))Z\"/>"
        }
        body += "<path class=\"course\" d=\"M\(path(spreads.map(\.mean)).joined(separator: "L"))\"/>"
        return frame.drawing(body)
    }
}

/// Two histograms over [0, 1] in equal bins, one above the other: a line for the beginning, a filled shape for the end.
struct ReportHistograms {
    let start: [Int]
    let end: [Int]

    private static let width = 300.0
    private static let height = 120.0

    /// - Complexity: O(bins).
    func drawing() -> ReportDrawing {
        let total = Double(max(1, start.reduce(0, +)))
        let (first, last) = (start.map { Double($0) / total }, end.map { Double($0) / total })
        let frame = ReportFrame(
            xTitle: "score", yTitle: "share of minds", x: [0, 1], y: [0] + first + last, width: Self.width,
            height: Self.height)
        func outline(_ values: [Double]) -> String {
            let bin = 1 / Double(max(1, values.count))
            let steps = values.enumerated().flatMap { index, value in
                [frame.point(Double(index) * bin, value), frame.point(Double(index + 1) * bin, value)]
            }
            return "M" + ([frame.point(0, 0)] + steps + [frame.point(1, 0)]).joined(separator: "L")
        }
        return frame.drawing(
            "<path class=\"end\" d=\"\(outline(last))Z\"/><path class=\"start\" d=\"\(outline(first))\"/>")
    }
}
