/// The axes of a drawing of one quantity over another: grid lines, marks and titles.
struct ReportFrame {
    let xTitle: String
    let yTitle: String
    let across: ReportAxis
    let up: ReportAxis

    static let left = 58.0
    static let top = 22.0

    /// - Parameters:
    ///   - x: what is to be shown along the axis across.
    ///   - y: what is to be shown along the axis up.
    ///   - width: of the field between the axes, in the drawing's units.
    init(
        xTitle: String, yTitle: String, x: some Sequence<Double>, y: some Sequence<Double>, width: Double,
        height: Double
    ) {
        (self.xTitle, self.yTitle) = (xTitle, yTitle)
        across = ReportAxis(x, length: width)
        up = ReportAxis(y, length: height)
    }

    /// Where the axis across lies.
    var base: Double { Self.top + up.length }

    func x(_ value: Double) -> Double { Self.left + across.position(value) }

    func y(_ value: Double) -> Double { base - up.position(value) }

    /// The place of a point as a path writes it.
    func point(_ x: Double, _ y: Double) -> String {
        "\(ReportMarkup.coordinate(self.x(x))) \(ReportMarkup.coordinate(self.y(y)))"
    }

    /// The drawing of `content` between the axes.
    func drawing(_ content: String) -> ReportDrawing {
        let c = ReportMarkup.coordinate
        var body = "<text class=\"axis-name\" x=\"0\" y=\"11\">\(ReportMarkup.escape(yTitle))</text>"
        for mark in up.marks {
            let y = y(mark)
            body += "<path class=\"grid\" d=\"M\(c(Self.left)) \(c(y))h\(c(across.length))\"/>"
            body += "<text class=\"mark\" text-anchor=\"end\" x=\"\(c(Self.left - 6))\" y=\"\(c(y + 3.5))\">"
            body += "\(ReportMarkup.brief(mark))</text>"
        }
        for mark in across.marks {
            let x = x(mark)
            body += "<path class=\"grid\" d=\"M\(c(x)) \(c(base))v4\"/>"
            body += "<text class=\"mark\" text-anchor=\"middle\" x=\"\(c(x))\" y=\"\(c(base + 15))\">"
            body += "\(ReportMarkup.brief(mark))</text>"
        }
        body += content
        let end = Self.left + across.length
        body += "<text class=\"axis-name\" text-anchor=\"end\" x=\"\(c(end))\" y=\"\(c(base + 31))\">"
        body += "\(ReportMarkup.escape(xTitle))</text>"
        return ReportDrawing(width: end + 16, height: base + 38, body: body)
    }
}
