import Drift
import Foundation
import GeneratedInput

/// The methods of one channel, by name.
func oneChannel(_ name: String, _ options: [String: String] = [:]) throws -> any TwoSampleTest {
    guard case .oneChannel(let test) = try TwoSampleCatalogue.make(name, options: options) else {
        throw DriftError(.unknownMethod, key: name, problem: "it compares many channels", remedy: "name another")
    }
    return test
}

extension SplitMix64 {
    /// A standard normal deviate, by Box and Muller.
    mutating func normal() -> Double {
        (-2 * log(1 - fraction())).squareRoot() * cos(2 * Double.pi * fraction())
    }

    /// `count` normal deviates.
    mutating func normals(_ count: Int, mean: Double = 0, deviation: Double = 1) -> [Double] {
        (0..<count).map { _ in mean + deviation * normal() }
    }
}

/// Whether two numbers agree to within `tolerance` of the second one's size.
func agree(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    guard let value else { return false }
    return abs(value - expected) <= tolerance * abs(expected)
}

/// The mistake that `body` is refused with; nil where it is not.
func mistake(_ body: () throws -> Void) -> DriftError? {
    do {
        try body()
        return nil
    } catch {
        return error as? DriftError
    }
}
