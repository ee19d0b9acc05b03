/// Mean and unbiased variance of a sample.
struct SampleMoments {
    let count: Double
    /// A value of the sample, and how far the mean is from it.
    private let origin: Double
    private let shift: Double
    /// With n − 1 in the denominator; 0 for one value, and exactly 0 for a constant sample.
    let variance: Double
    /// Whether not all values are the same.
    private let differ: Bool

    /// - Parameter sorted: ascending, not empty.
    /// - Complexity: O(n).
    init(_ sorted: [Double]) {
        count = Double(sorted.count)
        differ = sorted[0] != sorted[sorted.count - 1]
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

    /// - Throws: `DriftError.badSample` where the values differ by so little that their variance is 0 all the same.
    func requireVariance(_ sample: String) throws {
        guard differ, variance == 0 else { return }
        throw DriftError(
            .badSample, key: sample, problem: "the squares of its values' differences vanish",
            remedy: "scale the values up")
    }

    /// The difference of the means, which a large common offset costs no digits.
    func mean(minus other: SampleMoments) -> Double {
        (origin - other.origin) + (shift - other.shift)
    }
}
