internal import Graphs
internal import IntegratedInformation

extension ReportSection {
    /// The current state between the cause state and the effect state that it specifies, a column a unit.
    static func states(_ record: PhiRecord) -> String {
        let result = record.result
        guard !result.units.isEmpty else { return "" }
        var html = "<h3>State, specified cause and specified effect</h3>\n<div class=\"scroll\"><table class=\"bits\">"
        html += "<thead><tr><td></td>"
        let isSlanted = record.units.contains { $0.count > 3 }
        for label in record.units {
            let text = ReportMarkup.escape(ReportMarkup.shortened(label, to: 18))
            html += "<th scope=\"col\" title=\"\(ReportMarkup.escape(label))\">"
            html += isSlanted ? "<span class=\"slanted\">\(text)</span></th>" : "\(text)</th>"
        }
        html += "<td></td></tr></thead><tbody>\n"
        html += row("cause, at t − 1", result.cause, "c", record)
        html += bitRow("state, at t", result.state, comparedTo: result.state, note: "")
        html += row("effect, at t + 1", result.effect, "e", record)
        html += "</tbody></table></div>\n"
        let differs = [result.cause?.state, result.effect?.state].contains { $0 != nil && $0 != result.state }
        return differs ? html + "<p class=\"soft\">Outlined: differs from the current state.</p>\n" : html
    }

    private static func row(_ name: String, _ specified: SpecifiedState?, _ side: String, _ record: PhiRecord) -> String
    {
        guard let specified else {
            let cells = "<td colspan=\"\(record.result.units.count + 1)\" class=\"soft\">not determined</td>"
            return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>\n"
        }
        let ties = specified.ties > 1 ? " (\(PhiText.count(specified.ties)) states tie)" : ""
        let information = ReportMarkup.quantity(specified.intrinsicInformation, unit: "ibits")
        return bitRow(
            name, specified.state, comparedTo: record.result.state, note: "ii<sub>\(side)</sub> = \(information)\(ties)"
        )
    }

    private static func bitRow(_ name: String, _ state: State, comparedTo current: State, note: String) -> String {
        var html = "<tr><th scope=\"row\">\(name)</th>"
        for (position, value) in state.values.enumerated() {
            let classes = (value == 1 ? "b one" : "b") + (current[position] == value ? "" : " differs")
            html += "<td class=\"\(classes)\">\(value)</td>"
        }
        return html + "<td>\(note)</td></tr>\n"
    }

    /// Every number of the result.
    static func numbers(_ record: PhiRecord) -> String {
        let result = record.result
        func optional(_ value: Double?) -> String {
            value.map { ReportMarkup.quantity($0, unit: "ibits") } ?? "<span class=\"soft\">not applicable</span>"
        }
        func optional(_ value: Int?) -> String {
            value.map(PhiText.count) ?? "<span class=\"soft\">not applicable</span>"
        }
        let items: [(String, String)] = [
            ("φ<sub>s</sub>", optional(result.phi)),
            ("φ<sub>s</sub> for each connection cut", optional(result.normalizedPhi)),
            ("φ<sub>c</sub>, cause side at the MIP", optional(result.phiCause)),
            ("φ<sub>e</sub>, effect side at the MIP", optional(result.phiEffect)),
            ("ii<sub>c</sub> of the cause state", optional(result.cause?.intrinsicInformation)),
            ("ii<sub>e</sub> of the effect state", optional(result.effect?.intrinsicInformation)),
            (
                "connections cut",
                result.partition.map { "\($0.connectionsCut) of \(record.pairCount)" } ?? optional(Int?.none)
            ),
            ("of which in the network", optional(record.existingConnectionsCut)),
            ("partitions that tie as MIP", optional(result.ties)),
            ("tied cause states", optional(result.cause?.ties)),
            ("tied effect states", optional(result.effect?.ties)),
            ("formalism", "<code>\(record.formalism.rawValue)</code>"),
        ]
        let reasons = result.reasons.isEmpty ? [] : [("zero by definition", reasonList(result.reasons))]
        let rows = (items + reasons).map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" }
        return "<h3>Numbers</h3>\n<dl class=\"numbers\">\n\(rows.joined())</dl>\n"
    }

    private static func reasonList(_ reasons: [ZeroReason]) -> String {
        reasons.map { "<code>\($0.rawValue)</code>" }.joined(separator: ", ")
    }

    /// Where the result comes from; nothing where it is not recorded.
    static func provenance(_ provenance: Provenance?) -> String {
        guard let provenance else { return "" }
        var rows: [(String, String)] = [
            ("Claustrum", "\(provenance.version) (\(provenance.revision))"),
            ("input, SHA-256", provenance.inputDigest),
            ("device", provenance.device),
            ("instruction set", provenance.instructionSet),
            ("seed", provenance.seed.map { String($0) } ?? "none drawn"),
            ("started", provenance.startedAt),
            ("wall time", PhiText.duration(seconds: provenance.wallTimeSeconds)),
        ]
        rows += provenance.configuration.sorted { $0.key < $1.key }.map { ("configuration: \($0.key)", $0.value) }
        var html = "<details><summary>Provenance</summary><table><tbody>\n"
        for (name, value) in rows {
            html += "<tr><th scope=\"row\">\(ReportMarkup.escape(name))</th><td><code>"
            html += "\(ReportMarkup.escape(value))</code></td></tr>\n"
        }
        return html + "</tbody></table></details>\n"
    }

    /// The bytes of JSON up to which a report holds it.
    private static let machineReadableLimit = 1 << 20

    /// The JSON form, every digit; nothing where it could not be written.
    static func machineReadable(_ json: [UInt8]?) -> String {
        guard let json else { return "" }
        guard json.count <= machineReadableLimit else {
            return "<p class=\"soft\">The same as JSON has \(PhiText.count(json.count)) bytes and is left out; "
                + "<code>--json</code> writes it.</p>\n"
        }
        let lines = String(decoding: json, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { ReportMarkup.escape(String($0)) }.joined(separator: "\n")
        return "<details><summary>The same as JSON</summary><pre>\(text)</pre></details>\n"
    }
}
