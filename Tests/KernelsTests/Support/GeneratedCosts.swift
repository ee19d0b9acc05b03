import GeneratedInput

/// Tables of costs of the kinds that the search meets, and some that it does not.
enum CostKind: CaseIterable {
    /// In [−1, 3): costs less λ are often negative.
    case real
    /// Multiples of 1/8 in [−1, 3), among them +0 and −0: many sums tie, and every sum is exact.
    case tying
    /// Real ones, a third of them +∞: parts that must not be used.
    case forbidding
    /// Magnitudes from 2⁻³⁰⁰ to 2³⁰⁰.
    case wide
}

extension SplitMix64 {
    mutating func cost(_ kind: CostKind) -> Double {
        switch kind {
        case .real: return 4 * fraction() - 1
        case .tying:
            let eighths = index(32) - 8
            return eighths == 0 && next() & 1 == 0 ? -0.0 : Double(eighths) / 8
        case .forbidding: return index(3) == 0 ? .infinity : 4 * fraction() - 1
        case .wide: return (4 * fraction() - 1) * Double(sign: .plus, exponent: index(601) - 300, significand: 1)
        }
    }

    /// `count` costs; entry 0, which no kernel may read, would undercut everything.
    mutating func costs(_ kind: CostKind, count: Int) -> [Double] {
        [-1e300] + (1..<max(1, count)).map { _ in cost(kind) }
    }

    /// `count` multiples of 2⁻²⁰ in [0, 1]: sums of 4096 of them, and their halves, are exact.
    mutating func dyadicProbabilities(_ count: Int) -> [Double] {
        (0..<count).map { _ in Double(index(1 << 20 + 1)) * 0x1p-20 }
    }

    mutating func probabilities(_ count: Int) -> [Double] {
        (0..<count).map { _ in
            switch index(8) {
            case 0: 0
            case 1: 1
            default: fraction()
            }
        }
    }
}

extension [Double] {
    var bits: [UInt64] { map(\.bitPattern) }
}
