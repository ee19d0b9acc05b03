import Analysis
import Compute

/// An OpenCL device opened for the search over partitions, with its program built.
final class OpenCLPartitionDevice: Sendable {
    let context: OpenCLContext
    let program: OpenCLProgram
    /// Sets O side by side: a work-group of one of them each.
    let width: Int

    /// - Throws: `OpenCLError` where the device cannot be opened, has no double precision, or does not build the program.
    init(_ device: OpenCLDevice) throws(OpenCLError) {
        guard device.hasDoublePrecision else { throw .noDoublePrecision(device: device.label, capable: []) }
        width = device.isDiscrete ? 32 : 8
        context = try OpenCLContext(device)
        program = try OpenCLProgram("partition_search.cl", defines: ["WIDTH": "\(width)"], on: context)
    }

    /// - Returns: nil for the CPU.
    static func opened(_ device: Device) throws(OpenCLError) -> OpenCLPartitionDevice? {
        guard case .opencl(let device) = device else { return nil }
        return try OpenCLPartitionDevice(device)
    }
}

/// The minima over partitions of sets O on an OpenCL device: what `OutputSetBatch.minima(of:)` computes, with the same
/// bits, for as many sets at once as the device's memory holds.
///
/// The sets are independent of each other and those of one size take the same steps, so a work-item computes one
/// (`kernels/partition_search.cl`). Which cuts attain a minimum is found on the CPU, in the few batches that hold one.
final class OpenCLOutputSets: Sendable {
    private let device: OpenCLPartitionDevice
    private let problems: [OpenCLCostTables]

    init(_ problems: [PartCostTables], on device: OpenCLPartitionDevice) {
        self.device = device
        self.problems = problems.map { OpenCLCostTables($0, on: device) }
    }

    /// The least Σ(cost − λ·cuts) over the partitions with each O of `sets`.
    ///
    /// - Parameters:
    ///   - problem: which direction.
    ///   - penalized: its tables at λ.
    ///   - sets: of `size` units each, neither 0 nor all.
    /// - Throws: `OpenCLError`; `CancelledError` between two launches.
    func minima(
        problem: Int, _ penalized: PenalizedTables, size: Int, sets: [Int], cancellation: Cancellation
    ) throws -> [Double] {
        let outside = (1 << problems[problem].tables.unitCount) - 1
        var minima: [Double] = []
        minima.reserveCapacity(sets.count)
        for first in stride(from: 0, to: sets.count, by: setsAtOnce(size: size)) {
            try cancellation.check()
            let some = sets[first..<min(sets.count, first + setsAtOnce(size: size))]
            let inside = try problems[problem].minima(Array(some), size: size, penalized)
            minima += zip(some, inside).map { $1 + penalized.rest[outside ^ $0] }
        }
        return minima
    }

    /// A multiple of the width whose tables take at most an eighth of the device's memory, and some 10⁸ steps in each
    /// of its compute units' lanes.
    private func setsAtOnce(size: Int) -> Int {
        let hardware = device.context.device
        let bytes = min(hardware.globalMemory / 8, hardware.largestAllocation)
        let byMemory = bytes / (8 << size)
        let bySteps = hardware.computeUnits * device.width * max(1, 100_000_000 / power(3, max(0, size - 1)))
        return max(1, min(byMemory, bySteps) / device.width) * device.width
    }
}
