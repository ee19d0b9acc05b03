/// The values that a detector takes.
public enum DetectorInput: String, Sendable, Codable, CaseIterable {
    /// Any real number up to 10¹⁵⁰ in magnitude: the square of a larger one overflows.
    case real
    /// 0 or 1; 1 is an error.
    case outcome
    /// A number from 0 to 1.
    case fraction

    /// What it takes, in words.
    public var domain: String {
        switch self {
        case .real: "a finite number of magnitude 10¹⁵⁰ or less"
        case .outcome: "0 or 1, where 1 is an error"
        case .fraction: "a number from 0 to 1"
        }
    }

    /// - Complexity: O(1).
    public func accepts(_ value: Double) -> Bool {
        switch self {
        case .real: abs(value) <= 1e150
        case .outcome: value == 0 || value == 1
        case .fraction: value >= 0 && value <= 1
        }
    }

    /// - Parameter position: of the value in its stream, from 0: the message names it so.
    /// - Throws: `DriftError.badSample` where the detector does not take `value`. What to do with missing values is the
    ///   caller's to decide, before they come here.
    /// - Complexity: O(1).
    public func check(_ value: Double, at position: Int) throws {
        guard accepts(value) else {
            throw DriftError(
                .badSample, key: "value \(position)", problem: "it is \(value)", remedy: "give \(domain)")
        }
    }

    /// - Parameter first: the position of the first of `values` in the stream.
    /// - Throws: `DriftError.badSample` for the first value that the detector does not take.
    /// - Complexity: O(n).
    public func check(_ values: some Sequence<Double>, from first: Int = 0) throws {
        var position = first
        for value in values {
            try check(value, at: position)
            position += 1
        }
    }
}
