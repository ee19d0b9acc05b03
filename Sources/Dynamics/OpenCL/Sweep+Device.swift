public import Analysis
public import Compute
internal import Graphs

extension Sweep {
    /// The processor's seconds from which on `auto` looks for a graphics processor: below, opening one and building its
    /// program would take a share of what it could save.
    package static let secondsWorthADevice = 10.0

    /// The device for this sweep.
    ///
    /// Under `auto` the crossover is measured, not assumed: where the sweep would take the processor more than ten seconds
    /// and there is a graphics processor, both run a few steps of some points, and the faster one is taken.
    ///
    /// - Throws: `OpenCLError` where a device was asked for by name and is not to be had; `DynamicsError`.
    /// - Complexity: two pilots of a fraction of a second under `auto`.
    public func device(for choice: DeviceChoice, in context: RunContext) throws -> DeviceDecision {
        let needsDouble = base.precision == .double
        guard choice == .auto else {
            return try Device.resolve(
                choice,
                for: DeviceWorkload(size: 1, crossover: 0, unit: "sweeps", needsDoublePrecision: needsDouble))
        }
        let pilot = try pilot(points: context.pool.threads)
        let ratio = Double(points.count) / Double(max(1, pilot.points.count)) * durationRatio(to: pilot)
        let perPilot = try seconds {
            _ = try PoolExecutor(pool: context.pool).run(
                pilot, cancellation: context.cancellation, progress: Progress())
        }
        let decision = try Device.resolve(
            choice,
            for: DeviceWorkload(
                size: (perPilot * ratio * 10).rounded() / 10, crossover: Self.secondsWorthADevice,
                unit: "seconds of the processor",
                needsDoublePrecision: needsDouble))
        guard case .opencl(let device) = decision.device else { return decision }
        do {
            return compared(try seconds(on: device, in: context), processor: perPilot * ratio, decision)
        } catch let error as OpenCLError {
            return try decision.afterFailure(error)
        }
    }

    /// The seconds the whole sweep would take on `device`, by a pilot.
    package func seconds(on device: OpenCLDevice, in context: RunContext) throws -> Double {
        let pilot = try pilot(points: min(points.count, 4096))
        let opened = try OpenCLContext(device)
        // The first run builds the program.
        let quiet = RunContext(cancellation: context.cancellation, pool: context.pool)
        _ = try pilot.outcomes(on: opened, in: quiet)
        let taken = try seconds { _ = try pilot.outcomes(on: opened, in: quiet) }
        return taken * Double(points.count) / Double(max(1, pilot.points.count)) * durationRatio(to: pilot)
    }

    private func compared(_ device: Double, processor: Double, _ decision: DeviceDecision) -> DeviceDecision {
        func rounded(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10) s" }
        let figures = "about \(rounded(device)) on \(decision.device.label), \(rounded(processor)) on the processor"
        return DeviceDecision(
            choice: .auto, device: device < processor ? decision.device : .cpu, reason: "auto: pilots say \(figures)")
    }

    /// The first points for some thousand steps, fewer on large networks: long enough to hide what a run takes to set up.
    private func pilot(points count: Int) throws -> Sweep {
        let work = connectome.edgeCount + 10 * connectome.nodeCount
        let steps = Double(min(4096, max(64, 40_000_000 / max(1, work))))
        var short = base
        short.durationMilliseconds = min(base.durationMilliseconds, steps * base.stepMilliseconds)
        short.samplingMilliseconds = min(base.samplingMilliseconds, short.durationMilliseconds)
        short.transientMilliseconds = 0
        short.bold = nil
        short.recorded = nil
        return try Sweep(connectome: connectome, base: short, points: Array(points.prefix(max(1, count))))
    }

    private func durationRatio(to pilot: Sweep) -> Double {
        (base.durationMilliseconds + base.transientMilliseconds) / pilot.base.durationMilliseconds
    }

    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        let began = ContinuousClock.now
        try body()
        let elapsed = began.duration(to: .now).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    }
}
