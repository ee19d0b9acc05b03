internal import COpenCL
internal import Synchronization

/// A device in use: its context and one queue, in which commands run in the order of their calls.
///
/// Sendable because the standard makes every call on a context and a queue safe from any thread (OpenCL 1.2, A.2), and
/// because what changes here lies behind a lock.
public final class OpenCLContext: @unchecked Sendable {
    public let device: OpenCLDevice
    /// Where the time of every kernel goes; nil measures nothing.
    public let profile: Profile?
    let context: cl_context
    let queue: cl_command_queue
    /// Bytes of the buffers that are alive.
    let allocated = Atomic<Int>(0)
    let pending = Mutex(PendingEvents())

    /// - Parameters:
    ///   - profile: Collects the time of kernels and transfers; costs some microseconds a launch.
    /// - Throws: `OpenCLError.deviceLost`, `.failed` where the driver does not open the device.
    public init(_ device: OpenCLDevice, profile: Profile? = nil) throws(OpenCLError) {
        self.device = device
        self.profile = profile
        var status: Int32 = 0
        var handle: cl_device_id? = device.handle
        let platform = cl_context_properties(bitPattern: device.platformHandle)
        let properties: [cl_context_properties] = [cl_context_properties(CL_CONTEXT_PLATFORM), platform, 0]
        let context = clCreateContext(properties, 1, &handle, nil, nil, &status)
        try OpenCLError.check(status, "clCreateContext", on: device.label)
        guard let context else { throw .failed(call: "clCreateContext", device: device.label, status: "no context") }
        let profiling = profile == nil ? 0 : cl_command_queue_properties(CL_QUEUE_PROFILING_ENABLE)
        let queue = clCreateCommandQueue(context, device.handle, profiling, &status)
        guard let queue, status == CL_SUCCESS else {
            clReleaseContext(context)
            try OpenCLError.check(status, "clCreateCommandQueue", on: device.label)
            throw .failed(call: "clCreateCommandQueue", device: device.label, status: "no queue")
        }
        self.context = context
        self.queue = queue
    }

    deinit {
        clFinish(queue)
        pending.withLock { $0.release() }
        clReleaseCommandQueue(queue)
        clReleaseContext(context)
    }

    /// Bytes of this context's buffers.
    public var allocatedBytes: Int { allocated.load(ordering: .relaxed) }

    /// Starts what was enqueued, without waiting for it.
    public func flush() throws(OpenCLError) {
        try check(clFlush(queue), "clFlush")
    }

    /// Waits until everything that was enqueued is done. Times of all kernels are in the profile afterwards.
    ///
    /// - Throws: `OpenCLError.deviceLost` where the device gave up meanwhile.
    public func finish() throws(OpenCLError) {
        try check(clFinish(queue), "clFinish")
        try collectAllTimes()
    }

    func check(_ status: Int32, _ call: String) throws(OpenCLError) {
        try OpenCLError.check(status, call, on: device.label)
    }
}
