internal import Compute
internal import Foundation

extension PhiText {
    /// As `number(_: Double)`, for magnitudes beyond `Double`'s too.
    static func number(_ value: LargeReal) -> String {
        let double = value.doubleValue
        if double.isFinite { return number(double) }
        let logarithm = value.log2 * log10(2)
        return scientific(pow(10, logarithm - logarithm.rounded(.down)), power: Int(logarithm.rounded(.down)))
    }

    /// A count in groups of three digits; of more than fifteen digits six and a power of ten: `1.23457e45`.
    static func count(_ value: Natural) -> String {
        let digits = value.description
        if digits.count <= 15, let small = Int(digits) { return count(small) }
        let leading = Double(digits.prefix(17)) ?? 0
        return scientific(leading / pow(10, Double(min(digits.count, 17) - 1)), power: digits.count - 1)
    }

    private static func scientific(_ mantissa: Double, power: Int) -> String {
        let text = number(mantissa)
        // Rounding to six digits may carry into a second one before the point.
        return text == "10" ? "1e\(power + 1)" : "\(text)e\(power)"
    }

    /// Numbers with blanks around them, so that their decimal points stand in a column.
    static func aligned(_ numbers: [String]) -> [String] {
        let halves = numbers.map { number -> (Substring, Substring) in
            let point = number.firstIndex { $0 == "." || $0 == "e" } ?? number.endIndex
            return (number[..<point], number[point...])
        }
        let whole = halves.map(\.0.count).max() ?? 0
        let rest = halves.map(\.1.count).max() ?? 0
        return halves.map { half in
            String(repeating: " ", count: whole - half.0.count) + half.0 + half.1
                + String(repeating: " ", count: rest - half.1.count)
        }
    }
}
