#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A linear axis between two values, with a few round marks.
struct ReportAxis {
    let low: Double
    let high: Double
    let length: Double

    /// - Parameters:
    ///   - values: What is to be shown; an axis of none, or of equal ones, is widened.
    ///   - length: In the drawing's units.
    init(_ values: some Sequence<Double>, length: Double) {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
        if low > high { (low, high) = (0, 1) }
        if low == high {
            let margin = low == 0 ? 1 : abs(low) * 0.1
            (low, high) = (low - margin, high + margin)
        }
        (self.low, self.high, self.length) = (low, high, length)
    }

    func position(_ value: Double) -> Double { (value - low) / (high - low) * length }

    /// Round values within the axis, five at the most.
    var marks: [Double] {
        let extent = high - low
        guard extent > 0, extent.isFinite else { return [] }
        let power = pow(10, log10(extent).rounded(.down))
        let step = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].map { $0 * power }.first { extent / $0 < 4.999 } ?? extent
        let first = (low / step).rounded(.up)
        // A sum of steps that should be 0 may miss it by a rounding.
        return stride(from: first, through: (high / step + 1e-9).rounded(.down), by: 1).map { $0 == 0 ? 0 : $0 * step }
    }
}
