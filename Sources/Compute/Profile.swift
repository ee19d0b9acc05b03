internal import Synchronization

/// What one run of a kernel or region moves and computes, by its author's count.
public struct DeclaredWork: Sendable, Hashable {
    /// Bytes that must pass between memory and processor, each once (the compulsory traffic).
    public var bytes: Double
    /// Floating-point operations: an addition and a multiplication are two.
    public var operations: Double
    /// Whether the operations are in single precision.
    public var isSinglePrecision: Bool

    public init(bytes: Double = 0, operations: Double = 0, isSinglePrecision: Bool = false) {
        self.bytes = bytes
        self.operations = operations
        self.isSinglePrecision = isSinglePrecision
    }
}

/// Time, launches, bytes and operations by kernel or region, for `--profile`. Regions of the CPU and kernels of an
/// OpenCL device both end here.
public final class Profile: Sendable {
    struct Sum {
        var seconds = 0.0
        var launches = 0
        var work = DeclaredWork()
    }

    let sums = Mutex<[String: Sum]>([:])

    public init() {}

    /// Adds one run, or `launches` of them, to `name`.
    ///
    /// - Parameters:
    ///   - seconds: of all of them.
    ///   - work: of all of them.
    /// - Complexity: one short lock.
    public func add(_ name: String, seconds: Double, launches: Int = 1, work: DeclaredWork = DeclaredWork()) {
        sums.withLock { sums in
            sums[name, default: Sum()].seconds += seconds
            sums[name, default: Sum()].launches += launches
            sums[name, default: Sum()].work.bytes += work.bytes
            sums[name, default: Sum()].work.operations += work.operations
            if work.isSinglePrecision { sums[name, default: Sum()].work.isSinglePrecision = true }
        }
    }

    /// Runs `body` and adds its time to `name`, also where it throws.
    public func measure<Result, Failure: Error>(
        _ name: String, work: DeclaredWork = DeclaredWork(), _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let began = ContinuousClock.now
        defer { add(name, seconds: (ContinuousClock.now - began).inSeconds, work: work) }
        return try body()
    }
}

extension Duration {
    /// Seconds, rounded once.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
