internal import CPlatform

/// Keeps a thread on a node's processors for a while.
package enum ThreadAffinity {
    /// Calls `body` with this thread on `processors`, and puts the thread back where it was allowed before. Where the system
    /// refuses, or does not know affinity, `body` simply runs.
    ///
    /// A thread is put on those of the processors that it may use already, so a process confined by `taskset` stays so.
    static func on<Success>(_ processors: [Int], _ body: () -> Success) -> Success {
        var before = [UInt8](repeating: 0, count: Int(CLAUSTRUM_AFFINITY_BYTES))
        guard claustrum_get_affinity(&before) == 0 else { return body() }
        var wanted = [UInt8](repeating: 0, count: before.count)
        for processor in processors where processor >= 0 && processor < 8 * before.count {
            wanted[processor / 8] |= before[processor / 8] & (1 << UInt8(processor % 8))
        }
        guard wanted.contains(where: { $0 != 0 }), claustrum_set_affinity(wanted) == 0 else { return body() }
        defer { _ = claustrum_set_affinity(before) }
        return body()
    }

    /// The processors this thread may run on, ascending; empty where the system does not say.
    package static var processors: [Int] {
        var allowed = [UInt8](repeating: 0, count: Int(CLAUSTRUM_AFFINITY_BYTES))
        guard claustrum_get_affinity(&allowed) == 0 else { return [] }
        return (0..<(8 * allowed.count)).filter { allowed[$0 / 8] & (1 << UInt8($0 % 8)) != 0 }
    }
}
