import Testing

/// Every level, the scalar reference and OpenCL return the same bits.
@Suite struct ElementaryAgreementTests {
    /// Arguments of every size, the ends of the range among them.
    private func arguments<Number: BinaryFloatingPoint>(_ function: ElementaryFunction, as _: Number.Type) -> [Number] {
        let ends: [Number] = [
            0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
            .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .pi, 0x1p30, -0x1p20,
        ]
        return ends + function.arguments(20_000, seed: 3, as: Number.self)
    }

    @Test(arguments: ElementaryKernels<Double>.supported, ElementaryFunction.allCases)
    func doubleLevelsAreTheReference(kernels: ElementaryKernels<Double>, function: ElementaryFunction) {
        let x = arguments(function, as: Double.self)
        let expected = x.map { ElementaryKernels<Double>.reference(function, $0) }
        #expect(patterns(kernels.values(function, x)) == patterns(expected))
    }

    @Test(arguments: ElementaryKernels<Float>.supported, ElementaryFunction.allCases)
    func singleLevelsAreTheReference(kernels: ElementaryKernels<Float>, function: ElementaryFunction) {
        let x = arguments(function, as: Float.self)
        let expected = x.map { ElementaryKernels<Float>.reference(function, $0) }
        #expect(patterns(kernels.values(function, x)) == patterns(expected))
    }

    @Test(arguments: ElementaryFunction.allCases)
    func doubleOpenCLIsTheReference(function: ElementaryFunction) throws {
        guard let device = try NoiseDevice<Double>() else { return }
        let x = arguments(function, as: Double.self)
        let expected = x.map { ElementaryKernels<Double>.reference(function, $0) }
        #expect(patterns(try device.values(function, x)) == patterns(expected))
    }

    @Test(arguments: ElementaryFunction.allCases)
    func singleOpenCLIsTheReference(function: ElementaryFunction) throws {
        guard let device = try NoiseDevice<Float>() else { return }
        let x = arguments(function, as: Float.self)
        let expected = x.map { ElementaryKernels<Float>.reference(function, $0) }
        #expect(patterns(try device.values(function, x)) == patterns(expected))
    }
}

/// The bits as numbers of double precision have them, one pattern for every NaN.
func patterns<Number: BinaryFloatingPoint>(_ values: [Number]) -> [UInt64] {
    values.map { $0.isNaN ? .max : Double($0).bitPattern }
}
