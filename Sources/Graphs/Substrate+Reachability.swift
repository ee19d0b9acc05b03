extension Substrate {
    /// Whether some state leads to `state` with a probability above 0: Σ_s Π_i p(u_i | s) > 0, with no rounding.
    ///
    /// - Complexity: O(n · 2ⁿ) at worst.
    public func isReachable(_ state: State) -> Bool {
        guard state.count == unitCount else { return false }
        return (0..<transitions.stateCount).contains { previous in
            (0..<unitCount).allSatisfy { unit in
                let on = transitions.probability(of: unit, after: previous)
                return state[unit] == 1 ? on > 0 : on < 1
            }
        }
    }

    /// The states that some state leads to with a probability above 0, ascending.
    ///
    /// Each state leads to a subcube: the units whose next value is certain are fixed, the others free.
    /// - Throws: `GraphsError` of kind `tooLarge` for networks beyond `NetworkSize`.
    /// - Complexity: O(n · 2ⁿ + Σ over distinct subcubes of their size).
    public func reachableStates() throws -> [State] {
        try NetworkSize.check(units: unitCount, file: name ?? "the network")
        let count = unitCount
        let everything = UInt64(1) << UInt64(count) - 1
        var subcubes: Set<Subcube> = []
        for previous in 0..<transitions.stateCount {
            var cube = Subcube(free: 0, value: 0)
            for unit in 0..<count {
                let on = transitions.probability(of: unit, after: previous)
                if on == 1 { cube.value |= 1 << UInt64(unit) } else if on > 0 { cube.free |= 1 << UInt64(unit) }
            }
            if cube.free == everything {
                return (0..<transitions.stateCount).map { State(bits: UInt64($0), count: count) }
            }
            subcubes.insert(cube)
        }
        var isReached = [Bool](repeating: false, count: transitions.stateCount)
        for cube in subcubes {
            var free = cube.free
            while true {
                isReached[Int(cube.value | free)] = true
                if free == 0 { break }
                free = (free - 1) & cube.free
            }
        }
        return isReached.indices.filter { isReached[$0] }.map { State(bits: UInt64($0), count: count) }
    }
}

/// The states that agree with `value` outside `free`.
private struct Subcube: Hashable {
    var free: UInt64
    var value: UInt64
}
