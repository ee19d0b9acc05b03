import Foundation

/// Gathers the states of greatest intrinsic information x·log₂(x/q), x the constrained and q the unconstrained
/// probability, with those that tie.
struct SpecifiedStateSearch {
    private(set) var candidates: [(index: Int, probability: Double, information: Double)] = []
    private var greatest = 0.0
    /// A state less probable than this attains less than the greatest.
    private(set) var leastProbability = 0.0
    private let mostBits: Double

    /// - Parameter mostBits: what log₂(x/q) is at most.
    init(mostBits: Double) {
        self.mostBits = mostBits
    }

    mutating func restart() {
        candidates.removeAll(keepingCapacity: true)
        greatest = 0
        leastProbability = 0
    }

    /// The logarithm is taken only where the exponent of x/q allows a maximum.
    mutating func consider(_ index: Int, probability: Double, unconstrained: Double) {
        guard probability > unconstrained, unconstrained > 0 else { return }
        let ratio = probability / unconstrained
        guard probability * Double(ratio.exponent + 1) >= greatest - equalityTolerance else { return }
        let information = probability * log2(ratio)
        guard information >= greatest - equalityTolerance else { return }
        candidates.append((index, probability, information))
        if information > greatest {
            greatest = information
            leastProbability = (greatest - 2 * equalityTolerance) / mostBits
        }
    }

    /// Whether a candidate is within the tolerance of the greatest, and that is above 0.
    func isSpecified(_ information: Double) -> Bool {
        greatest > equalityTolerance && information >= greatest - equalityTolerance
    }
}
