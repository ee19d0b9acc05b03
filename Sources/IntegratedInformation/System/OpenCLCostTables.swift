import Compute
import Synchronization

/// What the device needs of one direction: its tables there, copied when they are first used.
final class OpenCLCostTables: Sendable {
    let tables: PartCostTables
    private let device: OpenCLPartitionDevice
    private let resident = Mutex(Resident())

    /// The tables on the device.
    private struct Resident {
        var halves: (low: OpenCLBuffer<Double>, high: OpenCLBuffer<Double>, ternary: OpenCLBuffer<Int32>)?
        var columns: OpenCLBuffer<Double>?
        var whole: (lambda: Double, table: OpenCLBuffer<Double>)?
    }

    init(_ tables: PartCostTables, on device: OpenCLPartitionDevice) {
        self.tables = tables
        self.device = device
    }

    /// The cheapest partition of the units of each set alone: one call at a time, as each takes its share of the device's
    /// memory.
    func minima(_ sets: [Int], size: Int, _ penalized: PenalizedTables) throws(OpenCLError) -> [Double] {
        // The lanes that no set fills compute the first one again.
        let filled = (sets.count + device.width - 1) / device.width * device.width
        let padded = sets + Array(repeating: sets[0], count: filled - sets.count)
        return try resident.withLock { (resident) throws(OpenCLError) in
            let context = device.context
            let listed = try OpenCLBuffer(padded.map { UInt32($0) }, on: context)
            let penalty = try OpenCLBuffer(penalized.penalties(size: size), on: context)
            let costs = try OpenCLBuffer<Double>(count: filled << size, on: context)
            let best = try OpenCLBuffer<Double>(count: filled << (size - 1), on: context)
            let minima = try OpenCLBuffer<Double>(count: filled, on: context)
            try writeCosts(&resident, penalized, listed, size: size, penalty, into: costs)
            let kernel = try device.program.kernel("partition_minima")
            try kernel.set(costs, UInt32(size), best, minima)
            let steps = Double(filled) * Double(power(3, size - 1) + 2 << size) / 2
            try kernel.launch(over: [filled], groups: [device.width], work: DeclaredWork(operations: 2 * steps))
            return try minima.read(0..<sets.count)
        }
    }

    /// As `OutputSetBatch` chooses: from the half tables where many sets are open, else unit by unit.
    private func writeCosts(
        _ resident: inout Resident, _ penalized: PenalizedTables, _ sets: OpenCLBuffer<UInt32>, size: Int,
        _ penalty: OpenCLBuffer<Double>, into costs: OpenCLBuffer<Double>
    ) throws(OpenCLError) {
        let whole = try self.whole(&resident, penalized)
        // Some hundred parts a work-item.
        let chunk = min(256, 1 << size)
        let kernel: OpenCLKernel
        if penalized.wantsHalves, let halves = tables.halves {
            let (low, high, ternary) = try self.halves(&resident, halves)
            kernel = try device.program.kernel("part_costs")
            try kernel.set(
                low, high, whole, penalty, ternary, UInt32(halves.lowUnits), sets, UInt32(size), UInt32(chunk), costs)
        } else {
            kernel = try device.program.kernel("part_costs_by_sum")
            try kernel.set(
                try columns(&resident), tables.costs.probability, UInt32(tables.unitCount), whole, penalty, sets,
                UInt32(size), UInt32(chunk), costs)
        }
        try kernel.launch(
            over: [sets.count, (1 << size) / chunk], groups: [device.width, 1],
            work: DeclaredWork(bytes: Double(8 * sets.count << size)))
    }

    private func whole(
        _ resident: inout Resident, _ penalized: PenalizedTables
    ) throws(OpenCLError) -> OpenCLBuffer<Double> {
        if let known = resident.whole, known.lambda == penalized.lambda { return known.table }
        let table = try copy(penalized.whole)
        resident.whole = (penalized.lambda, table)
        return table
    }

    private func halves(
        _ resident: inout Resident, _ halves: HalfTables
    ) throws(OpenCLError) -> (OpenCLBuffer<Double>, OpenCLBuffer<Double>, OpenCLBuffer<Int32>) {
        if let known = resident.halves { return known }
        let ternary = try OpenCLBuffer(halves.ternary, on: device.context)
        let made = (low: try copy(halves.low), high: try copy(halves.high), ternary: ternary)
        resident.halves = made
        return made
    }

    private func columns(_ resident: inout Resident) throws(OpenCLError) -> OpenCLBuffer<Double> {
        if let known = resident.columns { return known }
        let losses = tables.costs.losses
        let entries = 1 << tables.unitCount
        let columns = try OpenCLBuffer<Double>(count: losses.count * entries, on: device.context)
        for (unit, column) in losses.enumerated() {
            try columns.write(UnsafeBufferPointer(start: column.base, count: entries), at: unit * entries)
        }
        resident.columns = columns
        return columns
    }

    private func copy(_ table: AlignedBuffer) throws(OpenCLError) -> OpenCLBuffer<Double> {
        let copy = try OpenCLBuffer<Double>(count: table.count, on: device.context)
        try copy.write(UnsafeBufferPointer(start: table.base, count: table.count))
        return copy
    }
}
