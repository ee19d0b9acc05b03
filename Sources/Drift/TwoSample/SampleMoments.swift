/// Mean and unbiased variance of a sample.
struct SampleMoments {
    let count: Double
    /// A value of the sample, and how far the mean is from it.
    private let origin: Double
    private let shift: Double
    /// With n − 1 in the denominator; 0 for one value, and exactly 0 for a constant sample.
    let variance: Double

    /// - Parameter sorted: ascending, not empty.
    /// - Complexity: O(n).
    init(_ sorted: [Double]) {
        count = Double(sorted.count)
        // About a value of the sample, so that a constant one has no rounding, and a large common offset costs no
        // digits.
        origin = sorted[sorted.count / 2]
        let origin = origin
        shift = sorted.reduce(0) { $0 + ($1 - origin) } / count
        var (squares, residue) = (0.0, 0.0)
        for value in sorted {
            let deviation = (value - origin) - shift
            squares += deviation * deviation
            residue += deviation
        }
        variance = sorted.count > 1 ? (squares - residue * residue / count) / (count - 1) : 0
    }

    /// The difference of the means, which a large common offset costs no digits.
    func mean(minus other: SampleMoments) -> Double {
        (origin - other.origin) + (shift - other.shift)
    }
}
