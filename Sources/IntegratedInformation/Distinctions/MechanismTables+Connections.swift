extension MechanismTables {
    /// Whether a mechanism's connections hang together in both directions, over everything it feeds and all that feeds
    /// it. If they do not, they do over no purview.
    func mayBeIrreducible(_ mechanism: Int) -> Bool {
        let effects = union(feeds, of: mechanism)
        let causes = union(fedBy, of: mechanism)
        return isConnected(mechanism, effects, forward: feeds, backward: fedBy)
            && isConnected(mechanism, causes, forward: fedBy, backward: feeds)
    }

    /// Whether the connections between a mechanism and a purview hang together: every purview unit has one, and no part
    /// of both is without connection to the rest. Otherwise the purview is left out, or some partition costs nothing.
    ///
    /// - Parameters:
    ///   - forward: for each unit, those it is connected to on the purview's side; `backward` the other way round.
    func isConnected(_ mechanism: Int, _ purview: Int, forward: [Int], backward: [Int]) -> Bool {
        var reachedMechanism = mechanism & (0 &- mechanism)
        var reachedPurview = 0
        var frontier = reachedMechanism
        while frontier != 0 {
            var fresh = union(forward, of: frontier) & purview & ~reachedPurview
            reachedPurview |= fresh
            if reachedPurview == purview {
                // The rest of the mechanism needs one connection each.
                return allHave(forward, mechanism & ~reachedMechanism, within: purview)
            }
            fresh = union(backward, of: fresh)
            frontier = fresh & mechanism & ~reachedMechanism
            reachedMechanism |= frontier
        }
        return false
    }

    /// The units that any of `units` is connected to.
    func union(_ adjacency: [Int], of units: Int) -> Int {
        var result = 0
        var rest = units
        while rest != 0 {
            result |= adjacency[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return result
    }

    private func allHave(_ adjacency: [Int], _ units: Int, within others: Int) -> Bool {
        var rest = units
        while rest != 0 {
            if adjacency[rest.trailingZeroBitCount] & others == 0 { return false }
            rest &= rest - 1
        }
        return true
    }
}
