import Foundation
import Testing

/// The elementary functions against the C library's in wider arithmetic.
@Suite struct ElementaryAccuracyTests {
    private func checkAccuracy<Number: BinaryFloatingPoint & Sendable>(
        _ kernels: ElementaryKernels<Number>, _ function: ElementaryFunction
    ) {
        let arguments = function.arguments(200_000, seed: 11, as: Number.self)
        let values = kernels.values(function, arguments)
        let (ulps, floor) = function.bound(isDouble: Number.significandBitCount == 52)
        var most: Wide = 0
        for (x, value) in zip(arguments, values) {
            let exact = function.exact(Wide(x))
            guard exact.magnitude <= Wide(Number.greatestFiniteMagnitude) else {
                #expect(value == .infinity, "\(function)(\(x)) overflows and is \(value)")
                continue
            }
            let unit = Wide(max(Number(exact).ulp, Number.leastNonzeroMagnitude))
            let error = (Wide(value) - exact).magnitude
            // Where the exact value itself has the error of double precision, half a unit is not ours.
            let slack: Wide = Wide.significandBitCount > 52 || Number.significandBitCount < 52 ? 1e-3 : 0.6
            if error > floor { most = max(most, error / unit - slack) }
        }
        #expect(most <= ulps, "the greatest error of \(function) is \(most) ulp")
        print("\(function) \(kernels.level) \(Number.self): \((Double(most) * 1000).rounded() / 1000) ulp")
    }

    @Test(arguments: ElementaryKernels<Double>.supported.suffix(1), ElementaryFunction.allCases)
    func doubleErrorsAreBelowTheStatedBounds(kernels: ElementaryKernels<Double>, function: ElementaryFunction) {
        checkAccuracy(kernels, function)
    }

    @Test(arguments: ElementaryKernels<Float>.supported.suffix(1), ElementaryFunction.allCases)
    func singleErrorsAreBelowTheStatedBounds(kernels: ElementaryKernels<Float>, function: ElementaryFunction) {
        checkAccuracy(kernels, function)
    }

    private func checkEnds<Number: BinaryFloatingPoint & Sendable>(_ kernels: ElementaryKernels<Number>) {
        func value(_ function: ElementaryFunction, _ x: Number) -> Number { kernels.values(function, [x])[0] }
        let infinity = Number.infinity
        #expect(value(.exponential, 0) == 1)
        #expect(value(.exponential, -infinity) == 0)
        #expect(value(.exponential, infinity) == infinity)
        #expect(value(.exponential, -1000) == 0)
        #expect(value(.exponential, 1000) == infinity)
        #expect(value(.logarithm, 1) == 0)
        #expect(value(.logarithm, 0) == -infinity)
        #expect(value(.logarithm, -0.0) == -infinity)
        #expect(value(.logarithm, infinity) == infinity)
        #expect(value(.logarithm, -1).isNaN)
        #expect(value(.logarithm, -infinity).isNaN)
        #expect(value(.hyperbolicTangent, 0) == 0)
        #expect(value(.hyperbolicTangent, -0.0).sign == .minus)
        #expect(value(.hyperbolicTangent, infinity) == 1)
        #expect(value(.hyperbolicTangent, -infinity) == -1)
        #expect(value(.hyperbolicTangent, Number.leastNonzeroMagnitude) == Number.leastNonzeroMagnitude)
        #expect(value(.sigmoid, 0) == 0.5)
        #expect(value(.sigmoid, -infinity) == 0)
        #expect(value(.sigmoid, infinity) == 1)
        #expect(value(.squareRoot, 0) == 0)
        #expect(value(.squareRoot, infinity) == infinity)
        #expect(value(.squareRoot, -1).isNaN)
        #expect(value(.sine, 0) == 0)
        #expect(value(.cosine, 0) == 1)
        #expect(value(.sine, infinity).isNaN)
        #expect(value(.cosine, -infinity).isNaN)
        #expect(value(.sine, 0x1p31).isNaN)
        for function in ElementaryFunction.allCases { #expect(value(function, .nan).isNaN, "\(function)(NaN)") }
    }

    @Test(arguments: ElementaryKernels<Double>.supported)
    func doubleFunctionsEndWhereTheyShould(kernels: ElementaryKernels<Double>) { checkEnds(kernels) }

    @Test(arguments: ElementaryKernels<Float>.supported)
    func singleFunctionsEndWhereTheyShould(kernels: ElementaryKernels<Float>) { checkEnds(kernels) }
}
