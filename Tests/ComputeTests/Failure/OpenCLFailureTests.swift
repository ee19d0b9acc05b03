import Compute
import Testing

@Suite(.enabled(if: TestDevice.isPresent, Comment(rawValue: TestDevice.absence)))
struct OpenCLFailureTests {
    private func failure(_ body: () throws -> Void) throws -> OpenCLError {
        try #require(#expect(throws: OpenCLError.self, performing: body))
    }

    @Test func aBuildErrorNamesFileLineAndText() throws {
        let context = try TestDevice.context()
        let files = [
            "outer.cl": "int before;\n#include \"inner.cl\"\n__kernel void k(__global int *x) { x[0] = undeclared; }\n",
            "inner.cl": "inline int f(int a)\n{\n    return a +* missing;\n}\n",
        ]
        let error = try failure {
            _ = try OpenCLProgram(
                OpenCLSource("outer.cl", in: files), on: context, cache: OpenCLProgramCache(folder: nil))
        }
        #expect(error.code == "opencl-build")
        #expect(error.exitStatus == .unavailable)
        #expect(error.message.contains("inner.cl:3: return a +* missing;"), "\(error.message)")
        #expect(
            error.message.contains("outer.cl:3: __kernel void k(__global int *x) { x[0] = undeclared; }"),
            "\(error.message)")
    }

    @Test func anUnknownKernelIsRefusedWithThoseThereAre() throws {
        let program = try KernelTexts.program(
            "__kernel void a(int x) {} __kernel void b(int x) {}", on: TestDevice.context())
        let error = try failure { _ = try program.kernel("c") }
        #expect(error == .noSuchKernel(name: "c", file: "test.cl", found: ["a", "b"]))
    }

    @Test func wrongArgumentsAreRefused() throws {
        let context = try TestDevice.context()
        let kernel = try KernelTexts.program("__kernel void k(int a, __global int *b) { b[0] = a; }", on: context)
            .kernel(
                "k")
        let buffer = try OpenCLBuffer<Int32>([0], on: context)
        #expect(try failure { try kernel.set(Int32(1)) }.message.contains("takes 2 arguments and was given 1"))
        #expect(try failure { try kernel.set(Int32(1), at: 2) }.message.contains("as number 3"))
        try kernel.set(Int32(1), at: 0)
        #expect(try failure { try kernel.launch(over: [1]) }.message.contains("argument 2 of 2 was not set"))
        #expect(try failure { try kernel.set(Int64(1), at: 0) }.message.contains("argument 1 is not of the type Int64"))
        try kernel.set(Int32(3), buffer)
        try kernel.launch(over: [1])
        #expect(try buffer.read() == [3])
    }

    @Test func sizesThatCannotRunAreRefused() throws {
        let context = try TestDevice.context()
        let kernel = try KernelTexts.program("__kernel void k(__global int *b) { b[0] = 1; }", on: context).kernel("k")
        try kernel.set(OpenCLBuffer<Int32>([0], on: context))
        for (global, local) in [([0], nil), ([-1], nil), ([], nil), ([1, 1, 1, 1], nil), ([10], [3]), ([4], [2, 2])] {
            let error = try failure { try kernel.launch(over: global, groups: local) }
            #expect(error.code == "opencl-launch", "\(global) \(String(describing: local))")
        }
        let shared = try KernelTexts.program("__kernel void k(__local int *a, __local int *b) {}", on: context).kernel(
            "k")
        let half = OpenCLLocalMemory(bytes: context.device.localMemory / 2 + 4)
        try shared.set(half, at: 0)
        #expect(try failure { try shared.set(half, at: 1) }.message.contains("bytes of local memory a work-group"))
        let most = context.device.largestWorkGroup * 2
        let error = try failure { try kernel.launch(over: [most], groups: [most]) }
        #expect(error.message.contains("at most \(kernel.largestWorkGroup) work-items"), "\(error.message)")
    }

    @Test func anAllocationBeyondTheDeviceIsRefusedWithSizes() throws {
        let context = try TestDevice.context()
        let device = context.device
        let held = try OpenCLBuffer<Int8>(count: 3 << 20, on: context)
        let error = try failure { _ = try OpenCLBuffer<Double>(count: device.largestAllocation / 8 + 1, on: context) }
        #expect(error.code == "opencl-out-of-memory")
        #expect(error.exitStatus == .tryAgain)
        #expect(error.message.contains("3.0 MiB of"), "\(error.message)")
        #expect(context.allocatedBytes == held.count)
        let absurd = try failure { _ = try OpenCLBuffer<Double>(count: .max, on: context) }
        #expect(absurd.code == "opencl-out-of-memory")
    }

    @Test func aDeviceThatIsNotThereIsRefusedWithThoseThatAre() throws {
        let devices = try OpenCLDevice.all()
        let workload = DeviceWorkload(size: 1, crossover: 1, unit: "steps", needsDoublePrecision: false)
        let error = try failure { _ = try Device.resolve(.opencl(devices.count), for: workload) }
        #expect(error == .noSuchDevice(index: devices.count, found: devices.map(\.label)))
        #expect(error.message.contains("there is no OpenCL device \(devices.count)"))
        #expect(error.message.contains(devices[0].label))
        #expect(try Device.resolve(.opencl(0), for: workload).device == .opencl(devices[0]))
    }
}
