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

    /// A sentence that Claustrum wrote, escaped, with φ_s and its like set as symbols.
    static func sentence(_ text: String) -> String {
        powers(
            in: ["s", "d", "r", "c", "e"].reduce(escape(text)) {
                $0.replacing("φ_\($1)", with: "<i>φ</i><sub>\($1)</sub>")
            })
    }

    /// Text in which `1.5e300` is set as a product with a power of ten.
    static func powers(in text: String) -> String {
        text.replacing(#/([0-9])e(−?[0-9]+)/#) { "\($0.output.1) × 10<sup>\($0.output.2)</sup>" }
    }

    /// A label cut to `limit` characters, with an ellipsis where something is missing.
    static func shortened(_ label: String, to limit: Int) -> String {
        label.count <= limit ? label : label.prefix(limit - 1) + "…"
    }

    /// A number in the short space of a picture: four significant digits.
    static func brief(_ value: Double) -> String {
        guard (1e-99...1e99).contains(value.magnitude) else { return PhiText.number(value) }
        var (scaled, digits) = (value.magnitude, 1.0)
        while scaled >= 10_000 { (scaled, digits) = (scaled / 10, digits / 10) }
        while scaled < 1_000 { (scaled, digits) = (scaled * 10, digits * 10) }
        return PhiText.number((value * digits).rounded() / digits)
    }

    /// A coordinate with one decimal; 0 for what is no place in a picture.
    static func coordinate(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return "0" }
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    /// The class of the colour of group `index`; they repeat after the palette's last.
    static func groupClass(_ index: Int) -> String { "g\(index % ReportPalette.groupCount)" }

    /// A number with its unit, every digit in the tooltip.
    static func quantity(_ value: Double, unit: String = "") -> String {
        let unitMarkup = unit.isEmpty ? "" : " <span class=\"unit\">\(unit)</span>"
        return "<data value=\"\(value)\" title=\"\(value)\">\(PhiText.number(value))</data>\(unitMarkup)"
    }
}
