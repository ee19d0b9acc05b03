internal import Drift
internal import Graphs

/// Watched streams and compared samples as a single HTML file that needs nothing else.
public enum DriftReport {
    static let style = [
        ReportStyle.css,
        ".course{fill:none;stroke:var(--g0);stroke-width:1.1;stroke-linejoin:round}",
        ".course.envelope{fill:var(--g0);fill-opacity:.55;stroke-width:.6}",
        // Names of features are not to be set in capitals, and words of tables not to be broken.
        ".feature{text-transform:none;letter-spacing:0}td,th{overflow-wrap:break-word}.numbers{margin-bottom:1rem}",
        DriftStreamPicture.style, DriftFeaturePictures.style,
    ].joined(separator: "\n")

    /// A table.
    ///
    /// - Parameters:
    ///   - columns: titles, and whether numbers stand below.
    ///   - rows: cells as markup; the first of a row names it.
    static func table(_ columns: [(title: String, isNumber: Bool)], _ rows: [[String]]) -> String {
        var html = "<div class=\"scroll\"><table><thead><tr>"
        for column in columns {
            html += "<th scope=\"col\"\(column.isNumber ? " class=\"n\"" : "")>\(column.title)</th>"
        }
        html += "</tr></thead><tbody>\n"
        for row in rows {
            html += "<tr>"
            for (place, cell) in row.enumerated() {
                let name = columns[place].isNumber ? " class=\"n\"" : ""
                html += place == 0 ? "<th scope=\"row\"\(name)>\(cell)</th>" : "<td\(name)>\(cell)</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody></table></div>\n"
    }

    /// A quantity as markup, or a dash.
    static func optional(_ value: Double?) -> String { value.map { ReportMarkup.quantity($0) } ?? "–" }

    static func figure(_ drawing: ReportDrawing, _ identifier: String, title: String, caption: String) -> String {
        let svg = drawing.svg(
            class: "drift", identifier: identifier, title: title, description: caption, maxWidth: drawing.width * 1.15)
        return "<figure>\(svg)<figcaption>\(ReportMarkup.escape(caption))</figcaption></figure>\n"
    }
}
