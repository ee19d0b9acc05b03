import Compute
import GeneratedInput
import Testing

@Suite(.enabled(if: TestDevice.isPresent, Comment(rawValue: TestDevice.absence)))
struct OpenCLTests {
    private func numbers(_ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in random.value(-1, 1) * [1e-9, 1, 1e9][random.index(3)] }
    }

    /// Each operation is rounded by itself, as in Swift: nothing is contracted to a fused multiply-add.
    @Test(.enabled(if: TestDevice.first?.hasDoublePrecision == true))
    func scaledSumsHaveTheBitsOfSwift() throws {
        let context = try TestDevice.context()
        let kernel = try KernelTexts.program(KernelTexts.enabling + KernelTexts.sum, on: context).kernel("sum")
        let (a, b) = (numbers(1000, seed: 1), numbers(1000, seed: 2))
        let out = try OpenCLBuffer<Double>(count: 1000, on: context)
        try kernel.set(OpenCLBuffer(a, on: context), OpenCLBuffer(b, on: context), 1.1, out)
        try kernel.launch(over: [1000], groups: [100])
        #expect(try out.read() == zip(a, b).map { $0 * 1.1 + $1 })
        let fused = zip(a, b).map { $1.addingProduct($0, 1.1) }
        #expect(try out.read() != fused)
    }

    @Test(.enabled(if: TestDevice.first?.roundsSingleCorrectly == true))
    func singlePrecisionDivisionAndRootAreCorrectlyRounded() throws {
        let context = try TestDevice.context()
        let kernel = try KernelTexts.program(
            """
            __kernel void divide(__global const float *a, __global const float *b, __global float *out)
            {
                const size_t i = get_global_id(0);
                out[i] = a[i] / b[i] + sqrt(fabs(b[i]));
            }
            """, on: context
        ).kernel("divide")
        let (a, b) = (numbers(4096, seed: 3).map(Float.init), numbers(4096, seed: 4).map(Float.init))
        let out = try OpenCLBuffer<Float>(count: 4096, on: context)
        try kernel.set(OpenCLBuffer(a, on: context), OpenCLBuffer(b, on: context), out)
        try kernel.launch(over: [4096])
        #expect(try out.read() == zip(a, b).map { $0 / $1 + abs($1).squareRoot() })
    }

    @Test func whatIsWrittenIsRead() throws {
        let context = try TestDevice.context()
        let buffer = try OpenCLBuffer<Int32>(count: 10, on: context)
        try buffer.fill(-1)
        try buffer.write([1, 2, 3], at: 4)
        #expect(try buffer.read() == [-1, -1, -1, -1, 1, 2, 3, -1, -1, -1])
        #expect(try buffer.read(4..<6) == [1, 2])
        let copy = try OpenCLBuffer<Int32>([0, 0, 0, 0], on: context)
        try copy.copy(2, of: buffer, from: 5, to: 1)
        #expect(try copy.read() == [0, 2, 3, 0])
        let empty = try OpenCLBuffer<Double>([], on: context)
        try empty.fill(1)
        #expect(try empty.read().isEmpty)
        #expect(context.allocatedBytes == 40 + 16 + 8)
    }

    @Test func memoryIsGivenBack() throws {
        let context = try TestDevice.context()
        for _ in 0..<3 {
            let buffer = try OpenCLBuffer<Float>(count: 1000, on: context)
            #expect(context.allocatedBytes == 4000)
            try buffer.fill(0)
        }
        #expect(context.allocatedBytes == 0)
    }

    /// Work-groups, local memory and three dimensions: each group sums its numbers.
    @Test func groupsShareLocalMemory() throws {
        let context = try TestDevice.context()
        let kernel = try KernelTexts.program(
            """
            __kernel void total(__global const int *in, __local int *shared, __global int *out)
            {
                const size_t i = get_local_id(1);
                shared[i] = in[get_global_id(1)];
                barrier(CLK_LOCAL_MEM_FENCE);
                if (i == 0) {
                    int sum = 0;
                    for (size_t k = 0; k < get_local_size(1); ++k) sum += shared[k];
                    out[get_group_id(1)] = sum + (int)get_global_id(0) + (int)get_global_size(2);
                }
            }
            """, on: context
        ).kernel("total")
        let out = try OpenCLBuffer<Int32>(count: 4, on: context)
        try kernel.set(OpenCLBuffer(Array(0..<Int32(64)), on: context), OpenCLLocalMemory(bytes: 16 * 4), out)
        try kernel.launch(over: [1, 64, 1], groups: [1, 16, 1])
        #expect(try out.read() == (0..<4).map { group in (0..<16).reduce(1) { $0 + 16 * group + $1 } })
        #expect(kernel.largestWorkGroup >= 16)
        #expect(kernel.preferredWorkGroupMultiple >= 1)
    }

    /// Commands run in the order of their calls, and a kernel keeps its buffers alive.
    @Test func theQueueKeepsItsOrder() throws {
        let context = try TestDevice.context()
        let kernel = try KernelTexts.program(
            "__kernel void advance(__global uint *x) { x[get_global_id(0)] = x[get_global_id(0)] * 3 + 1; }",
            on: context
        ).kernel("advance")
        let buffer = try OpenCLBuffer<UInt32>(count: 16, on: context)
        try buffer.fill(1)
        try kernel.set(buffer)
        for _ in 0..<200 { try kernel.launch(over: [16]) }
        let expected = (0..<200).reduce(UInt32(1)) { value, _ in value &* 3 &+ 1 }
        #expect(try buffer.read() == [UInt32](repeating: expected, count: 16))
    }

    /// A context serves several threads, each with its own kernel.
    @Test func threadsShareAContext() throws {
        let context = try TestDevice.context()
        let program = try KernelTexts.program(
            "__kernel void fill(const int value, __global int *x) { x[get_global_id(0)] = value; }", on: context)
        let sums = try ThreadPool(threads: 4).map(count: 32) { index in
            let kernel = try program.kernel("fill")
            let buffer = try OpenCLBuffer<Int32>(count: 100, on: context)
            try kernel.set(Int32(index), buffer)
            try kernel.launch(over: [100])
            return try buffer.read().reduce(0, +)
        }
        #expect(sums == (0..<32).map { Int32(100 * $0) })
    }

    @Test func everyDeviceSaysWhatItIs() throws {
        let devices = try OpenCLDevice.all()
        #expect(devices.map(\.index) == Array(devices.indices))
        for device in devices {
            #expect(!device.name.isEmpty && !device.driverVersion.isEmpty && !device.platform.isEmpty)
            #expect(device.openCLVersion.hasPrefix("OpenCL "))
            #expect(device.computeUnits > 0 && device.largestWorkGroup > 0)
            #expect(device.largestAllocation <= device.globalMemory)
            #expect(device.localMemory >= 1 << 14, "OpenCL 1.2, table 4.3")
        }
    }

    /// The embedded sources are there by name.
    @Test func peakIsCarried() throws {
        let context = try TestDevice.context()
        let program = try OpenCLProgram(
            "peak.cl", defines: ["SINGLE": "1", "LANES": "4"], on: context, cache: OpenCLProgramCache(folder: nil))
        #expect(program.kernelNames == ["multiply_add_chains", "triad"])
    }
}
