internal import COpenCL

/// A program built for one device, from the cache where it was built before.
///
/// Sendable because the standard makes a program's calls safe from any thread, and it does not change once it is built.
public final class OpenCLProgram: @unchecked Sendable {
    public let context: OpenCLContext
    public let source: OpenCLSource
    /// The options that it was built with.
    public let options: String
    /// Whether it came from the cache.
    public let isFromCache: Bool
    let handle: cl_program

    /// Builds `file` of the embedded sources.
    ///
    /// - Parameters:
    ///   - defines: Macros by name, such as `["SINGLE": "1"]`.
    ///   - cache: Where built programs are kept.
    /// - Throws: `OpenCLError.build` with the compiler's log and our lines; `.noSuchSource`, `.circularInclude`.
    public convenience init(
        _ file: String, defines: [String: String] = [:], on context: OpenCLContext,
        cache: OpenCLProgramCache = OpenCLProgramCache()
    ) throws(OpenCLError) {
        try self.init(OpenCLSource(file), defines: defines, on: context, cache: cache)
    }

    package init(
        _ source: OpenCLSource, defines: [String: String] = [:], on context: OpenCLContext,
        cache: OpenCLProgramCache = OpenCLProgramCache()
    ) throws(OpenCLError) {
        let options = Self.options(defines: defines, device: context.device)
        let key = Self.key(source, options: options, device: context.device)
        self.context = context
        self.source = source
        self.options = options
        if let program = cache.program(for: key), let kept = Self.load(program, options: options, context) {
            handle = kept
            isFromCache = true
            return
        }
        handle = try Self.build(source, options: options, context)
        isFromCache = false
        if let program = Self.binary(of: handle) { cache.keep(program, for: key) }
    }

    deinit {
        clReleaseProgram(handle)
    }

    /// Never fast mathematics: the same operations as on the CPU, each rounded by itself.
    ///
    /// Division and square root in single precision may be 2.5 ulp off by default; where the device can round them
    /// correctly it is told to.
    package static func options(defines: [String: String], device: OpenCLDevice) -> String {
        let rounding = device.roundsSingleCorrectly ? ["-cl-fp32-correctly-rounded-divide-sqrt"] : []
        let macros = defines.sorted { $0.key < $1.key }.map { "-D \($0.key)=\($0.value)" }
        return (["-cl-std=CL1.2"] + rounding + macros).joined(separator: " ")
    }

    /// Everything that the built program depends on.
    package static func key(_ source: OpenCLSource, options: String, device: OpenCLDevice) -> String {
        [device.platform, device.name, device.openCLVersion, device.driverVersion, options, source.text]
            .joined(separator: "\n")
    }

    private static func build(
        _ source: OpenCLSource, options: String, _ context: OpenCLContext
    ) throws(OpenCLError) -> cl_program {
        var status: Int32 = 0
        let created = source.text.withCString { text in
            var text: UnsafePointer<CChar>? = text
            return clCreateProgramWithSource(context.context, 1, &text, nil, &status)
        }
        try context.check(status, "clCreateProgramWithSource")
        guard let created else { throw noProgram(context) }
        var device: cl_device_id? = context.device.handle
        let built = clBuildProgram(created, 1, &device, options, nil, nil)
        guard built == CL_SUCCESS else {
            let log = openCLText {
                clGetProgramBuildInfo(created, device, cl_program_build_info(CL_PROGRAM_BUILD_LOG), $0, $1, $2)
            }
            clReleaseProgram(created)
            let annotated = OpenCLBuildLog(source: source, text: log).annotated
            let isRefusal = built == CL_BUILD_PROGRAM_FAILURE || built == CL_INVALID_BUILD_OPTIONS || !log.isEmpty
            guard isRefusal else {
                try context.check(built, "clBuildProgram")
                throw noProgram(context)
            }
            throw .build(file: source.file, device: context.device.label, log: annotated)
        }
        return created
    }

    private static func noProgram(_ context: OpenCLContext) -> OpenCLError {
        .failed(call: "clCreateProgramWithSource", device: context.device.label, status: "no program")
    }

    /// Nil where the driver does not take it: then it is built from source.
    private static func load(_ program: [UInt8], options: String, _ context: OpenCLContext) -> cl_program? {
        var device: cl_device_id? = context.device.handle
        var length = program.count
        var status: Int32 = 0
        let loaded = program.withUnsafeBufferPointer { bytes in
            var start: UnsafePointer<UInt8>? = bytes.baseAddress
            return clCreateProgramWithBinary(context.context, 1, &device, &length, &start, nil, &status)
        }
        guard let loaded else { return nil }
        guard status == CL_SUCCESS, clBuildProgram(loaded, 1, &device, options, nil, nil) == CL_SUCCESS else {
            clReleaseProgram(loaded)
            return nil
        }
        return loaded
    }

    /// The program as its driver keeps it; nil where it does not give it away.
    private static func binary(of program: cl_program) -> [UInt8]? {
        var size = 0
        guard
            clGetProgramInfo(
                program, cl_program_info(CL_PROGRAM_BINARY_SIZES), MemoryLayout<Int>.size, &size, nil) == CL_SUCCESS,
            size > 0
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        let status = bytes.withUnsafeMutableBufferPointer { bytes in
            var start: UnsafeMutablePointer<UInt8>? = bytes.baseAddress
            return clGetProgramInfo(
                program, cl_program_info(CL_PROGRAM_BINARIES), MemoryLayout<UnsafeMutablePointer<UInt8>?>.size, &start,
                nil)
        }
        return status == CL_SUCCESS ? bytes : nil
    }

    /// The names of its kernels, ascending.
    public var kernelNames: [String] {
        openCLText { clGetProgramInfo(handle, cl_program_info(CL_PROGRAM_KERNEL_NAMES), $0, $1, $2) }
            .split(separator: ";").map(String.init).sorted()
    }

    /// A new kernel of its own arguments.
    ///
    /// - Throws: `OpenCLError.noSuchKernel`.
    public func kernel(_ name: String) throws(OpenCLError) -> OpenCLKernel {
        try OpenCLKernel(name, of: self)
    }
}
