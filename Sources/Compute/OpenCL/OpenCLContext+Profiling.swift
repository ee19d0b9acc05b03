internal import COpenCL
internal import Synchronization

/// The events of commands whose times were not read yet, the oldest first.
struct PendingEvents {
    struct Entry {
        let event: cl_event
        let name: String
        let work: DeclaredWork
    }

    var entries: [Entry] = []

    mutating func release() {
        for entry in entries { clReleaseEvent(entry.event) }
        entries = []
    }
}

// Handles, which the standard allows every thread to use; they move only under the context's lock.
extension PendingEvents.Entry: @unchecked Sendable {}

extension OpenCLContext {
    /// Events are read when this many have gathered, half of them at a time, so that the queue never runs dry for it.
    private static let mostPending = 512

    /// Calls `enqueue` with where to put the command's event: nil where nothing is measured.
    func timed(
        _ name: String, _ work: DeclaredWork, _ call: String,
        _ enqueue: (UnsafeMutablePointer<cl_event?>?) -> Int32
    ) throws(OpenCLError) {
        guard profile != nil else { return try check(enqueue(nil), call) }
        var event: cl_event?
        try check(enqueue(&event), call)
        guard let event else { return }
        let entry = PendingEvents.Entry(event: event, name: name, work: work)
        let due = pending.withLock { pending -> [PendingEvents.Entry] in
            pending.entries.append(entry)
            guard pending.entries.count >= Self.mostPending else { return [] }
            let due = Array(pending.entries.prefix(Self.mostPending / 2))
            pending.entries.removeFirst(due.count)
            return due
        }
        try collect(due)
    }

    func collectAllTimes() throws(OpenCLError) {
        guard profile != nil else { return }
        let due = pending.withLock { pending -> [PendingEvents.Entry] in
            defer { pending.entries = [] }
            return pending.entries
        }
        try collect(due)
    }

    private func collect(_ due: [PendingEvents.Entry]) throws(OpenCLError) {
        defer { for entry in due { clReleaseEvent(entry.event) } }
        guard let profile, let last = due.last else { return }
        var event: cl_event? = last.event
        try check(clWaitForEvents(1, &event), "clWaitForEvents")
        for entry in due {
            let start = try nanoseconds(CL_PROFILING_COMMAND_START, of: entry.event)
            let end = try nanoseconds(CL_PROFILING_COMMAND_END, of: entry.event)
            profile.add(entry.name, seconds: Double(end &- start) * 1e-9, work: entry.work)
        }
    }

    private func nanoseconds(_ key: Int32, of event: cl_event) throws(OpenCLError) -> UInt64 {
        var value: cl_ulong = 0
        try check(
            clGetEventProfilingInfo(event, cl_profiling_info(key), MemoryLayout<cl_ulong>.size, &value, nil),
            "clGetEventProfilingInfo")
        return value
    }
}
