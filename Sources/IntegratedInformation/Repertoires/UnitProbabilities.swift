import Compute

/// What single units say (iit4.md §2): the transition probabilities of a system's units, with any of their inputs kept
/// in a state and the others uniform.
struct UnitProbabilities: Sendable {
    /// `n · 2^n` probabilities, unit by unit: P(unit = 1 | system state).
    let columns: AlignedBuffer
    let unitCount: Int

    /// P(unit = value | the units of `kept` are as in `state`), the mean over the states of the others.
    ///
    /// - Parameters:
    ///   - kept: bit j where unit j is held.
    ///   - state: the system's state; bits outside `kept` are ignored.
    /// - Complexity: O(2^(n − |kept|)).
    func probability(of unit: Int, being value: Int, given kept: Int, state: Int) -> Double {
        let free = ((1 << unitCount) - 1) & ~kept
        let fixed = state & kept
        var sum = 0.0
        var rest = 0
        repeat {
            sum += columns[unit << unitCount | fixed | rest]
            rest = (rest &- free) & free
        } while rest != 0
        let mean = sum / Double(1 << free.nonzeroBitCount)
        return value == 1 ? mean : 1 - mean
    }
}
