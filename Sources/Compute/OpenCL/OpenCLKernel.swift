internal import COpenCL

/// One kernel and its arguments. For one thread at a time, since setting an argument changes it: each thread makes its own.
public final class OpenCLKernel {
    public let name: String
    public let program: OpenCLProgram
    /// How many arguments it takes.
    public let argumentCount: Int
    private let handle: cl_kernel
    /// The buffers among the arguments, which the driver does not keep alive.
    private var arguments: [Int: any OpenCLArgument] = [:]

    init(_ name: String, of program: OpenCLProgram) throws(OpenCLError) {
        var status: Int32 = 0
        let created = clCreateKernel(program.handle, name, &status)
        if status == CL_INVALID_KERNEL_NAME {
            throw .noSuchKernel(name: name, file: program.source.file, found: program.kernelNames)
        }
        try program.context.check(status, "clCreateKernel")
        guard let created else { throw .noSuchKernel(name: name, file: program.source.file, found: []) }
        var count: cl_uint = 0
        clGetKernelInfo(created, cl_kernel_info(CL_KERNEL_NUM_ARGS), MemoryLayout<cl_uint>.size, &count, nil)
        self.name = name
        self.program = program
        argumentCount = Int(count)
        handle = created
    }

    deinit {
        clReleaseKernel(handle)
    }

    /// The device's own limit for this kernel: work-items a work-group.
    public var largestWorkGroup: Int {
        groupInformation(CL_KERNEL_WORK_GROUP_SIZE) ?? program.context.device.largestWorkGroup
    }

    /// Work-group sizes that are a multiple of it use the device's lanes fully.
    public var preferredWorkGroupMultiple: Int {
        max(1, groupInformation(CL_KERNEL_PREFERRED_WORK_GROUP_SIZE_MULTIPLE) ?? 1)
    }

    private func groupInformation(_ key: Int32) -> Int? {
        var value = 0
        let status = clGetKernelWorkGroupInfo(
            handle, program.context.device.handle, cl_kernel_work_group_info(key), MemoryLayout<Int>.size, &value, nil)
        return status == CL_SUCCESS ? value : nil
    }

    /// Sets all arguments. They stay for every launch until others are set.
    ///
    /// - Throws: `OpenCLError.launch` where their number, or an argument's size, is not what the kernel takes.
    public func set(_ arguments: any OpenCLArgument...) throws(OpenCLError) {
        guard arguments.count == argumentCount else {
            throw refused("it takes \(argumentCount) arguments and was given \(arguments.count)")
        }
        for (index, argument) in arguments.enumerated() { try set(argument, at: index) }
    }

    /// Sets the argument at `index`, from 0.
    ///
    /// - Throws: `OpenCLError.launch` where the kernel takes no such argument.
    public func set(_ argument: any OpenCLArgument, at index: Int) throws(OpenCLError) {
        guard (0..<argumentCount).contains(index) else {
            throw refused("it takes \(argumentCount) arguments and was given one as number \(index + 1)")
        }
        if let memory = argument as? OpenCLLocalMemory { try checkLocalMemory(memory, at: index) }
        let status = argument.withArgument { clSetKernelArg(handle, cl_uint(index), $0, $1) }
        switch status {
        case CL_INVALID_ARG_SIZE, CL_INVALID_ARG_VALUE, CL_INVALID_MEM_OBJECT:
            throw refused(
                "its argument \(index + 1) is not of the type \(type(of: argument)) (\(OpenCLStatus(code: status).name))"
            )
        default: try program.context.check(status, "clSetKernelArg")
        }
        arguments[index] = argument
    }

    /// Enqueues one run over `global` work-items, and returns at once.
    ///
    /// - Parameters:
    ///   - global: Work-items in each of 1 to 3 dimensions, 1 or more.
    ///   - local: Work-items of a work-group in each; they divide `global`. The driver's choice where nil.
    ///   - work: What the run moves and computes, for the profile.
    /// - Throws: `OpenCLError.launch` for sizes that the device cannot run or an argument that is missing;
    ///   `.outOfMemory`, `.deviceLost`.
    public func launch(
        over global: [Int], groups local: [Int]? = nil, work: DeclaredWork = DeclaredWork()
    ) throws(OpenCLError) {
        let sizesAgree = local.map { local in
            local.count == global.count && zip(global, local).allSatisfy { $1 > 0 && $0.isMultiple(of: $1) }
        }
        guard (1...3).contains(global.count), global.allSatisfy({ $0 > 0 }), sizesAgree ?? true else {
            throw refused(
                "\(global) work-items" + (local.map { " cannot be divided into groups of \($0)" } ?? " are no size"))
        }
        guard arguments.count == argumentCount else {
            let missing = (0..<argumentCount).first { arguments[$0] == nil } ?? 0
            throw refused("its argument \(missing + 1) of \(argumentCount) was not set")
        }
        let context = program.context
        var status: Int32 = 0
        do {
            try context.timed(name, work, "clEnqueueNDRangeKernel(\(name))") { event in
                status = clEnqueueNDRangeKernel(
                    context.queue, handle, cl_uint(global.count), nil, global, local, 0, nil, event)
                return status
            }
        } catch {
            throw explained(status, error, global: global, local: local)
        }
    }

    private func explained(
        _ status: Int32, _ error: OpenCLError, global: [Int], local: [Int]?
    ) -> OpenCLError {
        let device = program.context.device
        switch status {
        case CL_INVALID_WORK_GROUP_SIZE, CL_INVALID_WORK_ITEM_SIZE, CL_INVALID_GLOBAL_WORK_SIZE:
            return refused(
                "it takes groups of at most \(largestWorkGroup) work-items there, and was given "
                    + (local.map { "groups of \($0)" } ?? "\(global) work-items"))
        case CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_HOST_MEMORY:
            return .outOfMemory(
                device: device.label, bytes: nil, allocated: program.context.allocatedBytes, total: device.globalMemory,
                largest: device.largestAllocation)
        default: return error
        }
    }

    /// Drivers answer too much local memory with what also means a lost device, so it is looked at here.
    private func checkLocalMemory(_ memory: OpenCLLocalMemory, at index: Int) throws(OpenCLError) {
        let others = arguments.filter { $0.key != index }.values.compactMap { $0 as? OpenCLLocalMemory }
        let (total, there) = (others.reduce(memory.bytes) { $0 + $1.bytes }, program.context.device.localMemory)
        guard total > there else { return }
        throw refused("it asks for \(total) bytes of local memory a work-group, of \(there) there")
    }

    private func refused(_ reason: String) -> OpenCLError {
        .launch(kernel: name, device: program.context.device.label, reason: reason)
    }
}
