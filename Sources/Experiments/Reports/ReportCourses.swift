internal import Dynamics

/// Courses of a few nodes, one under the other with a common scale: the whole run as the band between the least and the
/// greatest value of each stretch, and beside it the last samples as they are.
struct ReportCourses {
    let series: Series
    let labels: [String]
    let courses: [CourseSketch]

    private static let rowHeight = 46.0
    private static let left = 92.0
    private static let bandWidth = 400.0
    private static let gap = 26.0
    private static let tailWidth = 230.0
    private static let top = 20.0

    /// - Complexity: O(points drawn).
    func drawing() -> ReportDrawing {
        let c = ReportMarkup.coordinate
        let values = courses.flatMap { $0.envelope.flatMap { [$0.low, $0.high] } }
        let axis = ReportAxis(values, length: Self.rowHeight - 8)
        let tailStart = Self.left + Self.bandWidth + Self.gap
        var body = "<text class=\"axis-name\" x=\"\(c(Self.left))\" y=\"11\">all of it</text>"
        let tailCount = courses.first?.tail.count ?? 0
        let isWhole = tailCount >= series.sampleCount
        if !isWhole {
            body += "<text class=\"axis-name\" x=\"\(c(tailStart))\" y=\"11\">the last "
            body += "\(PhiText.span(Double(tailCount) * series.intervalMilliseconds))</text>"
        }
        for (row, course) in courses.enumerated() {
            let base = Self.top + Double(row + 1) * Self.rowHeight - 4
            let label = ReportMarkup.escape(ReportMarkup.shortened(labels[row], to: 11))
            body += "<text class=\"row-name\" x=\"0\" y=\"\(c(base - Self.rowHeight / 2 + 8))\">\(label)</text>"
            if row == 0 { body += scale(axis, base: base) }
            body += "<path class=\"grid\" d=\"M\(c(Self.left)) \(c(base))h\(c(Self.bandWidth))"
            body += isWhole ? "\"/>" : "M\(c(tailStart)) \(c(base))h\(c(Self.tailWidth))\"/>"
            body += band(course, axis, base: base)
            if !isWhole { body += line(course.tail, axis, x: tailStart, base: base) }
        }
        let bottom = Self.top + Double(courses.count) * Self.rowHeight
        body += timeAxis(bottom)
        return ReportDrawing(
            width: tailStart + (isWhole ? -Self.gap : Self.tailWidth) + 14, height: bottom + 22, body: body)
    }

    private func scale(_ axis: ReportAxis, base: Double) -> String {
        let c = ReportMarkup.coordinate
        return [axis.low, axis.high].map { value in
            "<text class=\"mark\" text-anchor=\"end\" x=\"\(c(Self.left - 6))\" "
                + "y=\"\(c(base - axis.position(value) + (value == axis.low ? 0 : 7)))\">\(ReportMarkup.brief(value))</text>"
        }.joined()
    }

    private func band(_ course: CourseSketch, _ axis: ReportAxis, base: Double) -> String {
        let c = ReportMarkup.coordinate
        guard course.stretch > 1 else {
            return line(course.envelope.map(\.low), axis, x: Self.left, base: base, width: Self.bandWidth)
        }
        let step = Self.bandWidth / Double(max(1, course.envelope.count))
        let upper = course.envelope.enumerated().map { index, stretch in
            "\(c(Self.left + (Double(index) + 0.5) * step)) \(c(base - axis.position(stretch.high)))"
        }
        let lower = course.envelope.enumerated().reversed().map { index, stretch in
            "\(c(Self.left + (Double(index) + 0.5) * step)) \(c(base - axis.position(stretch.low)))"
        }
        return "<path class=\"course envelope\" d=\"M\((upper + lower).joined(separator: "L"))Z\"/>"
    }

    private func line(
        _ values: [Double], _ axis: ReportAxis, x: Double, base: Double, width: Double = ReportCourses.tailWidth
    ) -> String {
        let c = ReportMarkup.coordinate
        let step = width / Double(max(1, values.count - 1))
        let points = values.enumerated().map { "\(c(x + Double($0) * step)) \(c(base - axis.position($1)))" }
        return points.isEmpty ? "" : "<path class=\"course\" d=\"M\(points.joined(separator: "L"))\"/>"
    }

    private func timeAxis(_ y: Double) -> String {
        let c = ReportMarkup.coordinate
        let end = Double(series.sampleCount) * series.intervalMilliseconds
        return [(0.0, "start"), (end, "end")].map { time, anchor in
            let x = Self.left + (time > 0 ? Self.bandWidth : 0)
            return "<text class=\"mark\" text-anchor=\"\(anchor)\" x=\"\(c(x))\" y=\"\(c(y + 12))\">"
                + "\(PhiText.span(time))</text>"
        }.joined()
    }
}
