internal import Compute
internal import Synchronization

/// `KernelSums` of a panel on an OpenCL device, from `kernels/mmd.cl`.
///
/// The same operations on each pair as on the CPU, the exponential included; inner products and sums are added up in
/// another order, so the mean kernel values agree to some 10⁻¹³ and not to the bit. The same bits on every device and for
/// every number of threads.
final class OpenCLKernelSums: Sendable {
    private let context: OpenCLContext
    private let program: OpenCLProgram
    private let tiles: DistanceTiles
    private let labels: RowLabellings
    private let resident: Mutex<Resident>

    /// What stays on the device.
    private struct Resident {
        let values: OpenCLBuffer<Double>
        let squaredNorms: OpenCLBuffer<Double>
        let words: OpenCLBuffer<UInt64>
        let partial: OpenCLBuffer<Double>
        let sums: OpenCLBuffer<Double>
    }

    /// Rows of a work-group, as the kernel has them.
    private static let groupSide = 16
    /// Work-groups that share the columns: enough for every device, and fixed so that the bits are too.
    private static let slices = 64

    /// - Parameter profile: collects the time of kernels and transfers.
    /// - Returns: nil for the CPU.
    /// - Throws: `OpenCLError` where the device cannot be opened, has no double precision or too little memory.
    static func opened(
        _ device: Device, _ tiles: DistanceTiles, _ labels: RowLabellings, profile: Profile?
    ) throws(OpenCLError) -> OpenCLKernelSums? {
        guard case .opencl(let device) = device else { return nil }
        return try OpenCLKernelSums(device, tiles, labels, profile)
    }

    private init(
        _ device: OpenCLDevice, _ tiles: DistanceTiles, _ labels: RowLabellings, _ profile: Profile?
    ) throws(OpenCLError) {
        guard device.hasDoublePrecision else { throw .noDoublePrecision(device: device.label, capable: []) }
        context = try OpenCLContext(device, profile: profile)
        program = try OpenCLProgram("mmd.cl", on: context)
        self.tiles = tiles
        self.labels = labels
        let pooled = tiles.pooled
        let values = try OpenCLBuffer<Double>(count: pooled.values.count, on: context)
        try values.write(UnsafeBufferPointer(start: pooled.values.base, count: pooled.values.count))
        let norms = try OpenCLBuffer<Double>(count: pooled.paddedCount, on: context)
        try norms.write(UnsafeBufferPointer(start: pooled.squaredNorms.base, count: pooled.paddedCount))
        let words = try OpenCLBuffer<UInt64>(count: labels.words.count * pooled.paddedCount, on: context)
        for (group, some) in labels.words.enumerated() { try words.write(some, at: group * pooled.paddedCount) }
        let sums = 2 * 64 * labels.words.count
        let groups = tiles.side / Self.groupSide * Self.slices
        resident = Mutex(
            Resident(
                values: values, squaredNorms: norms, words: words,
                partial: try OpenCLBuffer(count: groups * sums, on: context),
                sums: try OpenCLBuffer(count: sums, on: context)))
    }

    /// The sums over the pairs of one panel: one call at a time.
    ///
    /// - Throws: `OpenCLError`.
    func sums(panel: Int, widths: [Double]) throws(OpenCLError) -> KernelSums {
        let (pooled, rows) = (tiles.pooled, tiles.range(panel))
        let rowTiles = (rows.count + Self.groupSide - 1) / Self.groupSide
        let (words, slices) = (labels.words.count, Self.slices)
        return try resident.withLock { (resident) throws(OpenCLError) in
            let rates = try OpenCLBuffer(widths.map(GaussianTile.rate), on: context)
            let kernel = try program.kernel("kernel_sums")
            try kernel.set(
                resident.values, resident.squaredNorms, UInt32(pooled.count), UInt32(pooled.columns),
                pooled.resolution, resident.words, UInt32(pooled.paddedCount), UInt32(words), rates,
                UInt32(widths.count), UInt32(rows.lowerBound / Self.groupSide),
                UInt32(pooled.paddedCount / Self.groupSide), UInt32(slices), resident.partial)
            let labelGroups = (words + 3) / 4
            let pairs = Double(tiles.pairs(panel))
            try kernel.launch(
                over: [labelGroups * 256, rowTiles, slices], groups: [256, 1, 1],
                work: DeclaredWork(operations: 2 * pairs * Double(pooled.columns * labelGroups + labels.columns)))
            let adder = try program.kernel("add_groups")
            try adder.set(resident.partial, UInt32(resident.sums.count), UInt32(rowTiles * slices), resident.sums)
            try adder.launch(over: [resident.sums.count])
            let sums = try resident.sums.read()
            // Its times are in the profile then.
            try context.finish()
            return KernelSums(
                within: Array(sums[..<labels.columns]), touching: Array(sums[(words * 64)...].prefix(labels.columns)))
        }
    }
}
