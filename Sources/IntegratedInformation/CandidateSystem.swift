import Compute
public import Graphs
import Kernels

/// A candidate system in its background (Albantakis et al. 2023, Eq. 3–4): the transition probabilities of its own
/// units, with the rest of the substrate conditioned on its current state (effects) or, when they are asked for,
/// averaged over its previous states (causes).
struct CandidateSystem: Sendable {
    /// The system's units in the substrate, ascending; n of them.
    let units: [Int]
    /// The system's current state, over `units`.
    let state: Int
    /// `n · 2^n` probabilities, unit by unit: P(unit i = 1 at t+1 | system state at t), background held.
    let effectColumns: AlignedBuffer
    let connectivity: Connectivity

    var unitCount: Int { units.count }

    private let substrate: Substrate
    private let scatter: BitScatter

    /// - Complexity: O(n · 2^n).
    init(substrate: Substrate, state: State, units: [Int]) {
        self.substrate = substrate
        self.units = units
        let local = state.restricted(to: units)
        self.state = Int(local.bits)
        connectivity = substrate.connectivity.restricted(to: units)
        let scatter = BitScatter(units: units, of: substrate.unitCount)
        self.scatter = scatter
        let count = 1 << units.count
        let effect = AlignedBuffer(uninitialized: units.count * count)
        let background = Int(state.bits) & scatter.complement
        substrate.transitions.columns.withUnsafeBufferPointer { columns in
            for (position, unit) in units.enumerated() {
                let column = columns.baseAddress.unsafelyUnwrapped + unit << substrate.unitCount
                for local in 0..<count {
                    effect[position << units.count | local] = column[scatter.global[local] | background]
                }
            }
        }
        effectColumns = effect
    }

    /// The transition probabilities with the background's previous state averaged out: Σ_w p(s_i | s̄, w) · weight(w)
    /// (Eq. 3). The effect columns themselves where there is no background.
    ///
    /// - Parameters:
    ///   - likelihood: P(current state of the substrate | each previous state).
    /// - Complexity: O(n · 2^N) for N units in the substrate.
    func causeColumns(_ likelihood: StateLikelihood) -> AlignedBuffer {
        if units.count == substrate.unitCount { return effectColumns }
        let weights = likelihood.backgroundWeights(scatter)
        let count = 1 << units.count
        let result = AlignedBuffer(count: units.count * count)
        substrate.transitions.columns.withUnsafeBufferPointer { columns in
            for (position, unit) in units.enumerated() {
                let column = columns.baseAddress.unsafelyUnwrapped + unit << substrate.unitCount
                let out = result.base + position << units.count
                for (background, weight) in weights {
                    for local in 0..<count {
                        out[local] += weight * column[scatter.global[local] | background]
                    }
                }
                // A mean of probabilities can leave [0, 1] by a rounding error only.
                for local in 0..<count { out[local] = min(1, out[local]) }
            }
        }
        return result
    }
}

/// P(current state | previous state) of the whole substrate, for each of its 2^N previous states, up to a common factor.
public struct StateLikelihood: Sendable {
    private let values: AlignedBuffer

    /// - Parameters:
    ///   - substrate: N units.
    ///   - state: its current state.
    /// - Throws: `unreachableState` where every probability is 0.
    /// - Complexity: O(N · 2^N).
    public init(substrate: Substrate, state: State) throws(IntegratedInformationError) {
        let values = substrate.transitions.columns.withUnsafeBufferPointer { columns in
            jointLikelihood(columns.baseAddress.unsafelyUnwrapped, unitCount: substrate.unitCount, outcome: state.bits)
        }
        guard (0..<values.count).contains(where: { values[$0] > 0 }) else {
            throw .unreachableState(state.values.map(String.init).joined(separator: ","))
        }
        self.values = values
    }

    /// The weight of each previous state of the background (bits in the substrate's positions): the probability of the
    /// current state given it, summed over the system's previous states and normalised (Eq. 4). States of weight 0 are
    /// left out.
    fileprivate func backgroundWeights(_ scatter: BitScatter) -> [(state: Int, weight: Double)] {
        var weights: [(state: Int, weight: Double)] = []
        var total = 0.0
        var background = 0
        repeat {
            var sum = 0.0
            for local in scatter.global { sum += values[local | background] }
            if sum > 0 { weights.append((background, sum)) }
            total += sum
            background = (background &- scatter.complement) & scatter.complement
        } while background != 0
        return weights.map { ($0.state, $0.weight / total) }
    }
}

/// Where the states of a subset of units lie among the states of all.
struct BitScatter: Sendable {
    /// `global[local]`: the bits of state `local` of the subset, moved to the units' places in the whole.
    let global: [Int]
    /// The places of the other units.
    let complement: Int

    init(units: [Int], of total: Int) {
        var global = [0]
        global.reserveCapacity(1 << units.count)
        for unit in units { global += global.map { $0 | 1 << unit } }
        self.global = global
        complement = ((1 << total) - 1) & ~units.reduce(0) { $0 | 1 << $1 }
    }
}

/// The product over units of P(unit i = outcome's bit i | state), for each of the 2^n states, up to a common factor: it is
/// scaled up on the way where many small factors would underflow.
///
/// - Parameter columns: n · 2^n probabilities, unit by unit.
/// - Complexity: O(n · 2^n).
func jointLikelihood(_ columns: UnsafePointer<Double>, unitCount: Int, outcome: UInt64) -> AlignedBuffer {
    let count = 1 << unitCount
    let product = AlignedBuffer(count: count, repeating: 1)
    for unit in 0..<unitCount {
        multiply(
            product.base, by: columns + unit << unitCount, complement: outcome >> UInt64(unit) & 1 == 0, count: count)
        let greatest = (0..<count).reduce(0) { max($0, product[$1]) }
        if greatest > 0 && greatest < 0x1p-256 {
            let scale = 1 / greatest
            for state in 0..<count { product[state] *= scale }
        }
    }
    return product
}

/// `product *= column`, or `1 − column`, entry by entry, by the selected kernels.
func multiply(
    _ product: UnsafeMutablePointer<Double>, by column: UnsafePointer<Double>, complement: Bool, count: Int
) {
    if count < 8 {
        for index in 0..<count { product[index] *= complement ? 1 - column[index] : column[index] }
    } else {
        KernelTable.selected.multiplyColumn(column, complement, count, product)
    }
}
