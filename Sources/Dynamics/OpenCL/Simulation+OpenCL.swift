public import Analysis
public import Compute
internal import Graphs

extension Simulation {
    /// Runs the whole simulation on an OpenCL device, as `run(in:receive:)` does on the processor; double precision with the
    /// same bits.
    ///
    /// - Throws: as `run(in:receive:)`; `DynamicsError` of kind `notSupported` for `dopri5`, and for more nodes than a
    ///   work-group of the device has work-items; `OpenCLError`.
    /// - Complexity: as `run(in:receive:)`. One simulation uses one compute unit of the device; `Sweep` fills it.
    public func run(
        on device: OpenCLContext, in context: RunContext = .init(), receive: (SampleBlock) throws -> Void
    ) throws {
        switch settings.precision {
        case .double: try run(Double.self, on: device, in: context, receive)
        case .single: try run(Float.self, on: device, in: context, receive)
        }
    }

    private func run<Real: SimulationReal & OpenCLArgument>(
        _ type: Real.Type, on device: OpenCLContext, in context: RunContext, _ receive: (SampleBlock) throws -> Void
    ) throws {
        let run = try OpenCLSimulationRun<Real>([self], on: device)
        let collector = SampleCollector(series: run.series.count, nodes: connectome.nodeCount)
        context.progress.expect(run.remainingSteps)
        while run.remainingSteps > 0 {
            try context.cancellation.check()
            let before = run.remainingSteps
            try run.advance(8192) { series, sample, _, values in try collector.add(series, sample, values, receive) }
            if let failure = run.failure(of: 0) { throw failure }
            context.progress.finish(before - run.remainingSteps)
        }
        try collector.flush(receive)
    }
}
