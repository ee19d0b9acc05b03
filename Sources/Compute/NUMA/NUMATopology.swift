internal import Foundation

/// The memory nodes of a machine: each has processors that reach its memory faster than the other nodes'.
public struct NUMATopology: Sendable, Equatable {
    /// One node.
    public struct Node: Sendable, Equatable {
        /// The system's number for it; numbers need not follow each other.
        public let number: Int
        /// The numbers of its processors, ascending.
        public let processors: [Int]
        /// Its memory; 0 where the system does not say.
        public let memoryBytes: Int

        public init(number: Int, processors: [Int], memoryBytes: Int = 0) {
            self.number = number
            self.processors = processors.sorted()
            self.memoryBytes = memoryBytes
        }
    }

    /// The nodes that have processors, in ascending order of number; at least one.
    public let nodes: [Node]

    /// The given nodes, for tests and for machines described by hand.
    ///
    /// - Parameter nodes: Nodes without processors, which some machines have, are left out. Where none remains, the result
    ///   is `single(processors:memoryBytes:)` for one processor.
    public init(nodes: [Node]) {
        let working = nodes.filter { !$0.processors.isEmpty }.sorted { $0.number < $1.number }
        self.nodes = working.isEmpty ? [Node(number: 0, processors: [0])] : working
    }

    /// A machine whose memory is all alike.
    public static func single(processors: Int, memoryBytes: Int = 0) -> NUMATopology {
        NUMATopology(nodes: [Node(number: 0, processors: Array(0..<max(1, processors)), memoryBytes: memoryBytes)])
    }

    /// Whether all memory is alike, so that there is nothing to place or to pin.
    public var isUniform: Bool { nodes.count == 1 }

    /// The processors of all nodes.
    public var processorCount: Int { nodes.reduce(0) { $0 + $1.processors.count } }

    /// This machine's nodes, through libnuma; one where it is not installed or says that there are none. Asked for once.
    public static let machine = NUMALibrary().flatMap { $0.topology() } ?? single(processors: ThreadPool.cores)
}

/// libnuma, opened rather than linked: it reads the machine's description whenever it is loaded, and most commands have no
/// use for it.
private struct NUMALibrary {
    typealias Mask = OpaquePointer
    private let available: @convention(c) () -> Int32
    private let highestNode: @convention(c) () -> Int32
    private let memory: @convention(c) (Int32, UnsafeMutablePointer<Int64>?) -> Int64
    private let processors: @convention(c) (Int32, Mask) -> Int32
    private let makeMask: @convention(c) () -> Mask?
    private let freeMask: @convention(c) (Mask) -> Void
    private let isSet: @convention(c) (Mask, UInt32) -> Int32
    private let configuredProcessors: @convention(c) () -> Int32

    init?() {
        guard let library = dlopen("libnuma.so.1", RTLD_NOW | RTLD_LOCAL),
            let available = dlsym(library, "numa_available"),
            let highestNode = dlsym(library, "numa_max_node"),
            let memory = dlsym(library, "numa_node_size64"),
            let processors = dlsym(library, "numa_node_to_cpus"),
            let makeMask = dlsym(library, "numa_allocate_cpumask"),
            let freeMask = dlsym(library, "numa_bitmask_free"),
            let isSet = dlsym(library, "numa_bitmask_isbitset"),
            let configuredProcessors = dlsym(library, "numa_num_configured_cpus")
        else { return nil }
        self.available = unsafeBitCast(available, to: type(of: self.available))
        self.highestNode = unsafeBitCast(highestNode, to: type(of: self.highestNode))
        self.memory = unsafeBitCast(memory, to: type(of: self.memory))
        self.processors = unsafeBitCast(processors, to: type(of: self.processors))
        self.makeMask = unsafeBitCast(makeMask, to: type(of: self.makeMask))
        self.freeMask = unsafeBitCast(freeMask, to: type(of: self.freeMask))
        self.isSet = unsafeBitCast(isSet, to: type(of: self.isSet))
        self.configuredProcessors = unsafeBitCast(configuredProcessors, to: type(of: self.configuredProcessors))
    }

    /// nil where the system has no notion of nodes.
    func topology() -> NUMATopology? {
        guard available() >= 0, let mask = makeMask() else { return nil }
        defer { freeMask(mask) }
        let nodes = (0...max(0, highestNode())).compactMap { number -> NUMATopology.Node? in
            guard processors(number, mask) == 0 else { return nil }
            let found = (0..<max(0, configuredProcessors())).filter { isSet(mask, UInt32($0)) != 0 }
            return NUMATopology.Node(
                number: Int(number), processors: found.map(Int.init), memoryBytes: max(0, Int(memory(number, nil))))
        }
        return NUMATopology(nodes: nodes)
    }
}
