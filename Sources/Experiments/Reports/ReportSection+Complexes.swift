internal import Graphs
internal import IntegratedInformation

extension ReportSection {
    /// The complexes of a network: the maximal one in full, all of them in the drawing and in a table.
    static func complexes(_ record: ComplexesRecord, identifier: String) -> String {
        var html = ""
        if let maximal = record.complexes.first {
            let units = ReportMarkup.escape(maximal.units.joined(separator: " "))
            html += headline(maximal, note: "The maximal complex is <strong>\(units)</strong>: ")
        } else {
            html += record.unresolvedTies.isEmpty ? "<p class=\"phi\"><i>φ</i><sub>s</sub> = 0</p>\n" : ""
            html +=
                "<p><span class=\"verdict reducible\">\(ReportMarkup.sentence(PhiText.absence(of: record)))</span>: "
            html += "\(ReportMarkup.sentence(PhiText.whyNone(record)))</p>\n"
        }
        html += "<p class=\"soft\">\(ReportMarkup.escape(PhiText.search(record))).</p>\n"
        for tie in record.result.ties {
            html += "<p>\(ReportMarkup.sentence(PhiText.words(for: tie, in: record)))</p>\n"
        }
        html += overview(record, identifier: identifier)
        for (index, complex) in record.complexes.enumerated() {
            let units = ReportMarkup.escape(complex.units.joined(separator: " "))
            let inner =
                body(complex, identifier: "\(identifier)-\(index + 1)")
                + structure(of: complex, identifier: "\(identifier)-\(index + 1)") + numbers(complex)
            html += "<details\(index == 0 ? " open" : "")><summary>"
            html += index == 0 ? "The maximal complex: " : "Complex \(index + 1): "
            html +=
                "\(units), φ<sub>s</sub> = \(PhiText.number(complex.result.phi)) ibits</summary>\n\(inner)</details>\n"
        }
        return html + provenance(record.provenance) + machineReadable(try? record.json(pretty: true))
    }

    private static func overview(_ record: ComplexesRecord, identifier: String) -> String {
        let groups = record.complexes.enumerated().map { index, complex in
            ReportGraph.Group(units: complex.result.units, color: index, title: "complex \(index + 1)")
        }
        let connections = record.substrate.connectivity.inputs.reduce(0) { $0 + $1.nonzeroBitCount }
        let graph = ReportGraph(
            substrate: record.substrate, states: record.state.values, groups: groups,
            title: "The network and its complexes",
            description:
                "\(record.substrate.unitCount) units and \(connections) connections; \(groups.count) complexes.",
            identifier: "\(identifier)-g", isCut: { _, _ in false })
        var html = "<div class=\"row\">\n<figure class=\"wide\">\(graph.svg())<figcaption>Filled units are on (1). "
        html += groups.isEmpty ? "" : "Each colour is a complex; units without colour are in none."
        html += "</figcaption></figure>\n"
        if !record.complexes.isEmpty { html += "<figure>\(table(record))</figure>\n" }
        return html + "</div>\n"
    }

    private static func table(_ record: ComplexesRecord) -> String {
        let withBigPhi = record.complexes.contains { $0.structure != nil }
        var html = "<table><thead><tr><th>complex</th><th class=\"n\">φ<sub>s</sub> (ibits)</th>"
        html += "\(withBigPhi ? "<th class=\"n\">Φ (ibits)</th>" : "")</tr></thead><tbody>\n"
        for (index, complex) in record.complexes.enumerated() {
            html += "<tr><td><span class=\"dot \(ReportMarkup.groupClass(index))\"></span>"
            html += "\(ReportMarkup.escape(complex.units.joined(separator: " ")))</td>"
            html += "<td class=\"n\">\(ReportMarkup.quantity(complex.result.phi))</td>"
            if withBigPhi {
                let bigPhi = complex.structure.map { PhiText.number($0.structure.bigPhi) } ?? ""
                html += "<td class=\"n\">\(ReportMarkup.powers(in: bigPhi))</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody></table>\n"
    }
}
