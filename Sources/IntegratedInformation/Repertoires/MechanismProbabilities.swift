import Compute
import Foundation

/// The columns of a repertoire, an entry for each state of the purview.
struct RepertoireTable {
    let probability: [Double]
    let unconstrained: [Double]
    let forward: [Double]
    let partitioned: [Double]?
    let partitionedForward: [Double]?
    /// log₂ of what the mechanism makes of the state over what it would be without: ii over the probability.
    let surprise: [Double]
    /// log₂ of the forward probability over the partitioned one.
    let loss: [Double]?
    /// The mean of `forward` over the purview's states.
    let meanForward: Double
    /// The sum of `forward`, up to a common factor: 0 where no state of the purview allows the mechanism's.
    let total: Double
}

/// Which connections a joint partition keeps, as places among the system's units.
struct KeptConnections {
    /// For each unit of the purview, the mechanism units whose connections to it are kept.
    let toPurview: [Int: Int]
    /// For each unit of the mechanism, the purview units whose connections to it are kept.
    let toMechanism: [Int: Int]

    /// - Parameter units: the system's.
    init(_ partition: JointPartition, units: [Int]) {
        var toPurview: [Int: Int] = [:]
        var toMechanism: [Int: Int] = [:]
        for part in partition.parts {
            let mechanism = part.mechanism.compactMap { units.firstIndex(of: $0) }
            let purview = part.purview.compactMap { units.firstIndex(of: $0) }
            for place in purview { toPurview[place] = mechanism.mask }
            for place in mechanism { toMechanism[place] = purview.mask }
        }
        self.toPurview = toPurview
        self.toMechanism = toMechanism
    }
}

/// What a mechanism and a purview of a system in a state say of each other.
struct MechanismProbabilities {
    let units: UnitProbabilities
    /// The system's state.
    let state: Int
    /// Places among the system's units, ascending.
    let mechanism: [Int]
    let purview: [Int]

    /// The effect repertoire (Albantakis et al. 2023, Eq. 5–6): `π_e(z|m) = ∏_{i∈Z} p_i(z_i|m)`, its mean over the states
    /// of M, and `∏_{i∈Z} p_i(z_i|m_B)` where unit i keeps the inputs B.
    func effects(_ kept: KeptConnections?) -> RepertoireTable {
        func distribution(_ inputs: (Int) -> Int) -> [Double] {
            Self.product(purview.map { units.probability(of: $0, being: 1, given: inputs($0), state: state) })
        }
        let forward = distribution { _ in mechanism.mask }
        let states = BitScatter(units: mechanism, of: units.unitCount).global
        let columns = purview.map { unit in
            states.map { units.probability(of: unit, being: 1, given: mechanism.mask, state: $0) }
        }
        var unconstrained = [Double](repeating: 0, count: forward.count)
        for state in states.indices {
            let product = Self.product(columns.map { $0[state] })
            for index in product.indices { unconstrained[index] += product[index] }
        }
        for index in unconstrained.indices { unconstrained[index] /= Double(states.count) }
        let partitioned = kept.map { kept in distribution { kept.toPurview[$0] ?? 0 } }
        return RepertoireTable(
            probability: forward, unconstrained: unconstrained, forward: forward, partitioned: partitioned,
            partitionedForward: partitioned, surprise: Self.logarithms(forward, over: unconstrained),
            loss: partitioned.map { Self.logarithms(forward, over: $0) },
            meanForward: 1 / Double(forward.count), total: 1)
    }

    /// The cause repertoire (Eq. 7–8): `π_c(z|m) = π_e(m|z) / Σ_ẑ π_e(m|ẑ)`, Bayes' rule with a uniform prior, where
    /// `π_e(m|z) = ∏_{i∈M} p_i(m_i|z)`; where unit i keeps the inputs Y, with `p_i(m_i|z_Y)`.
    func causes(_ kept: KeptConnections?) -> RepertoireTable {
        let states = BitScatter(units: purview, of: units.unitCount).global
        let forward = ScaledProducts(count: states.count, of: mechanism.map { column($0, purview.mask, states) })
        let partitioned = kept.map { kept in
            ScaledProducts(
                count: states.count, of: mechanism.map { column($0, kept.toMechanism[$0] ?? 0, states) })
        }
        let mean = forward.total / Double(states.count)
        return RepertoireTable(
            probability: forward.normalized,
            unconstrained: [Double](repeating: 1 / Double(states.count), count: states.count),
            forward: forward.values.map(forward.unscaled), partitioned: partitioned?.normalized,
            partitionedForward: partitioned.map { $0.values.map($0.unscaled) },
            surprise: forward.values.map { $0 > 0 ? log2($0 / mean) : 0 },
            loss: partitioned.map { partitioned in
                let scales = Double(forward.exponent - partitioned.exponent)
                return Self.logarithms(forward.values, over: partitioned.values).map { $0 + scales }
            },
            meanForward: forward.unscaled(mean), total: forward.total)
    }

    /// P(unit is in its current state | the inputs `kept` as in each of `states`).
    private func column(_ unit: Int, _ kept: Int, _ states: [Int]) -> [Double] {
        var known: [Int: Double] = [:]
        return states.map { previous in
            let inputs = previous & kept
            if let probability = known[inputs] { return probability }
            let probability = units.probability(
                of: unit, being: state >> unit & 1, given: kept, state: inputs)
            known[inputs] = probability
            return probability
        }
    }

    /// The distribution of independent units that are on with these probabilities; the first varies fastest.
    private static func product(_ on: [Double]) -> [Double] {
        var product = [Double](repeating: 1, count: 1 << on.count)
        for (unit, probability) in on.enumerated() {
            for index in 0..<(1 << unit) {
                product[index | 1 << unit] = product[index] * probability
                product[index] *= 1 - probability
            }
        }
        return product
    }

    /// log₂(a/b) entry by entry; 0 where either is 0: a is at most 2^inputs times b, so what it is multiplied by is then
    /// below 10⁻²⁹⁰.
    private static func logarithms(_ a: [Double], over b: [Double]) -> [Double] {
        zip(a, b).map { $0 > 0 && $1 > 0 ? log2($0 / $1) : 0 }
    }
}

/// Products of many probabilities, entry by entry, `value · 2^exponent`: scaled up where they would underflow.
private struct ScaledProducts {
    private(set) var values: [Double]
    private(set) var exponent = 0

    init(count: Int, of columns: [[Double]]) {
        values = [Double](repeating: 1, count: count)
        for column in columns {
            for index in values.indices { values[index] *= column[index] }
            let greatest = values.max() ?? 0
            if greatest > 0 && greatest < 0x1p-256 {
                for index in values.indices { values[index] *= 0x1p256 }
                exponent -= 256
            }
        }
    }

    /// The sum of `values`.
    var total: Double { values.reduce(0, +) }

    /// Summing to 1.
    var normalized: [Double] {
        let total = total
        return values.map { $0 / total }
    }

    /// One of `values` as it is.
    func unscaled(_ value: Double) -> Double { scalbn(value, exponent) }
}

extension [Int] {
    /// The places as a set of bits.
    fileprivate var mask: Int { reduce(0) { $0 | 1 << $1 } }
}
