import Foundation

/// Detectors written from their definitions over the whole list of values since the last alarm, with every sum taken
/// anew: slow, and without any recursion that could go wrong in the same way as the library's.
enum WindowedDetectors {
    /// The indices at which `rule`, given all values since the last alarm, speaks up.
    static func alarms(_ values: [Double], _ rule: ([Double]) -> Bool) -> [Int] {
        var window: [Double] = []
        var alarms: [Int] = []
        for (index, value) in values.enumerated() {
            window.append(value)
            if rule(window) {
                alarms.append(index)
                window = []
            }
        }
        return alarms
    }

    private static func mean(_ values: ArraySlice<Double>) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    /// Page (1954) with Hinkley's running mean: the largest rise of Σ (xₖ − x̄ₖ − δ) above its least value so far, or the
    /// largest fall of Σ (xₖ − x̄ₖ + δ) below its largest.
    static func pageHinkley(_ window: [Double], least: Int, delta: Double, threshold: Double) -> Bool {
        guard window.count >= least else { return false }
        let deviations = window.indices.map { window[$0] - mean(window[...$0]) }
        let rises = window.indices.map { deviations[...$0].reduce(0) { $0 + $1 - delta } }
        let falls = window.indices.map { deviations[...$0].reduce(0) { $0 + $1 + delta } }
        let rise = rises[rises.count - 1] - (rises.min() ?? 0)
        let fall = (falls.max() ?? 0) - falls[falls.count - 1]
        return rise > threshold || fall > threshold
    }

    /// One-sided CUSUM against the running mean: max over k of Σ from k of (x − x̄ − δ), never below 0.
    static func cusum(_ window: [Double], least: Int, delta: Double, threshold: Double) -> Bool {
        guard window.count >= least else { return false }
        let terms = window.indices.map { window[$0] - mean(window[...$0]) - delta }
        var highest = 0.0
        for first in terms.indices { highest = max(highest, terms[first...].reduce(0, +)) }
        return highest > threshold
    }

    /// Roberts' geometric moving average of x − x̄: (1 − α) Σ α^(n−k) (xₖ − x̄ₖ).
    static func geometricMovingAverage(
        _ window: [Double], least: Int, alpha: Double, threshold: Double
    ) -> Bool {
        guard window.count >= least else { return false }
        let last = window.count - 1
        let sum = window.indices.reduce(0.0) {
            $0 + pow(alpha, Double(last - $1)) * (window[$1] - mean(window[...$1]))
        }
        return (1 - alpha) * sum > threshold
    }

    /// Gama et al. (2004): p + s above p_min + level · s_min, both at the place where p + s was least.
    static func ddm(_ window: [Double], warmUp: Int, level: Double) -> Bool {
        guard window.count > warmUp else { return false }
        let points = (warmUp + 1...window.count).map { count in
            let rate = mean(window[..<count])
            return (rate: rate, spread: (rate * (1 - rate) / Double(count)).squareRoot())
        }
        guard let now = points.last else { return false }
        var least = points[0]
        for point in points where point.rate + point.spread <= least.rate + least.spread { least = point }
        return now.rate + now.spread > least.rate + level * least.spread
    }

    /// Baena-García et al. (2006): the mean distance between errors plus two standard deviations, as a share of the
    /// largest since the start, falls below β. Judged at errors only.
    static func eddm(_ window: [Double], warmUp: Int, beta: Double) -> Bool {
        guard window.last == 1 else { return false }
        let errors = window.indices.filter { window[$0] == 1 }.map { Double($0 + 1) }
        let distances = errors.indices.map { $0 == 0 ? errors[0] : errors[$0] - errors[$0 - 1] }
        var largest = -1.0
        var isLow = false
        for count in 1...distances.count where Int(errors[count - 1]) > warmUp {
            let average = mean(distances[..<count])
            let squares = distances[..<count].reduce(0) { $0 + ($1 - average) * ($1 - average) }
            let width = average + 2 * (count > 1 ? squares / Double(count - 1) : 0).squareRoot()
            isLow = width <= largest && count > warmUp && width / largest < beta
            largest = max(largest, width)
        }
        return isLow
    }

    /// Pesaranghader & Viktor (2016): the accuracy in the last `size` values is √(ln(1/δ) / 2·size) below its best.
    static func fhddm(_ window: [Double], size: Int, delta: Double) -> Bool {
        guard window.count >= size else { return false }
        let accuracies = (size...window.count).map { 1 - mean(window[($0 - size)..<$0]) }
        let bound = (log(1 / delta) / (2 * Double(size))).squareRoot()
        return (accuracies.max() ?? 0) - accuracies[accuracies.count - 1] > bound
    }

    /// Nishida & Yamauchi (2007): the test of equal proportions with continuity correction between the last `size`
    /// values and all before them.
    static func stepd(_ window: [Double], size: Int, alpha: Double) -> Bool {
        guard window.count >= 2 * size else { return false }
        let older = window.count - size
        let pooled = mean(window[...])
        let inverse = 1 / Double(older) + 1 / Double(size)
        let difference = abs(mean(window[..<older]) - mean(window[older...]))
        let statistic = (difference - 0.5 * inverse) / (pooled * (1 - pooled) * inverse).squareRoot()
        return 0.5 * erfc(statistic / 2.0.squareRoot()) < alpha
    }
}
