internal import Compute
internal import Graphs

/// What pages of any kind are made of.
extension ReportPage {
    /// Facts in a row, each with its name above it.
    ///
    /// - Parameter items: names and values as markup.
    static func numbers(_ items: [(String, String)]) -> String {
        "<dl class=\"numbers\">\n"
            + items.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" }.joined() + "</dl>\n"
    }

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

    /// A drawing with its caption.
    ///
    /// - Parameters:
    ///   - name: the drawing's class.
    ///   - description: for those who do not see it.
    ///   - caption: as markup.
    static func figure(
        _ drawing: ReportDrawing, class name: String, identifier: String, title: String, description: String,
        caption: String
    ) -> String {
        let svg = drawing.svg(
            class: name, identifier: identifier, title: title, description: description, maxWidth: drawing.width * 1.15)
        return "<figure>\(svg)<figcaption>\(caption)</figcaption></figure>\n"
    }

    /// The files it was made of, and what made it.
    static func origin(_ files: [InputFile], _ provenance: Provenance?) -> String {
        guard !files.isEmpty || provenance != nil else { return "" }
        var html = "<details><summary>Where it comes from</summary>\n<ul>\n"
        for file in files {
            html += "<li>\(file.role): \(ReportMarkup.escape(file.path)), SHA-256 <code>\(file.digest)</code></li>\n"
        }
        if let provenance {
            html += "<li>claustrum \(ReportMarkup.escape(provenance.version)) "
            html += "(\(ReportMarkup.escape(provenance.revision))), \(ReportMarkup.escape(provenance.device)), "
            html +=
                "\(ReportMarkup.escape(provenance.instructionSet)), \(ReportMarkup.escape(provenance.startedAt))</li>\n"
            if let command = provenance.configuration["command"] {
                html += "<li><code>claustrum \(ReportMarkup.escape(command))</code></li>\n"
            }
        }
        return html + "</ul></details>\n"
    }
}
