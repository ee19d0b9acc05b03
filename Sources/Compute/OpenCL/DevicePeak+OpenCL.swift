internal import Synchronization

extension DevicePeak {
    /// Measures an OpenCL device by its own clock: a triad, and chains of fused multiply-adds.
    ///
    /// - Throws: `OpenCLError`, as building, allocating and launching do.
    /// - Complexity: some 0.2 s beside opening the device.
    public static func measure(
        _ device: OpenCLDevice, cache: OpenCLProgramCache = OpenCLProgramCache()
    ) throws(OpenCLError) -> DevicePeak {
        DevicePeak(
            bytesPerSecond: try triad(device, cache),
            singleOperationsPerSecond: try chains(device, isSingle: true, cache),
            doubleOperationsPerSecond: device.hasDoublePrecision ? try chains(device, isSingle: false, cache) : nil,
            isFused: true)
    }

    /// Elements of four single-precision numbers: 64 MiB an array, or what fits three times.
    private static func triad(_ device: OpenCLDevice, _ cache: OpenCLProgramCache) throws(OpenCLError) -> Double {
        // A graphics processor's second-level cache holds tens of MiB.
        let bytes = min(device.isDiscrete ? 512 << 20 : 64 << 20, device.largestAllocation, device.globalMemory / 8)
        let count = max(1 << 10, bytes >> 4 & ~1023)
        let profile = Profile()
        let context = try OpenCLContext(device, profile: profile)
        let program = try OpenCLProgram("peak.cl", defines: macros(true, 4), on: context, cache: cache)
        let buffers = try (0..<3).map { (_) throws(OpenCLError) in
            try OpenCLBuffer<SIMD4<Float>>(count: count, on: context)
        }
        for buffer in buffers { try buffer.fill(SIMD4(repeating: 1)) }
        let kernel = try program.kernel("triad")
        try kernel.set(buffers[1], buffers[2], Float(0.5), buffers[0])
        let seconds = try best(kernel, over: count, context, profile)
        return Double(3 * 16 * count) / seconds
    }

    private static func chains(
        _ device: OpenCLDevice, isSingle: Bool, _ cache: OpenCLProgramCache
    ) throws(OpenCLError) -> Double {
        let profile = Profile()
        let context = try OpenCLContext(device, profile: profile)
        // A processor's widest vector; a graphics processor's items are its lanes, and short vectors spare registers.
        let lanes = device.isDiscrete ? 4 : isSingle ? 16 : 8
        let program = try OpenCLProgram("peak.cl", defines: macros(isSingle, lanes), on: context, cache: cache)
        let items = device.computeUnits * (device.isDiscrete ? 4096 : 256)
        let rounds: Int32 = 2048
        let kernel = try program.kernel("multiply_add_chains")
        try kernel.set(rounds, OpenCLBuffer<UInt64>(count: items * lanes, on: context))
        let seconds = try best(kernel, over: items, context, profile)
        return Double(2 * chainsAnItem * lanes * items) * Double(rounds) / seconds
    }

    /// The vectors of `multiply_add_chains` in kernels/peak.cl.
    private static let chainsAnItem = 8

    private static func macros(_ isSingle: Bool, _ lanes: Int) -> [String: String] {
        isSingle ? ["SINGLE": "1", "LANES": "\(lanes)"] : ["LANES": "\(lanes)"]
    }

    private static func best(
        _ kernel: OpenCLKernel, over count: Int, _ context: OpenCLContext, _ profile: Profile
    ) throws(OpenCLError) -> Double {
        var best = Double.infinity
        var spent = 0.0
        // The first launch compiles on some devices, and counts like any other.
        for _ in 0...repetitions {
            try kernel.launch(over: [count])
            try context.finish()
            let total = profile.sums.withLock { $0[kernel.name]?.seconds ?? 0 }
            best = min(best, total - spent)
            spent = total
        }
        return best
    }
}
