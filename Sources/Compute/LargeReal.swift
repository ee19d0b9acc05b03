import Foundation

/// A nonnegative real number whose magnitude may exceed `Double`'s: `significand · 2^exponent`.
///
/// Each operation rounds once, to 53 bits, as `Double`'s would: a relative error of at most 2⁻⁵³. For sums of relations,
/// which grow as 2 to the number of distinctions.
public struct LargeReal: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// In 1..<2; 0 for zero.
    public let significand: Double
    public let exponent: Int

    public static let zero = LargeReal(0)

    /// - Precondition: `value` is finite and not negative.
    public init(_ value: Double) {
        self.init(value, scaledBy: 0)
    }

    /// `value · 2^exponent`.
    ///
    /// - Precondition: `value` is finite and not negative.
    public init(_ value: Double, scaledBy exponent: Int) {
        precondition(value.isFinite && value >= 0, "a large real is finite and not negative")
        significand = value == 0 ? 0 : value.significand
        self.exponent = value == 0 ? 0 : Int(value.exponent) + exponent
    }

    /// The number as a `Double`: infinite where it is beyond that type's range.
    public var doubleValue: Double { scalbn(significand, max(-1200, min(1200, exponent))) }

    /// The base-2 logarithm; −∞ for zero.
    public var log2: Double { significand == 0 ? -.infinity : Double(exponent) + Foundation.log2(significand) }

    public static func + (a: LargeReal, b: LargeReal) -> LargeReal {
        if a.significand == 0 { return b }
        if b.significand == 0 { return a }
        let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
        let shift = small.exponent - large.exponent
        let addend = shift < -60 ? 0 : scalbn(small.significand, shift)
        return LargeReal(large.significand + addend, scaledBy: large.exponent)
    }

    public static func < (a: LargeReal, b: LargeReal) -> Bool {
        if a.significand == 0 || b.significand == 0 { return a.significand < b.significand }
        return (a.exponent, a.significand) < (b.exponent, b.significand)
    }

    /// The shortest decimal that gives the same `Double` back, or beyond the range in which that type keeps 53 bits
    /// seventeen digits, correctly rounded, and a power of ten, without trailing zeros: enough to tell any two numbers
    /// apart.
    ///
    /// - Complexity: O(exponent²) beyond that range.
    public var description: String {
        if significand == 0 || (-1022...1023).contains(exponent) { return "\(doubleValue)" }
        // significand · 2^52 is an integer; what is left is a power of two, or 5^p / 10^p.
        let integer = UInt64(significand * 0x1p52)
        let power = exponent - 52
        return power >= 0
            ? Self.scientific("\(Natural(powerOfTwo: power) * integer)", tenfold: 0)
            : Self.scientific("\(Natural(integer).multiplied(byFiveTo: -power))", tenfold: power)
    }

    /// The natural number `digits` times 10^tenfold, to seventeen digits.
    private static func scientific(_ digits: String, tenfold: Int) -> String {
        let all = digits.utf8.map { $0 - 48 }
        var kept = Array(all.prefix(17))
        var power = tenfold + all.count - 1
        // To the nearest, and to even from halfway.
        let rest = all.dropFirst(17)
        let isAboveHalf = rest.first.map { $0 > 5 || $0 == 5 && rest.dropFirst().contains { $0 > 0 } } ?? false
        let isHalf = rest.first == 5 && !isAboveHalf
        if isAboveHalf || isHalf && kept[16] & 1 == 1 {
            var place = kept.count - 1
            while place >= 0 && kept[place] == 9 {
                kept[place] = 0
                place -= 1
            }
            if place >= 0 {
                kept[place] += 1
            } else {
                kept[0] = 1
                power += 1
            }
        }
        while kept.count > 1 && kept.last == 0 { kept.removeLast() }
        let text = String(decoding: kept.map { $0 + 48 }, as: UTF8.self)
        let fraction = text.dropFirst()
        return text.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + (power < 0 ? "e-" : "e+")
            + String(power.magnitude)
    }
}
