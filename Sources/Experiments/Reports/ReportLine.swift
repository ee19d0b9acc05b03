/// A quantity over one parameter: a line through its points.
struct ReportLine {
    let xTitle: String
    let yTitle: String
    let x: [Double]
    /// nil where there is no value; the line is broken there.
    let y: [Double?]

    private static let width = 340.0
    private static let height = 170.0

    /// - Complexity: O(points).
    func drawing() -> ReportDrawing {
        let c = ReportMarkup.coordinate
        let frame = ReportFrame(
            xTitle: xTitle, yTitle: yTitle, x: x, y: y.compactMap { $0 }, width: Self.width, height: Self.height)
        var body = ""
        var path = ""
        var isOpen = false
        for (x, y) in zip(x, y) {
            guard let y, y.isFinite else {
                isOpen = false
                continue
            }
            path += (isOpen ? "L" : "M") + frame.point(x, y)
            isOpen = true
            if self.x.count <= 80 {
                body += "<circle class=\"dot-mark\" cx=\"\(c(frame.x(x)))\" cy=\"\(c(frame.y(y)))\" r=\"2.4\">"
                body += "<title>\(ReportMarkup.brief(x)): \(ReportMarkup.brief(y))</title></circle>"
            }
        }
        return frame.drawing(body + "<path class=\"course\" d=\"\(path)\"/>")
    }
}
