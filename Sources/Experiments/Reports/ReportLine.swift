/// A quantity over one parameter: a line through its points.
struct ReportLine {
    let xTitle: String
    let yTitle: String
    let x: [Double]
    /// nil where there is no value; the line is broken there.
    let y: [Double?]

    private static let width = 340.0
    private static let height = 170.0
    private static let left = 58.0
    private static let top = 22.0

    /// - Complexity: O(points).
    func drawing() -> ReportDrawing {
        let c = ReportMarkup.coordinate
        let across = ReportAxis(x, length: Self.width)
        let up = ReportAxis(y.compactMap { $0 }, length: Self.height)
        let base = Self.top + Self.height
        var body = "<text class=\"axis-name\" x=\"0\" y=\"11\">\(ReportMarkup.escape(yTitle))</text>"
        for mark in up.marks {
            let y = base - up.position(mark)
            body += "<path class=\"grid\" d=\"M\(c(Self.left)) \(c(y))h\(c(Self.width))\"/>"
            body += "<text class=\"mark\" text-anchor=\"end\" x=\"\(c(Self.left - 6))\" y=\"\(c(y + 3.5))\">"
            body += "\(ReportMarkup.brief(mark))</text>"
        }
        for mark in across.marks {
            let x = Self.left + across.position(mark)
            body += "<path class=\"grid\" d=\"M\(c(x)) \(c(base))v4\"/>"
            body += "<text class=\"mark\" text-anchor=\"middle\" x=\"\(c(x))\" y=\"\(c(base + 15))\">"
            body += "\(ReportMarkup.brief(mark))</text>"
        }
        var path = ""
        var isOpen = false
        for (x, y) in zip(x, y) {
            guard let y, y.isFinite else {
                isOpen = false
                continue
            }
            let point = "\(c(Self.left + across.position(x))) \(c(base - up.position(y)))"
            path += (isOpen ? "L" : "M") + point
            isOpen = true
            if self.x.count <= 80 {
                body += "<circle class=\"dot-mark\" cx=\"\(c(Self.left + across.position(x)))\" "
                body += "cy=\"\(c(base - up.position(y)))\" r=\"2.4\"><title>\(ReportMarkup.brief(x)): "
                body += "\(ReportMarkup.brief(y))</title></circle>"
            }
        }
        body += "<path class=\"course\" d=\"\(path)\"/>"
        body +=
            "<text class=\"axis-name\" text-anchor=\"end\" x=\"\(c(Self.left + Self.width))\" y=\"\(c(base + 31))\">"
        body += "\(ReportMarkup.escape(xTitle))</text>"
        return ReportDrawing(width: Self.left + Self.width + 16, height: base + 38, body: body)
    }
}
