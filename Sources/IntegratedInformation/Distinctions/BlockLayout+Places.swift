import Compute

extension BlockLayout {
    /// For each set of `units` in `state`: its place in the table.
    ///
    /// - Parameters:
    ///   - units: `count` units, ascending.
    ///   - state: bits of the system's units.
    ///   - sets: scratch for 2^count.
    ///   - places: 2^count places, by set of positions in `units`.
    /// - Complexity: O(2^count).
    func fillPlaces(
        _ units: UnsafePointer<Int>, _ count: Int, state: Int, sets: UnsafeMutablePointer<Int32>,
        places: UnsafeMutablePointer<Int32>
    ) {
        sets[0] = 0
        // The state's bits within the block, gathered as units join in ascending order.
        places[0] = 0
        for position in 0..<count {
            let unit = units[position]
            let half = 1 << position
            let matters = dependence >> unit & 1 == 1
            let value = Int32(state >> unit & 1)
            for index in 0..<half {
                let set = sets[index]
                sets[half + index] = matters ? set | 1 << Int32(unit) : set
                places[half + index] =
                    matters ? places[index] | value << Int32(set.nonzeroBitCount) : places[index]
            }
        }
        for index in 0..<1 << count { places[index] += offsets[Int(sets[index])] }
    }

    /// The place of all of `units` (as bits: `set`) in a state of theirs.
    ///
    /// - Complexity: O(1) where all matter, else O(count).
    func place(of set: Int, state: Int, _ units: UnsafePointer<Int>, _ count: Int) -> Int {
        let first = Int(offsets[set])
        if set & ~dependence == 0 { return first + state }
        var index = 0
        var position = 0
        for unit in 0..<count where dependence >> units[unit] & 1 == 1 {
            index |= (state >> unit & 1) << position
            position += 1
        }
        return first + index
    }
}

extension MarginalTable {
    /// A unit's probabilities by state of `units`, ascending: its block where it depends on all of them, else the block
    /// repeated over those that do not matter, written to `spread`.
    ///
    /// - Parameter spread: room for 2^count.
    /// - Complexity: O(1), or O(2^count).
    func column(
        of unit: Int, over units: UnsafePointer<Int>, _ count: Int, spread: UnsafeMutablePointer<Double>,
        _ space: MechanismWorkspace
    ) -> UnsafePointer<Double> {
        let layout = layouts[unit]
        var set = 0
        for position in 0..<count { set |= 1 << units[position] }
        let block = probabilities[unit].base + Int(layout.offsets[set])
        if set & ~layout.dependence == 0 { return UnsafePointer(block) }
        let places = space.places
        places[0] = 0
        var weight: Int32 = 1
        for position in 0..<count {
            let half = 1 << position
            let matters = layout.dependence >> units[position] & 1 == 1
            for index in 0..<half { places[half + index] = places[index] + (matters ? weight : 0) }
            if matters { weight *= 2 }
        }
        for index in 0..<1 << count { spread[index] = block[Int(places[index])] }
        return UnsafePointer(spread)
    }
}
