public import Analysis
public import Compute

extension GroupSelection.Configuration {
    /// Runs the model from its beginning on `device`, and tells its statistics as they come.
    ///
    /// - Parameters:
    ///   - device: the CPU uses `pool` and the instruction-set level in force. The results have the same bits on every
    ///     device that rounds correctly, as all do in double precision.
    ///   - memoryBytes: what the groups may occupy.
    ///   - profile: collects the time of the kernels of an OpenCL device.
    ///   - visit: called on the calling thread, in the order of generations.
    /// - Throws: `DynamicsError` where the groups do not fit; `OpenCLError`; `CancelledError`; what `visit` throws.
    /// - Complexity: O(generations · populations · groups · inputs) time; memory for the groups.
    public func run(
        on device: Device = .cpu, pool: ThreadPool, memoryBytes: Int = 8 << 30,
        cancellation: Cancellation = Cancellation(), profile: Profile? = nil,
        _ visit: (GroupSelectionSample) throws -> Void
    ) throws {
        switch precision {
        case .double:
            try run(Double.self, device, pool, memoryBytes, cancellation, profile, visit)
        case .single:
            try run(Float.self, device, pool, memoryBytes, cancellation, profile, visit)
        }
    }

    private func run<Real: GroupSelectionReal>(
        _ precision: Real.Type, _ device: Device, _ pool: ThreadPool, _ memoryBytes: Int,
        _ cancellation: Cancellation, _ profile: Profile?, _ visit: (GroupSelectionSample) throws -> Void
    ) throws {
        switch device {
        case .cpu:
            var simulation = try GroupSelectionSimulation<Real>(model, memoryBytes: memoryBytes, on: pool)
            try simulation.advance(generations, every: every, on: pool, cancellation: cancellation, visit)
        case .opencl(let device):
            try model.checkMemory(memoryBytes, realBytes: MemoryLayout<Real>.stride)
            let simulation = try OpenCLGroupSelection<Real>(model, on: OpenCLContext(device, profile: profile))
            try simulation.advance(generations, every: every, cancellation: cancellation, visit)
        }
    }
}
