internal import Graphs

/// The few pieces of HTML and SVG that every section of a report is written with.
enum ReportMarkup {
    /// Text from a file, harmless in element content and in quoted attributes.
    static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A sentence that Claustrum wrote, escaped, with φ_s set as a symbol.
    static func sentence(_ text: String) -> String {
        let pieces = escape(text).split(separator: "φ_s", omittingEmptySubsequences: false)
        return pieces.joined(separator: "<i>φ</i><sub>s</sub>")
    }

    /// A label cut to `limit` characters, with an ellipsis where something is missing.
    static func shortened(_ label: String, to limit: Int) -> String {
        label.count <= limit ? label : label.prefix(limit - 1) + "…"
    }

    /// A coordinate with one decimal.
    static func coordinate(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    /// The class of the colour of group `index`; there are eight, then they repeat.
    static func groupClass(_ index: Int) -> String { "g\(index % 8)" }

    /// A number with its unit, every digit in the tooltip.
    static func quantity(_ value: Double, unit: String = "") -> String {
        let unitMarkup = unit.isEmpty ? "" : " <span class=\"unit\">\(unit)</span>"
        return "<data value=\"\(value)\" title=\"\(value)\">\(PhiText.number(value))</data>\(unitMarkup)"
    }
}
