import Compute
import DynamicsKernelsBaseline
import DynamicsKernelsBaselineSingle
import Foundation
import GeneratedInput
import Testing

/// The noise is the same on every level and device, and depends on nothing but a node's own counter.
@Suite struct NoiseAgreementTests {
    private static let seed: UInt64 = 0x1234_5678_9ABC_DEF0
    private static let nodes: [UInt32] = (0..<4096).map { UInt32($0) &* 2_654_435_761 }
    private static let runs: [UInt32] = (0..<4096).map { UInt32($0 % 7) }
    private static let step: UInt32 = 0xFFFF_FFF0

    private func reference() -> (even: [Double], odd: [Double]) {
        let pairs = zip(Self.nodes, Self.runs).map {
            DynamicsKernelsBaseline.normalPair(Self.seed, Self.step, $0, 2, $1)
        }
        return (pairs.map(\.even), pairs.map(\.odd))
    }

    private func singleReference() -> (even: [Float], odd: [Float]) {
        let pairs = zip(Self.nodes, Self.runs).map {
            DynamicsKernelsBaselineSingle.normalPair(Self.seed, Self.step, $0, 2, $1)
        }
        return (pairs.map(\.even), pairs.map(\.odd))
    }

    @Test(arguments: ElementaryKernels<Double>.supported)
    func doubleLevelsAreTheReference(kernels: ElementaryKernels<Double>) {
        let noise = kernels.normals(seed: Self.seed, step: Self.step, draw: 2, nodes: Self.nodes, runs: Self.runs)
        #expect(patterns(noise.even) == patterns(reference().even))
        #expect(patterns(noise.odd) == patterns(reference().odd))
    }

    @Test(arguments: ElementaryKernels<Float>.supported)
    func singleLevelsAreTheReference(kernels: ElementaryKernels<Float>) {
        let noise = kernels.normals(seed: Self.seed, step: Self.step, draw: 2, nodes: Self.nodes, runs: Self.runs)
        #expect(patterns(noise.even) == patterns(singleReference().even))
        #expect(patterns(noise.odd) == patterns(singleReference().odd))
    }

    @Test func openCLIsTheReference() throws {
        if let device = try NoiseDevice<Double>() {
            let noise = try device.normals(
                seed: Self.seed, step: Self.step, draw: 2, nodes: Self.nodes, runs: Self.runs)
            #expect(patterns(noise.even) == patterns(reference().even))
            #expect(patterns(noise.odd) == patterns(reference().odd))
        }
        if let device = try NoiseDevice<Float>() {
            let noise = try device.normals(
                seed: Self.seed, step: Self.step, draw: 2, nodes: Self.nodes, runs: Self.runs)
            #expect(patterns(noise.even) == patterns(singleReference().even))
            #expect(patterns(noise.odd) == patterns(singleReference().odd))
        }
    }

    /// A node's deviates do not depend on which others are drawn beside it, nor in which order.
    @Test func aDeviateIsItsCountersAlone() throws {
        let kernels = try #require(ElementaryKernels<Double>.supported.last)
        var random = SplitMix64(seed: 8)
        let order = random.permutation(Self.nodes.count)
        let straight = kernels.normals(seed: 1, step: 5, draw: 0, nodes: Self.nodes, runs: Self.runs)
        let shuffled = kernels.normals(
            seed: 1, step: 5, draw: 0, nodes: order.map { Self.nodes[$0] }, runs: order.map { Self.runs[$0] })
        #expect(shuffled.even == order.map { straight.even[$0] })
        #expect(shuffled.odd == order.map { straight.odd[$0] })
    }

    /// Box and Muller's transform of `Compute.Philox4x32`'s words in wider arithmetic.
    @Test func doubleNoiseIsTheTransformOfTheGeneratorsWords() {
        let noise = reference()
        for (index, (node, run)) in zip(Self.nodes, Self.runs).enumerated() {
            let generator = Philox4x32(seed: Self.seed, stream: 2 | UInt64(run) << 32)
            let words = generator.wordPair(UInt64(Self.step) | UInt64(node) << 32)
            let radius = (-2 * Foundation.log(Wide(Philox4x32.openUniform(words[0])))).squareRoot()
            let angle = 2 * Wide.pi * Wide(Philox4x32.uniform(words[1]))
            for (value, exact) in [
                (noise.even[index], radius * Foundation.cos(angle)), (noise.odd[index], radius * Foundation.sin(angle)),
            ] {
                // The angle's own error in the wider arithmetic, and four units of the result.
                #expect((Wide(value) - exact).magnitude <= 4 * Wide(value.ulp) + 16 * Wide.ulpOfOne)
            }
        }
    }

    /// The error that Normal.swift states.
    @Test func singleNoiseApproximatesDoubleNoise() throws {
        let double = try #require(ElementaryKernels<Double>.supported.last)
        let single = try #require(ElementaryKernels<Float>.supported.last)
        let nodes = (0..<1_048_576).map { UInt32($0) }
        let runs = [UInt32](repeating: 0, count: nodes.count)
        let expected = double.normals(seed: 4, step: 0, draw: 0, nodes: nodes, runs: runs)
        let found = single.normals(seed: 4, step: 0, draw: 0, nodes: nodes, runs: runs)
        let errors = zip(expected.even + expected.odd, found.even + found.odd).map { abs($0 - Double($1)) }.sorted()
        let quantile = errors[errors.count - errors.count / 100_000]
        let rootMeanSquare = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
        print("single noise: error rms \(rootMeanSquare), all but 1e-5 below \(quantile), most \(errors.last ?? 0)")
        #expect(rootMeanSquare < 8e-8)
        #expect(quantile < 4e-6)
        #expect(errors.allSatisfy { $0 < 4e-4 })
    }
}
