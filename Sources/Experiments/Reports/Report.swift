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

    /// The system that the entry is about; of complexes the maximal one.
    var leading: PhiRecord? {
        switch content {
        case .system(let record): record
        case .complexes(let record): record.complexes.first
        }
    }

    /// Whether the entry has a picture that answers to a pointer.
    var hasRelations: Bool {
        let records =
            switch content {
            case .system(let record): [record]
            case .complexes(let record): record.complexes
            }
        return records.contains { $0.structure?.distinctions.isEmpty == false }
    }

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

/// Results as a single HTML file that needs nothing else: no network, no font, and no script but the one that lets a
/// reader point at the picture of a cause–effect structure.
public enum Report {
    /// The report as a complete HTML document. Everything that comes from a file is escaped.
    ///
    /// - Complexity: O(n²) a result of n units, and O(d log d) for a structure of d distinctions, of which a bounded
    ///   number is shown.
    public static func html(title: String, entries: [ReportEntry]) -> String {
        let isLive = entries.contains(where: \.hasRelations)
        var body = ""
        if entries.count > 1 { body += overview(entries) }
        for (index, entry) in entries.enumerated() {
            body += section(entry, identifier: "r\(index + 1)")
        }
        body += ReportGlossary.html(withStructure: isLive)
        return ReportPage.html(title: title, script: isLive ? ReportScript.source : nil, body: body)
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
        let withBigPhi = entries.contains { $0.leading?.structure != nil }
        var html = "<h3>Results</h3>\n<div class=\"scroll\"><table><thead><tr><th>result</th>"
        html += "<th class=\"n\">φ<sub>s</sub> (ibits)</th>\(withBigPhi ? "<th class=\"n\">Φ (ibits)</th>" : "")"
        html += "<th>units</th></tr></thead><tbody>\n"
        for (index, entry) in entries.enumerated() {
            let record = entry.leading
            html += "<tr><td><a href=\"#r\(index + 1)\">\(ReportMarkup.escape(entry.heading))</a></td>"
            html += "<td class=\"n\">\(record.map { ReportMarkup.quantity($0.result.phi) } ?? "0")</td>"
            if withBigPhi {
                let bigPhi = record?.structure.map { PhiText.number($0.structure.bigPhi) } ?? ""
                html += "<td class=\"n\">\(ReportMarkup.powers(in: bigPhi))</td>"
            }
            html += "<td>\(record.map { ReportMarkup.escape($0.units.joined(separator: " ")) } ?? "none")</td></tr>\n"
        }
        return html + "</tbody></table></div>\n"
    }
}
