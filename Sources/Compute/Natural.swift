/// A natural number of any size, for counts that pass 2⁶⁴.
public struct Natural: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Base 2⁶⁴ digits, the lowest first, none of the highest zero; empty for 0.
    private var limbs: [UInt64]

    public static let zero = Natural(0)

    public init(_ value: UInt64) {
        limbs = value == 0 ? [] : [value]
    }

    /// 2^exponent.
    ///
    /// - Precondition: `exponent` is not negative.
    public init(powerOfTwo exponent: Int) {
        precondition(exponent >= 0, "a power of two below 1 is not a natural number")
        limbs = [UInt64](repeating: 0, count: exponent / 64) + [1 << UInt64(exponent % 64)]
    }

    /// The value, where it fits.
    public var uint64: UInt64? { limbs.count <= 1 ? limbs.first ?? 0 : nil }

    /// - Complexity: O(digits).
    public static func += (a: inout Natural, b: Natural) {
        var carry = false
        for index in 0..<max(a.limbs.count, b.limbs.count) {
            if index == a.limbs.count { a.limbs.append(0) }
            let addend = index < b.limbs.count ? b.limbs[index] : 0
            let (sum, first) = a.limbs[index].addingReportingOverflow(addend)
            let (total, second) = sum.addingReportingOverflow(carry ? 1 : 0)
            a.limbs[index] = total
            carry = first || second
        }
        if carry { a.limbs.append(1) }
    }

    /// - Precondition: `b` is not greater than `a`.
    /// - Complexity: O(digits).
    public static func -= (a: inout Natural, b: Natural) {
        precondition(b <= a, "a natural number cannot fall below 0")
        var borrow = false
        for index in a.limbs.indices {
            let subtrahend = index < b.limbs.count ? b.limbs[index] : 0
            let (difference, first) = a.limbs[index].subtractingReportingOverflow(subtrahend)
            let (total, second) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
            a.limbs[index] = total
            borrow = first || second
        }
        while a.limbs.last == 0 { a.limbs.removeLast() }
    }

    /// - Complexity: O(digits).
    public static func * (a: Natural, factor: UInt64) -> Natural {
        var result = Natural.zero
        var carry: UInt64 = 0
        guard factor != 0 else { return result }
        for limb in a.limbs {
            let (high, low) = limb.multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            result.limbs.append(sum)
            carry = high + (overflow ? 1 : 0)
        }
        if carry != 0 { result.limbs.append(carry) }
        return result
    }

    /// `self · 5^power`.
    ///
    /// - Complexity: O(power · digits).
    func multiplied(byFiveTo power: Int) -> Natural {
        // The greatest power of five that a digit holds.
        let (step, factor): (Int, UInt64) = (27, 7_450_580_596_923_828_125)
        var result = self
        for _ in 0..<power / step { result = result * factor }
        return result * (0..<power % step).reduce(1) { product, _ in product * 5 }
    }

    public static func < (a: Natural, b: Natural) -> Bool {
        if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
        for index in a.limbs.indices.reversed() where a.limbs[index] != b.limbs[index] {
            return a.limbs[index] < b.limbs[index]
        }
        return false
    }

    /// Every decimal digit.
    ///
    /// - Complexity: O(digits²).
    public var description: String {
        let chunk: UInt64 = 10_000_000_000_000_000_000
        var remaining = limbs
        var groups: [UInt64] = []
        while !remaining.isEmpty {
            var rest: UInt64 = 0
            for index in remaining.indices.reversed() {
                (remaining[index], rest) = chunk.dividingFullWidth((rest, remaining[index]))
            }
            groups.append(rest)
            while remaining.last == 0 { remaining.removeLast() }
        }
        guard let highest = groups.last else { return "0" }
        return groups.dropLast().reversed().reduce("\(highest)") { text, group in
            let digits = "\(group)"
            return text + String(repeating: "0", count: 19 - digits.count) + digits
        }
    }
}
