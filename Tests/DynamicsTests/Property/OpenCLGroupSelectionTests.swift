import Compute
import Dynamics
import GeneratedInput
import Testing

/// Neuronal group selection on an OpenCL device has the bits of the CPU.
@Suite(.enabled(if: openCLDevice != nil, "no OpenCL device here")) struct OpenCLGroupSelectionTests {
    @Test(arguments: UInt64(0)..<24)
    func theDeviceIsTheScalarReference(seed: UInt64) throws {
        let context = try OpenCLContext(#require(openCLDevice))
        var random = SplitMix64(seed: 2000 + seed)
        let model = try GroupSelection.generated(&random)
        func check<Real: GroupSelectionReal>(_ precision: Real.Type) throws {
            let simulation = try OpenCLGroupSelection<Real>(model, on: context)
            var samples: [GroupSelectionSample] = []
            for chunk in [1, 29, 30] { try simulation.advance(chunk, every: 3) { samples.append($0) } }
            var reference = GroupSelectionState<Real>(model)
            let expected = reference.advance(60, of: model, every: 3, with: .reference)
            #expect(samples == expected, "\(precision), seed \(seed)")
            #expect(try simulation.state() == reference, "\(precision), seed \(seed)")
        }
        try check(Double.self)
        if context.device.roundsSingleCorrectly { try check(Float.self) }
    }

    /// Weights too many for local memory stay in global memory, with the same bits.
    @Test func largePopulationsAreTheSame() throws {
        let context = try OpenCLContext(#require(openCLDevice))
        let inputs = context.device.localMemory / 8 / 300 + 1
        let stimuli = try GroupSelection.generatedStimuli(count: 2, inputs: min(4096, inputs), seed: 3)
        let model = try GroupSelection(populations: 2, groups: 300, stimuli: stimuli, tuningWidth: 5, seed: 3)
        let simulation = try OpenCLGroupSelection<Double>(model, on: context)
        try simulation.advance(6)
        var reference = GroupSelectionState<Double>(model)
        _ = reference.advance(6, of: model)
        #expect(try simulation.state() == reference)
    }

    /// The entry point gives the same statistics on either device.
    @Test func runsAreTheSameOnEitherDevice() throws {
        let stimuli = try GroupSelection.generatedStimuli(count: 2, inputs: 3, seed: 1)
        let model = try GroupSelection(populations: 20, groups: 30, stimuli: stimuli, seed: 1)
        let configuration = try GroupSelection.Configuration(model, generations: 100, every: 20)
        let pool = ThreadPool(threads: 2)
        func samples(_ device: Device) throws -> [GroupSelectionSample] {
            var samples: [GroupSelectionSample] = []
            try configuration.run(on: device, pool: pool) { samples.append($0) }
            return samples
        }
        let onDevice = try samples(.opencl(#require(openCLDevice)))
        #expect(onDevice.count == 5)
        #expect(try samples(.cpu) == onDevice)
    }
}
