internal import COpenCL

/// What a kernel takes as one argument. Widths are explicit: `Int32` is `int`, `Int64` is `long`.
public protocol OpenCLArgument {
    /// Hands the argument to `body` as bytes: their number, and where they lie; nil for local memory.
    func withArgument(_ body: (Int, UnsafeRawPointer?) -> Int32) -> Int32
}

extension OpenCLArgument where Self: BitwiseCopyable {
    public func withArgument(_ body: (Int, UnsafeRawPointer?) -> Int32) -> Int32 {
        withUnsafeBytes(of: self) { body($0.count, $0.baseAddress) }
    }
}

extension Int32: OpenCLArgument {}
extension UInt32: OpenCLArgument {}
extension Int64: OpenCLArgument {}
extension UInt64: OpenCLArgument {}
extension Float: OpenCLArgument {}
extension Double: OpenCLArgument {}

extension OpenCLBuffer: OpenCLArgument {
    public func withArgument(_ body: (Int, UnsafeRawPointer?) -> Int32) -> Int32 {
        var memory: cl_mem? = handle
        return body(MemoryLayout<cl_mem?>.size, &memory)
    }
}

/// Memory that a work-group shares: `__local` in a kernel's arguments.
public struct OpenCLLocalMemory: OpenCLArgument, Sendable, Hashable {
    /// Bytes a work-group.
    public let bytes: Int

    /// - Parameter bytes: 1 or more.
    public init(bytes: Int) {
        self.bytes = bytes
    }

    public func withArgument(_ body: (Int, UnsafeRawPointer?) -> Int32) -> Int32 {
        body(bytes, nil)
    }
}
