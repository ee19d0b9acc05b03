internal import Graphs
internal import IntegratedInformation

/// One result in a report, with a heading for people.
public struct ReportEntry: Sendable {
    enum Content {
        case system(PhiRecord)
        case complexes(ComplexesRecord)
    }

    let heading: String
    let content: Content

    /// - Parameter heading: Nil for the network's name and the candidate system's units.
    public init(heading: String? = nil, record: PhiRecord) {
        let labels = record.units
        let units = labels.count <= 8 ? labels.joined(separator: " ") : "\(labels.count) units"
        self.heading = heading ?? (record.substrate.name.map { "\($0): \(units)" } ?? "System \(units)")
        content = .system(record)
    }

    /// - Parameter heading: Nil for the network's name.
    public init(heading: String? = nil, complexes: ComplexesRecord) {
        self.heading = heading ?? "Complexes of \(complexes.substrate.name ?? "the network")"
        content = .complexes(complexes)
    }
}

/// Results as a single HTML file that needs nothing else: no network, no script, no font.
public enum Report {
    /// The report as a complete HTML document. Everything that comes from a file is escaped.
    ///
    /// - Complexity: O(n²) a result of n units.
    public static func html(title: String, entries: [ReportEntry]) -> String {
        var html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(ReportMarkup.escape(title))</title>
            <style>
            \(ReportStyle.css)
            </style>
            </head>
            <body>
            <main>
            <header><h1>\(ReportMarkup.escape(title))</h1></header>

            """
        if entries.count > 1 { html += overview(entries) }
        for (index, entry) in entries.enumerated() {
            html += section(entry, identifier: "r\(index + 1)")
        }
        html += ReportGlossary.html
        return html + """
            <footer>Written by Claustrum. This file is complete in itself: it loads nothing and runs no script.</footer>
            </main>
            </body>
            </html>

            """
    }

    private static func section(_ entry: ReportEntry, identifier: String) -> String {
        let body =
            switch entry.content {
            case .system(let record): ReportSection.system(record, identifier: identifier)
            case .complexes(let record): ReportSection.complexes(record, identifier: identifier)
            }
        return "<section id=\"\(identifier)\">\n<h2>\(ReportMarkup.escape(entry.heading))</h2>\n\(body)</section>\n"
    }

    /// The table that opens a report of several results.
    private static func overview(_ entries: [ReportEntry]) -> String {
        var html = "<h3>Results</h3>\n<div class=\"scroll\"><table><thead><tr><th>result</th>"
        html += "<th class=\"n\">φ<sub>s</sub> (ibits)</th><th>units</th></tr></thead><tbody>\n"
        for (index, entry) in entries.enumerated() {
            let record: PhiRecord? =
                switch entry.content {
                case .system(let record): record
                case .complexes(let record): record.complexes.first
                }
            html += "<tr><td><a href=\"#r\(index + 1)\">\(ReportMarkup.escape(entry.heading))</a></td>"
            html += "<td class=\"n\">\(record.map { ReportMarkup.quantity($0.result.phi) } ?? "0")</td>"
            html += "<td>\(record.map { ReportMarkup.escape($0.units.joined(separator: " ")) } ?? "none")</td></tr>\n"
        }
        return html + "</tbody></table></div>\n"
    }
}
