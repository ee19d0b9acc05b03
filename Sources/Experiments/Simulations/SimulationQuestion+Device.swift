public import Compute
public import Dynamics
internal import Graphs

extension SimulationQuestion {
    /// How large one simulation is, for the choice of a device. One simulation uses one compute unit of a device, so
    /// `auto` takes the processor; a sweep decides for itself, by `Sweep.device(for:in:)`.
    public var workload: DeviceWorkload {
        DeviceWorkload(
            size: Double(connectome.nodeCount) * simulatedMilliseconds / settings.stepMilliseconds,
            crossover: .infinity, unit: "node-steps", needsDoublePrecision: settings.precision == .double)
    }

    /// The series whose functional connectivity is computed: that which is compared, or in a report the usual one, as
    /// long as the matrix is one that can be looked at.
    public func comparedSeries(isReported: Bool) -> String? {
        empirical != nil || isReported && connectome.nodeCount <= 1024 ? defaultComparedSeries : nil
    }

    /// - Parameter runs: How many run at a time.
    /// - Throws: `ExperimentError` where the runs' pasts, or the samples of all points, would not fit.
    public func checkMemory(keepingSeries: Bool = false, runs: Int = 1, limit: Int) throws {
        let simulation = try simulation()
        try check(
            Double(runs) * simulation.memoryBytes, limit,
            what: "the connections and the past that delays reach back to",
            remedy: "use a larger speed or step")
        guard keepingSeries else { return }
        let samples = simulation.series.reduce(0.0) { $0 + Double($1.sampleCount) }
        let points = axes.reduce(1.0) { $0 * Double($1.values.count) }
        try check(
            8 * points * samples * Double(connectome.nodeCount), limit, what: "the samples of all points",
            remedy: "leave out --keep-series, sample less often")
    }

    private func check(_ bytes: Double, _ limit: Int, what: String, remedy: String) throws {
        guard bytes > Double(limit) else { return }
        throw ExperimentError(
            code: "memory-limit", exitStatus: .unavailable,
            message: "\(what) take \(ByteSize.approximately(Int(min(bytes, 9e18)))), more than the limit of "
                + "\(ByteSize.text(limit)); \(remedy), or raise --memory-limit")
    }
}

extension GroupSelection.Configuration {
    /// How large the run is, for the choice of a device.
    public var workload: DeviceWorkload {
        DeviceWorkload(
            size: Double(model.populations * model.groups) * Double(generations), crossover: .infinity,
            unit: "group-generations", needsDoublePrecision: precision == .double)
    }
}
