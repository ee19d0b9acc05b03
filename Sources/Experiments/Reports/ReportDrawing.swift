/// A drawing without its frame: SVG content and the rectangle it fills. A report frames it as an element of the page,
/// a figure places it as a panel.
struct ReportDrawing {
    var minX = 0.0
    var minY = 0.0
    let width: Double
    let height: Double
    let body: String

    /// The drawing as an SVG element of a page, with a title and a description for those who do not see it.
    ///
    /// - Parameters:
    ///   - identifier: Unique in the page.
    ///   - maxWidth: In CSS pixels; the drawing shrinks below it with the page.
    func svg(
        class name: String, identifier: String, title: String, description: String, maxWidth: Double
    ) -> String {
        let c = ReportMarkup.coordinate
        return "<svg class=\"\(name)\" role=\"img\" aria-labelledby=\"\(identifier)-t \(identifier)-d\" "
            + "viewBox=\"\(c(minX)) \(c(minY)) \(c(width)) \(c(height))\" style=\"max-width:\(c(maxWidth))px\">"
            + "<title id=\"\(identifier)-t\">\(ReportMarkup.escape(title))</title>"
            + "<desc id=\"\(identifier)-d\">\(ReportMarkup.escape(description))</desc>\(body)</svg>\n"
    }

    /// The drawing as a group with its upper left corner at a point, no larger than the given size.
    func panel(x: Double, y: Double, width limit: Double, height heightLimit: Double = .infinity) -> String {
        let scale = scale(width: limit, height: heightLimit)
        let c = ReportMarkup.coordinate
        let thousandths = (scale * 1000).rounded() / 1000
        return "<g transform=\"translate(\(c(x - minX * scale)) \(c(y - minY * scale))) scale(\(thousandths))\">"
            + "\(body)</g>\n"
    }

    /// How much `panel` scales the drawing to fit; never up by more than a fifth.
    func scale(width limit: Double, height heightLimit: Double = .infinity) -> Double {
        min(1.2, limit / max(width, 1), heightLimit / max(height, 1))
    }
}
