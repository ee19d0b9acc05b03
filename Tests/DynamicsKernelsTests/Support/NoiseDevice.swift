import Compute
import Testing

/// `kernels/noise.cl` on the first OpenCL device, in the precision of `Number`.
struct NoiseDevice<Number: BinaryFloatingPoint & BitwiseCopyable & Sendable> {
    let context: OpenCLContext
    let program: OpenCLProgram

    /// Nil, with a printed message, where no device can compute in the precision with correct rounding.
    init?() throws {
        let isDouble = Number.significandBitCount == 52
        let device: OpenCLDevice
        do {
            let found = try OpenCLDevice.all()
            guard let able = found.first(where: { isDouble ? $0.hasDoublePrecision : $0.roundsSingleCorrectly }) else {
                print("skipped: no OpenCL device here rounds \(Number.self) as the processor does")
                return nil
            }
            device = able
        } catch {
            print("skipped: \(error)")
            return nil
        }
        context = try OpenCLContext(device)
        program = try OpenCLProgram("noise.cl", defines: isDouble ? [:] : ["SINGLE": "1"], on: context)
    }

    func values(_ function: ElementaryFunction, _ x: [Number]) throws -> [Number] {
        let out = try OpenCLBuffer<Number>(count: x.count, on: context)
        let kernel = try program.kernel("elementary_values")
        try kernel.set(function.rawValue, try OpenCLBuffer(x, on: context), out, UInt64(x.count))
        try kernel.launch(over: [x.count])
        return try out.read()
    }

    func normals(
        seed: UInt64, step: UInt32, draw: UInt32, nodes: [UInt32], runs: [UInt32]
    ) throws -> (even: [Number], odd: [Number]) {
        let even = try OpenCLBuffer<Number>(count: nodes.count, on: context)
        let odd = try OpenCLBuffer<Number>(count: nodes.count, on: context)
        let kernel = try program.kernel("fill_normals")
        try kernel.set(
            seed, step, draw, try OpenCLBuffer(nodes, on: context), try OpenCLBuffer(runs, on: context),
            UInt64(nodes.count), even, odd)
        try kernel.launch(over: [nodes.count])
        return (try even.read(), try odd.read())
    }
}
