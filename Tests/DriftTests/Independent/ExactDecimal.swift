/// Rounding to four decimals by whole numbers alone: the definition, with no floating-point arithmetic in it.
enum ExactDecimal {
    /// The whole number of 10⁻⁴ nearest to the exact value of `x`, ties to even.
    ///
    /// A double is m·2^e with a whole number m < 2⁵³, so 10⁴·x = (10⁴·m)·2^e, and 10⁴·m < 2⁶⁷ fits 128 bits.
    ///
    /// - Precondition: |x| < 2³⁰.
    static func ticks(_ x: Double) -> Int {
        guard x != 0 else { return 0 }
        let fraction = x.isNormal ? x.significandBitPattern | (1 << 52) : x.significandBitPattern
        let exponent = (x.isNormal ? Int(x.exponentBitPattern) : 1) - 1075
        let scaled = UInt128(fraction) * 10_000
        var whole: UInt128
        if exponent >= 0 {
            whole = scaled << UInt128(exponent)
        } else if exponent < -100 {
            whole = 0
        } else {
            let shift = UInt128(-exponent)
            whole = scaled >> shift
            let rest = scaled - (whole << shift)
            let half = UInt128(1) << (shift - 1)
            if rest > half || (rest == half && whole & 1 == 1) { whole += 1 }
        }
        return x < 0 ? -Int(whole) : Int(whole)
    }

    /// The double that the decimal literal of `ticks`·10⁻⁴ stands for, as the standard library's parser reads it.
    static func double(ticks: Int) -> Double? {
        let digits = String(abs(ticks))
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return Double((ticks < 0 ? "-" : "") + padded.dropLast(4) + "." + padded.suffix(4))
    }

    /// The correctly rounded four-decimal number of `x`.
    static func rounded(_ x: Double) -> Double? { double(ticks: ticks(x)) }
}
