import DynamicsKernelsBaseline
import DynamicsKernelsBaselineSingle
import Kernels
import Testing

#if arch(x86_64)
    import DynamicsKernelsV3
    import DynamicsKernelsV3Single
    import DynamicsKernelsV4
    import DynamicsKernelsV4Single
#endif

/// The elementary functions by their numbers in `kernels/noise.cl`.
enum ElementaryFunction: Int32, CaseIterable, Sendable {
    case exponential, logarithm, hyperbolicTangent, sigmoid, squareRoot, sine, cosine
}

/// The elementary functions and the noise of one instruction-set level and precision, over arrays.
struct ElementaryKernels<Number: BinaryFloatingPoint & Sendable>: Sendable, CustomTestStringConvertible {
    typealias Input = UnsafePointer<Number>
    typealias Output = UnsafeMutablePointer<Number>
    typealias Words = UnsafePointer<UInt32>

    let level: InstructionSet
    /// The functions but sine and cosine, in the order of `ElementaryFunction`.
    let functions: [@Sendable (Input, Int, Output) -> Void]
    let sinesAndCosines: @Sendable (Input, Int, Output, Output) -> Void
    let fillNormals: @Sendable (UInt64, UInt32, UInt32, Words, Words, Int, Output, Output) -> Void

    var testDescription: String { "\(level) \(Number.self)" }

    /// Any number of values: the arrays are padded.
    func values(_ function: ElementaryFunction, _ x: [Number]) -> [Number] {
        let padded = x + [Number](repeating: 1, count: (16 - x.count % 16) % 16)
        var out = [Number](repeating: 0, count: padded.count)
        var other = out
        switch function {
        case .sine: sinesAndCosines(padded, padded.count, &out, &other)
        case .cosine: sinesAndCosines(padded, padded.count, &other, &out)
        default: functions[Int(function.rawValue)](padded, padded.count, &out)
        }
        return Array(out.prefix(x.count))
    }

    /// The deviates of variables 2·draw and 2·draw + 1; as many nodes as runs, a multiple of 16.
    func normals(
        seed: UInt64, step: UInt32, draw: UInt32, nodes: [UInt32], runs: [UInt32]
    ) -> (even: [Number], odd: [Number]) {
        var even = [Number](repeating: 0, count: nodes.count)
        var odd = even
        fillNormals(seed, step, draw, nodes, runs, nodes.count, &even, &odd)
        return (even, odd)
    }
}

extension ElementaryKernels<Double> {
    /// Every level that can run here.
    static var supported: [Self] {
        var all = [
            Self(
                level: .baseline,
                functions: [
                    DynamicsKernelsBaseline.exponentials, DynamicsKernelsBaseline.logarithms,
                    DynamicsKernelsBaseline.hyperbolicTangents, DynamicsKernelsBaseline.sigmoids,
                    DynamicsKernelsBaseline.squareRoots,
                ],
                sinesAndCosines: DynamicsKernelsBaseline.sinesAndCosines,
                fillNormals: DynamicsKernelsBaseline.fillNormals)
        ]
        #if arch(x86_64)
            all += [
                Self(
                    level: .v3,
                    functions: [
                        DynamicsKernelsV3.exponentials, DynamicsKernelsV3.logarithms,
                        DynamicsKernelsV3.hyperbolicTangents, DynamicsKernelsV3.sigmoids,
                        DynamicsKernelsV3.squareRoots,
                    ],
                    sinesAndCosines: DynamicsKernelsV3.sinesAndCosines, fillNormals: DynamicsKernelsV3.fillNormals),
                Self(
                    level: .v4,
                    functions: [
                        DynamicsKernelsV4.exponentials, DynamicsKernelsV4.logarithms,
                        DynamicsKernelsV4.hyperbolicTangents, DynamicsKernelsV4.sigmoids,
                        DynamicsKernelsV4.squareRoots,
                    ],
                    sinesAndCosines: DynamicsKernelsV4.sinesAndCosines, fillNormals: DynamicsKernelsV4.fillNormals),
            ]
        #endif
        return all.filter(\.level.isSupported)
    }

    /// The scalar reference.
    static func reference(_ function: ElementaryFunction, _ x: Double) -> Double {
        switch function {
        case .exponential: DynamicsKernelsBaseline.exponential(x)
        case .logarithm: DynamicsKernelsBaseline.logarithm(x)
        case .hyperbolicTangent: DynamicsKernelsBaseline.hyperbolicTangent(x)
        case .sigmoid: DynamicsKernelsBaseline.sigmoid(x)
        case .squareRoot: DynamicsKernelsBaseline.squareRoot(x)
        case .sine: DynamicsKernelsBaseline.sineCosine(x).sine
        case .cosine: DynamicsKernelsBaseline.sineCosine(x).cosine
        }
    }
}

extension ElementaryKernels<Float> {
    /// Every level that can run here.
    static var supported: [Self] {
        var all = [
            Self(
                level: .baseline,
                functions: [
                    DynamicsKernelsBaselineSingle.exponentials, DynamicsKernelsBaselineSingle.logarithms,
                    DynamicsKernelsBaselineSingle.hyperbolicTangents, DynamicsKernelsBaselineSingle.sigmoids,
                    DynamicsKernelsBaselineSingle.squareRoots,
                ],
                sinesAndCosines: DynamicsKernelsBaselineSingle.sinesAndCosines,
                fillNormals: DynamicsKernelsBaselineSingle.fillNormals)
        ]
        #if arch(x86_64)
            all += [
                Self(
                    level: .v3,
                    functions: [
                        DynamicsKernelsV3Single.exponentials, DynamicsKernelsV3Single.logarithms,
                        DynamicsKernelsV3Single.hyperbolicTangents, DynamicsKernelsV3Single.sigmoids,
                        DynamicsKernelsV3Single.squareRoots,
                    ],
                    sinesAndCosines: DynamicsKernelsV3Single.sinesAndCosines,
                    fillNormals: DynamicsKernelsV3Single.fillNormals),
                Self(
                    level: .v4,
                    functions: [
                        DynamicsKernelsV4Single.exponentials, DynamicsKernelsV4Single.logarithms,
                        DynamicsKernelsV4Single.hyperbolicTangents, DynamicsKernelsV4Single.sigmoids,
                        DynamicsKernelsV4Single.squareRoots,
                    ],
                    sinesAndCosines: DynamicsKernelsV4Single.sinesAndCosines,
                    fillNormals: DynamicsKernelsV4Single.fillNormals),
            ]
        #endif
        return all.filter(\.level.isSupported)
    }

    /// The scalar reference.
    static func reference(_ function: ElementaryFunction, _ x: Float) -> Float {
        switch function {
        case .exponential: DynamicsKernelsBaselineSingle.exponential(x)
        case .logarithm: DynamicsKernelsBaselineSingle.logarithm(x)
        case .hyperbolicTangent: DynamicsKernelsBaselineSingle.hyperbolicTangent(x)
        case .sigmoid: DynamicsKernelsBaselineSingle.sigmoid(x)
        case .squareRoot: DynamicsKernelsBaselineSingle.squareRoot(x)
        case .sine: DynamicsKernelsBaselineSingle.sineCosine(x).sine
        case .cosine: DynamicsKernelsBaselineSingle.sineCosine(x).cosine
        }
    }
}
