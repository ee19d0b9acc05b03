extension PhiText {
    /// A number for people: six significant digits, trailing zeros dropped, scientific below 10⁻⁴ and from 10⁶ up.
    ///
    /// Display only: JSON and CSV carry every digit. Rounding is by scaling, so a last digit may be off by one where
    /// the seventh is a five.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.description }
        guard value != 0 else { return "0" }
        var magnitude = value.magnitude
        var exponent = 0
        while magnitude >= 10 {
            magnitude /= 10
            exponent += 1
        }
        while magnitude < 1 {
            magnitude *= 10
            exponent -= 1
        }
        var digits = Int((magnitude * 100_000).rounded())
        if digits == 1_000_000 {
            digits = 100_000
            exponent += 1
        }
        let sign = value < 0 ? "−" : ""
        let text = String(digits)
        if (-4..<6).contains(exponent) {
            let padded = exponent < 0 ? String(repeating: "0", count: -exponent) + text : text
            let point = max(exponent, 0) + 1
            return sign + decimal(padded.prefix(point), padded.dropFirst(point))
        }
        return sign + decimal(text.prefix(1), text.dropFirst()) + "e" + (exponent < 0 ? "−" : "") + "\(abs(exponent))"
    }

    private static func decimal(_ whole: Substring, _ fraction: Substring) -> String {
        var fraction = fraction
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? String(whole) : whole + "." + fraction
    }

    /// A duration for people, with three significant digits: `1.24 ms`, `38.2 s`, `12 min 5 s`.
    static func duration(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return "unknown time" }
        if seconds >= 119.5 {
            let whole = Int(seconds.rounded())
            return "\(whole / 60) min \(whole % 60) s"
        }
        let (scaled, unit) =
            seconds >= 0.9995 ? (seconds, "s") : seconds >= 0.0009995 ? (seconds * 1e3, "ms") : (seconds * 1e6, "µs")
        let scale: Double = scaled >= 99.95 ? 1 : scaled >= 9.995 ? 10 : 100
        return number((scaled * scale).rounded() / scale) + " " + unit
    }

    /// A count with a thin space between groups of three digits, after the SI's rule: `1 048 576`.
    static func count(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        guard digits.count > 4 else { return String(value) }
        var text = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text += "\u{202F}" }
            text.append(digit)
        }
        return text
    }
}
