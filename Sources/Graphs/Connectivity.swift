/// Which units feed which: the causal graph of a substrate of at most 64 units.
public struct Connectivity: Hashable, Sendable, Codable {
    /// `inputs[j]` has bit `i` set where unit `i` feeds unit `j`.
    public let inputs: [UInt64]

    public var unitCount: Int { inputs.count }

    public init(inputs: [UInt64]) {
        self.inputs = inputs
    }

    /// Whether unit `source` feeds unit `target`.
    public func feeds(_ source: Int, _ target: Int) -> Bool {
        inputs[target] >> UInt64(source) & 1 == 1
    }

    /// `matrix[i][j]` = 1 where unit `i` feeds unit `j`.
    ///
    /// - Complexity: O(n²).
    public var matrix: [[Int]] {
        (0..<unitCount).map { source in (0..<unitCount).map { feeds(source, $0) ? 1 : 0 } }
    }

    /// Whether every unit of `units` (bit `i` = unit `i`) reaches every other through connections inside `units`.
    /// The empty set and a single unit are strongly connected, with or without a self-connection.
    ///
    /// - Complexity: O(|units|²).
    public func isStronglyConnected(units: UInt64) -> Bool {
        guard units != 0 else { return true }
        let root = units & (0 &- units)
        return reach(from: root, within: units, upstream: true) == units
            && reach(from: root, within: units, upstream: false) == units
    }

    private func reach(from start: UInt64, within units: UInt64, upstream: Bool) -> UInt64 {
        var reached = start
        var frontier = start
        while frontier != 0 {
            let unit = frontier.trailingZeroBitCount
            frontier &= frontier &- 1
            let next = upstream ? inputs[unit] : outputs(of: unit, within: units)
            let fresh = next & units & ~reached
            reached |= fresh
            frontier |= fresh
        }
        return reached
    }

    private func outputs(of unit: Int, within units: UInt64) -> UInt64 {
        var result: UInt64 = 0
        var remaining = units
        while remaining != 0 {
            let target = remaining.trailingZeroBitCount
            remaining &= remaining &- 1
            if feeds(unit, target) { result |= 1 << UInt64(target) }
        }
        return result
    }
}

extension Connectivity {
    /// The connections among `units` (ascending), renumbered in their order.
    ///
    /// - Complexity: O(|units|²).
    public func restricted(to units: [Int]) -> Connectivity {
        Connectivity(
            inputs: units.map { target in
                units.enumerated().reduce(UInt64(0)) { mask, source in
                    feeds(source.element, target) ? mask | 1 << UInt64(source.offset) : mask
                }
            })
    }
}
