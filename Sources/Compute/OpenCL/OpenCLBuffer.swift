internal import COpenCL
internal import Synchronization

/// `count` elements in a device's memory. An element is laid out as Swift lays it out: numbers, SIMD vectors, or
/// structures that OpenCL C declares alike.
///
/// Sendable because the standard makes its calls safe from any thread; commands on it run in the queue's order.
public final class OpenCLBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    public let context: OpenCLContext
    /// Elements.
    public let count: Int
    let handle: cl_mem
    private let bytes: Int

    /// Room for `count` elements, of no particular values.
    ///
    /// - Parameter count: 0 or more.
    /// - Throws: `OpenCLError.outOfMemory`, where the driver says so at once; others say so at the first use.
    public init(count: Int, on context: OpenCLContext) throws(OpenCLError) {
        precondition(count >= 0, "a buffer has no negative count")
        let (size, overflow) = max(1, count).multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        let device = context.device
        let shortage = OpenCLError.outOfMemory(
            device: device.label, bytes: overflow ? .max : size, allocated: context.allocatedBytes,
            total: device.globalMemory, largest: device.largestAllocation)
        guard !overflow, size <= device.largestAllocation, context.allocatedBytes <= device.globalMemory - size else {
            throw shortage
        }
        var status: Int32 = 0
        let created = clCreateBuffer(context.context, cl_mem_flags(CL_MEM_READ_WRITE), size, nil, &status)
        // At an allocation lacking resources are lacking memory.
        if OpenCLStatus(code: status).isOutOfMemory || status == CL_OUT_OF_RESOURCES { throw shortage }
        try context.check(status, "clCreateBuffer")
        guard let created else { throw .failed(call: "clCreateBuffer", device: device.label, status: "no buffer") }
        self.context = context
        self.count = count
        bytes = size
        handle = created
        context.allocated.add(size, ordering: .relaxed)
    }

    /// A copy of `elements`.
    ///
    /// - Throws: as `init(count:on:)` and `write(_:at:)` do.
    public convenience init(_ elements: [Element], on context: OpenCLContext) throws(OpenCLError) {
        try self.init(count: elements.count, on: context)
        try write(elements)
    }

    deinit {
        clReleaseMemObject(handle)
        context.allocated.subtract(bytes, ordering: .relaxed)
    }

    /// Copies `elements` to the buffer, from entry `offset` on, and returns when it is done.
    ///
    /// - Precondition: they fit.
    /// - Throws: `OpenCLError.outOfMemory`, `.deviceLost`.
    public func write(_ elements: [Element], at offset: Int = 0) throws(OpenCLError) {
        try elements.withUnsafeBufferPointer { (elements) throws(OpenCLError) in try write(elements, at: offset) }
    }

    /// As `write(_:at:)`, from memory that the caller holds.
    public func write(_ elements: UnsafeBufferPointer<Element>, at offset: Int = 0) throws(OpenCLError) {
        precondition(offset >= 0 && offset <= count - elements.count, "elements written beyond a buffer's end")
        guard let base = elements.baseAddress, !elements.isEmpty else { return }
        try transfer("copy to device", elements.count, "clEnqueueWriteBuffer") { size, event in
            clEnqueueWriteBuffer(
                context.queue, handle, cl_bool(CL_TRUE), offset * MemoryLayout<Element>.stride, size, base, 0, nil,
                event)
        }
    }

    /// The elements of `range`, after everything that was enqueued before.
    ///
    /// - Precondition: the range lies in the buffer.
    /// - Throws: `OpenCLError.outOfMemory`, `.deviceLost`.
    public func read(_ range: Range<Int>) throws(OpenCLError) -> [Element] {
        do {
            return try [Element](unsafeUninitializedCapacity: range.count) { target, count in
                try read(from: range.lowerBound, into: UnsafeMutableBufferPointer(rebasing: target[..<range.count]))
                count = range.count
            }
        } catch let error as OpenCLError {
            throw error
        } catch {
            throw .failed(call: "clEnqueueReadBuffer", device: context.device.label, status: "\(error)")
        }
    }

    /// Every element, after everything that was enqueued before.
    public func read() throws(OpenCLError) -> [Element] {
        try read(0..<count)
    }

    /// Copies the elements from entry `offset` on to memory that the caller holds, and returns when they are there.
    ///
    /// - Precondition: there are as many as `target` has room for.
    public func read(from offset: Int = 0, into target: UnsafeMutableBufferPointer<Element>) throws(OpenCLError) {
        precondition(offset >= 0 && offset <= count - target.count, "elements read beyond a buffer's end")
        guard let base = target.baseAddress, !target.isEmpty else { return }
        try transfer("copy to host", target.count, "clEnqueueReadBuffer") { size, event in
            clEnqueueReadBuffer(
                context.queue, handle, cl_bool(CL_TRUE), offset * MemoryLayout<Element>.stride, size, base, 0, nil,
                event)
        }
    }

    /// Sets every element, in the queue's order.
    ///
    /// - Precondition: an element has 1, 2, 4, 8, 16, 32, 64 or 128 bytes.
    public func fill(_ element: Element) throws(OpenCLError) {
        guard count > 0 else { return }
        var element = element
        let pattern = MemoryLayout<Element>.stride
        try transfer("fill", count, "clEnqueueFillBuffer") { size, event in
            clEnqueueFillBuffer(context.queue, handle, &element, pattern, 0, size, 0, nil, event)
        }
    }

    /// Copies `elements` entries of `source` to here, on the device and in the queue's order.
    ///
    /// - Precondition: both have them, and the two do not overlap.
    public func copy(
        _ elements: Int, of source: OpenCLBuffer, from sourceOffset: Int = 0, to offset: Int = 0
    ) throws(OpenCLError) {
        precondition(
            elements >= 0 && min(offset, sourceOffset) >= 0 && offset <= count - elements
                && sourceOffset <= source.count - elements, "elements copied beyond a buffer's end")
        guard elements > 0 else { return }
        let stride = MemoryLayout<Element>.stride
        try transfer("copy on device", elements, "clEnqueueCopyBuffer") { size, event in
            clEnqueueCopyBuffer(
                context.queue, source.handle, handle, sourceOffset * stride, offset * stride, size, 0, nil, event)
        }
    }

    /// Many drivers find out only at the first use that there is no room.
    private func transfer(
        _ name: String, _ elements: Int, _ call: String,
        _ enqueue: (Int, UnsafeMutablePointer<cl_event?>?) -> Int32
    ) throws(OpenCLError) {
        let size = elements * MemoryLayout<Element>.stride
        var status: Int32 = 0
        do {
            try context.timed(name, DeclaredWork(bytes: Double(size)), call) { event in
                status = enqueue(size, event)
                return status
            }
        } catch {
            guard OpenCLStatus(code: status).isOutOfMemory else { throw error }
            throw .outOfMemory(
                device: context.device.label, bytes: bytes, allocated: context.allocatedBytes - bytes,
                total: context.device.globalMemory, largest: context.device.largestAllocation)
        }
    }
}
