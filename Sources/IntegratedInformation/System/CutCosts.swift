import Compute
import Synchronization

/// One direction of one specified state: what every set of cut inputs costs every unit (Eq. 19–20).
///
/// `cost(i, C) = π · (log₂ p_i(v_i | K = S) − log₂ p_i(v_i | K = S ∖ C))` in ibits, where π is the repertoire's
/// probability of the specified state, v_i the state whose probability is at stake and K the inputs that keep their
/// states, all others being uniform. A directed partition's φ in this direction is the sum over units.
struct CutCosts: Sendable {
    /// Unit i's losses of log-probability, in bits, indexed by C; shared with other specified states.
    let losses: [AlignedBuffer]
    /// π.
    let probability: Double

    var unitCount: Int { losses.count }

    /// - Parameters:
    ///   - columns: the direction's losses of log-probability.
    ///   - reference: the state that kept inputs have: the current state for effects, the specified cause for causes.
    ///   - outcome: the state whose probability is at stake: the specified effect, or the current state for causes.
    ///   - probability: π.
    /// - Complexity: O(n² · 2^n) additions and n · 2^(n−1) logarithms, less the columns already made.
    init(
        _ columns: CutCostColumns, reference: Int, outcome: Int, probability: Double, on pool: ThreadPool
    ) {
        let made = Mutex<[AlignedBuffer?]>(Array(repeating: nil, count: columns.unitCount))
        pool.forEach(count: columns.unitCount) { unit in
            let column = columns.column(unit: unit, reference: reference, isOn: outcome >> unit & 1 == 1)
            made.withLock { $0[unit] = column }
        }
        losses = made.withLock { $0.compactMap { $0 } }
        self.probability = probability
    }

    /// What unit `unit` costs when its inputs from `cut` are cut, in ibits.
    @inline(__always)
    func cost(_ unit: Int, _ cut: Int) -> Double { probability * losses[unit].base[cut] }

    /// φ of the cut in this direction, in ibits, not clamped: Σ_i cost(i, cutInputs[i]).
    func cost(of cutInputs: [UInt64]) -> Double {
        cutInputs.enumerated().reduce(0) { $0 + cost($1.offset, Int($1.element)) }
    }
}
