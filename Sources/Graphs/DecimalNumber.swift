#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Decimal numbers in text, correctly rounded.
package enum DecimalNumber {
    /// The powers of ten that a double holds exactly.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The end of the JSON number (RFC 8259, section 6) that begins at `start`, and its value where it is exact:
    /// a mantissa below 2⁵³ and a power of ten up to 22 give the correctly rounded result in one operation.
    @inline(__always)
    package static func scan(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (end: Int, exact: Double?)? {
        var index = start
        let end = text.count
        var negative = false
        if index < end, text[index] == UInt8(ascii: "-") {
            negative = true
            index += 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        let firstDigit = index
        while index < end, text[index] &- 48 < 10 {
            if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(text[index] &- 48) }
            if mantissa != 0 { digits += 1 }
            index += 1
        }
        guard index > firstDigit, text[firstDigit] != 48 || index == firstDigit + 1 else { return nil }
        var exponent = 0
        if index < end, text[index] == UInt8(ascii: ".") {
            index += 1
            let firstFraction = index
            while index < end, text[index] &- 48 < 10 {
                if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(text[index] &- 48) }
                if mantissa != 0 { digits += 1 }
                index += 1
            }
            guard index > firstFraction else { return nil }
            exponent = firstFraction - index
        }
        if index < end, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            var minus = false
            if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
                minus = text[index] == UInt8(ascii: "-")
                index += 1
            }
            let firstExponent = index
            var power = 0
            while index < end, text[index] &- 48 < 10 {
                if power < 100_000 { power = power * 10 + Int(text[index] &- 48) }
                index += 1
            }
            guard index > firstExponent else { return nil }
            exponent += minus ? -power : power
        }
        if mantissa == 0 && digits == 0 { return (index, negative ? -0.0 : 0) }
        guard digits < 19, mantissa <= 1 << 53, (-22...22).contains(exponent) else { return (index, nil) }
        let magnitude =
            exponent < 0 ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
        return (index, negative ? -magnitude : magnitude)
    }

    /// The value of the number in `range`, which `scan` has found, by the C library's correctly rounded conversion.
    package static func value(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double {
        if range.upperBound < text.count, let base = text.baseAddress {
            // What ends the number is not part of any, so the conversion stops there.
            return UnsafeRawPointer(base + range.lowerBound).withMemoryRebound(to: CChar.self, capacity: 1) {
                strtod($0, nil)
            }
        }
        return (text[range].map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { characters in
            characters.baseAddress.map { strtod($0, nil) } ?? .nan
        }
    }

    /// The number that the whole of `bytes` is, in the laxer form of tables: a leading `+`, no digit before or after
    /// the point, `nan`, `inf` and `infinity` in any case. Nil where it is none.
    package static func lax(_ bytes: ArraySlice<UInt8>) -> Double? {
        let plain = bytes.withUnsafeBufferPointer { text in
            scan(text, from: 0).flatMap { $0.end == text.count ? $0.exact : nil }
        }
        if let plain { return plain }
        guard bytes.count <= 400, var text = String(validating: bytes, as: UTF8.self)?.lowercased() else { return nil }
        if text.hasPrefix("+") { text.removeFirst() }
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        switch unsigned {
        case "nan", ".nan": return .nan
        case "inf", "infinity", ".inf": return text.hasPrefix("-") ? -.infinity : .infinity
        default: break
        }
        guard unsigned.first.map({ $0.isASCII && $0.isNumber || $0 == "." }) == true,
            unsigned.allSatisfy({ "0123456789.e+-".contains($0) }), unsigned.contains(where: { $0.isNumber })
        else { return nil }
        return text.withCString { characters in
            var end: UnsafeMutablePointer<CChar>?
            let value = strtod(characters, &end)
            return end?.pointee == 0 ? value : nil
        }
    }
}
