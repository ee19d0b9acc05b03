import Foundation
import GeneratedInput

#if arch(x86_64)
    /// The widest number that the C library's functions take.
    typealias Wide = Float80
#else
    typealias Wide = Double
#endif

extension ElementaryFunction {
    /// The function by the C library.
    func exact(_ x: Wide) -> Wide {
        switch self {
        case .exponential: Foundation.exp(x)
        case .logarithm: Foundation.log(x)
        case .hyperbolicTangent: Foundation.tanh(x)
        case .sigmoid: x < 0 ? Foundation.exp(x) / (1 + Foundation.exp(x)) : 1 / (1 + Foundation.exp(-x))
        case .squareRoot: x.squareRoot()
        case .sine: Foundation.sin(x)
        case .cosine: Foundation.cos(x)
        }
    }

    /// The greatest error, in units in the last place of the result; sines and cosines near 0 may be `floor` off.
    func bound(isDouble: Bool) -> (ulps: Wide, floor: Wide) {
        switch self {
        case .exponential, .logarithm: (1, 0)
        case .hyperbolicTangent, .sigmoid: (2.5, 0)
        case .squareRoot: (0.5, 0)
        case .sine, .cosine: (1.5, isDouble ? 0x1p-80 : 0x1p-30)
        }
    }

    /// Arguments over the whole domain, half of them near where the function does most.
    func arguments<Number: BinaryFloatingPoint>(_ count: Int, seed: UInt64, as _: Number.Type) -> [Number] {
        var random = SplitMix64(seed: seed)
        let isDouble = Number.significandBitCount == 52
        return (0..<count).map { index in
            let near = Number(random.value(-2, 2))
            switch self {
            case .exponential:
                return index % 2 == 0 ? near : Number(isDouble ? random.value(-746, 711) : random.value(-105, 90))
            case .logarithm, .squareRoot:
                let exponent = isDouble ? random.value(-1074, 1024) : random.value(-149, 128)
                return index % 2 == 0 ? near.magnitude : Number(Foundation.exp2(exponent))
            case .hyperbolicTangent:
                let small = near * Number(Foundation.exp2(random.value(-60, 0)))
                return [near, small, near * 12][index % 3]
            case .sigmoid: return index % 2 == 0 ? near : near * (isDouble ? 370 : 50)
            case .sine, .cosine: return index % 2 == 0 ? near : near * (isDouble ? 500_000 : 50_000)
            }
        }
    }
}
