#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A linear axis from 0 to the greatest value, with a few round marks.
struct ReportScale {
    let greatest: Double
    let length: Double

    /// - Parameters:
    ///   - greatest: The value at the axis's end; where it is not positive every value stands at 0.
    ///   - length: In the drawing's units.
    init(greatest: Double, length: Double) {
        self.greatest = greatest
        self.length = length
    }

    func position(_ value: Double) -> Double {
        greatest > 0 ? min(max(value / greatest, 0), 1) * length : 0
    }

    /// Round values above 0, three at the most, that divide the axis evenly.
    var marks: [Double] {
        guard greatest > 0, greatest.isFinite else { return [] }
        let power = pow(10, log10(greatest).rounded(.down))
        let step = [0.2, 0.25, 0.5, 1, 2, 2.5, 5].map { $0 * power }.first { greatest / $0 < 3.999 } ?? greatest
        return stride(from: 1.0, through: (greatest / step * 1.000001).rounded(.down), by: 1).map { $0 * step }
    }
}
