internal import Foundation

/// The values of one feature in two samples, in order of size, for summaries and pictures.
package struct FeatureComparison: Sendable {
    /// What is told of a feature in one sample.
    package struct Summary: Sendable, Hashable {
        package let mean: Double
        /// With n − 1 in the denominator; 0 for a single value.
        package let standardDeviation: Double
        package let minimum: Double
        package let median: Double
        package let maximum: Double
    }

    /// Where the two distribution functions lie farthest apart.
    package struct Gap: Sendable, Hashable {
        package let place: Double
        /// The share of values at most as large, in the reference and in the current sample.
        package let reference: Double
        package let current: Double
    }

    /// Histograms with the same bins.
    package struct Histogram: Sendable {
        /// One more than there are bins.
        package let edges: [Double]
        /// Per unit of the feature, so that each has an area of 1.
        package let reference: [Double]
        package let current: [Double]
    }

    package let name: String
    /// From the least to the greatest; neither is empty.
    package let reference: [Double]
    package let current: [Double]

    /// - Complexity: O(n log n).
    package init(name: String, reference: [Double], current: [Double]) {
        self.name = name
        self.reference = reference.sorted()
        self.current = current.sorted()
    }

    /// - Complexity: O(n).
    package static func summary(ofSorted values: [Double]) -> Summary {
        let count = Double(values.count)
        // About the median, so that a large common offset costs no digits.
        let median = quantile(0.5, ofSorted: values)
        let mean = median + values.reduce(0) { $0 + ($1 - median) } / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return Summary(
            mean: mean, standardDeviation: values.count > 1 ? (squares / (count - 1)).squareRoot() : 0,
            minimum: values[0], median: median, maximum: values[values.count - 1])
    }

    /// Between the two nearest values, linearly: type 7 of Hyndman and Fan, Am. Stat. 50 (1996) 361.
    ///
    /// - Complexity: O(1).
    package static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
        let position = share * Double(values.count - 1)
        let below = Int(position)
        let above = min(below + 1, values.count - 1)
        return values[below] + (values[above] - values[below]) * (position - Double(below))
    }

    /// - Complexity: O(n).
    package var gap: Gap {
        var (i, j) = (0, 0)
        var widest = Gap(place: min(reference[0], current[0]), reference: 0, current: 0)
        while i < reference.count && j < current.count {
            let place = min(reference[i], current[j])
            while i < reference.count && reference[i] <= place { i += 1 }
            while j < current.count && current[j] <= place { j += 1 }
            let here = Gap(
                place: place, reference: Double(i) / Double(reference.count),
                current: Double(j) / Double(current.count))
            if here.distance > widest.distance { widest = here }
        }
        return widest
    }

    private static let mostBins = 60.0

    /// Bins by Freedman and Diaconis' rule for the two together, 8 to 60 of them; whole numbers of a small range have a
    /// bin each.
    ///
    /// - Complexity: O(n log n).
    package var histogram: Histogram {
        let pooled = (reference + current).sorted()
        let (low, high) = (pooled[0], pooled[pooled.count - 1])
        // Values so near each other, or so far apart, that a bin's width or a density were no number, share one bin.
        guard high > low, (high - low).isFinite, (Self.mostBins / (high - low)).isFinite else {
            let half = max(abs(low) * 0.01, 0.5)
            return histogram(from: low - half, width: 2 * half, bins: 1)
        }
        if high - low <= Self.mostBins, pooled.allSatisfy({ $0 == $0.rounded() }) {
            return histogram(from: low - 0.5, width: 1, bins: Int(high - low) + 1)
        }
        let middle = Self.quantile(0.75, ofSorted: pooled) - Self.quantile(0.25, ofSorted: pooled)
        let width = 2 * middle / cbrt(Double(pooled.count))
        let bins = width > 0 ? min(Self.mostBins, max(8, ((high - low) / width).rounded(.up))) : 30
        return histogram(from: low, width: (high - low) / bins, bins: Int(bins))
    }

    private func histogram(from low: Double, width: Double, bins: Int) -> Histogram {
        func densities(_ values: [Double]) -> [Double] {
            var counts = [Double](repeating: 0, count: bins)
            for value in values {
                let place = (value - low) / width
                counts[place >= Double(bins) ? bins - 1 : place > 0 ? Int(place) : 0] += 1
            }
            return counts.map { $0 / Double(values.count) / width }
        }
        return Histogram(
            edges: (0...bins).map { low + Double($0) * width }, reference: densities(reference),
            current: densities(current))
    }
}

extension FeatureComparison.Gap {
    /// Kolmogorov's distance.
    package var distance: Double { abs(reference - current) }
}
