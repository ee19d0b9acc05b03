public import Analysis
public import Compute

/// A population on some device, advanced window by window.
private protocol AdvancingPopulation {
    func report() throws -> PopulationReport
    func advance(_ days: Int, cancellation: Cancellation) throws -> PopulationReport
    func scores() throws -> [Double]
}

extension PopulationRun: AdvancingPopulation {}
extension OpenCLPopulationRun: AdvancingPopulation {}

extension Population {
    /// What a run's state and its lists take, in bytes.
    ///
    /// - Parameter keepsScores: whether the scores are asked for at the end.
    /// - Complexity: O(1).
    public func memoryBytes(keepsScores: Bool = false) -> Double {
        let entries = Double(minds) * Double(traits.count)
        let state = 2 * MemoryLayout<Double>.stride + MemoryLayout<Int32>.stride + TickHistory.bytes
        let kept = keepsScores ? MemoryLayout<Double>.stride : 0
        return entries * Double(state + kept)
            + Double(effects.count) * Double(MemoryLayout<Effect>.stride + MemoryLayout<PopulationBlock.Row>.stride)
    }

    /// Runs the population from its beginning on `device`, and tells of it as it goes.
    ///
    /// - Parameters:
    ///   - device: the CPU uses `pool` and the instruction-set level in force. The results have the same bits on every
    ///     device.
    ///   - profile: collects the time of the kernels of an OpenCL device.
    ///   - visit: called on the calling thread, at the beginning and on every day of `reportDays`.
    /// - Returns: the scores at the end, a row a mind, where they are asked for.
    /// - Throws: `DriftError` where the population is not valid; `OpenCLError`; `CancelledError`; what `visit` throws.
    /// - Complexity: O(days · minds · traits) time; `memoryBytes` of memory.
    @discardableResult
    public func run(
        on device: Device = .cpu, pool: ThreadPool, keepingScores: Bool = false,
        cancellation: Cancellation = Cancellation(), profile: Profile? = nil, _ visit: (PopulationReport) throws -> Void
    ) throws -> [Double]? {
        let run: any AdvancingPopulation =
            switch device {
            case .cpu: try PopulationRun(self, on: pool)
            case .opencl(let device):
                try OpenCLPopulationRun(self, on: OpenCLContext(device, profile: profile), pool: pool)
            }
        var last = try run.report()
        try visit(last)
        for day in reportDays {
            last = try run.advance(day - last.day, cancellation: cancellation)
            try visit(last)
        }
        return keepingScores ? try run.scores() : nil
    }
}
