import Compute
import Experiments
import Graphs
import IntegratedInformation

/// Results to write out: the writing is under test here, not the numbers, which are set by hand.
enum PhiRecordFixtures {
    /// The parts of a partition as a paper would give them, by position.
    typealias Part = (units: [Int], cuts: DirectedPartition.Cut)

    /// A substrate of fair coins with the given connections, all pairs and selves where nil.
    static func substrate(
        _ labels: [String], connections: [(Int, Int)]? = nil, weights: [[Double]]? = nil, state: State? = nil,
        name: String? = nil
    ) -> Substrate {
        let count = labels.count
        var inputs = [UInt64](repeating: connections == nil ? (1 << UInt64(count)) - 1 : 0, count: count)
        for (source, target) in connections ?? [] { inputs[target] |= 1 << UInt64(source) }
        let columns = [Double](repeating: 0.5, count: count << count)
        return Substrate(
            labels: labels, transitions: TransitionProbabilities(unitCount: count, columns: columns),
            connectivity: Connectivity(inputs: inputs), state: state, weights: weights, name: name)
    }

    /// The partition of `count` units that cuts what its parts say (Albantakis et al. 2023, Eq. 14–16).
    static func partition(_ count: Int, _ parts: [Part]) -> DirectedPartition {
        if count == 1 { return DirectedPartition(cutInputs: [1]) }
        let everything: UInt64 = (1 << UInt64(count)) - 1
        func mask(_ units: [Int]) -> UInt64 { units.reduce(0) { $0 | 1 << UInt64($1) } }
        let outputs = parts.filter { $0.cuts != .inputs }.reduce(0) { $0 | mask($1.units) }
        var cutInputs = [UInt64](repeating: 0, count: count)
        for part in parts {
            for unit in part.units {
                cutInputs[unit] = (part.cuts == .outputs ? outputs : everything) & ~mask(part.units)
            }
        }
        return DirectedPartition(cutInputs: cutInputs)
    }

    /// An irreducible system over all units of a substrate.
    static func irreducible(
        _ substrate: Substrate, units: [Int]? = nil, _ parts: [Part], phi: Double = 0.25, ties: Int? = 1
    ) -> PhiRecord {
        let units = units ?? Array(0..<substrate.unitCount)
        let partition = partition(units.count, parts)
        let state = State((0..<units.count).map { $0 % 3 != 1 })
        let cause = State((0..<units.count).map { $0 % 2 == 0 })
        let result = SystemIntegratedInformation(
            units: units, state: state, phi: phi, normalizedPhi: phi / Double(partition.connectionsCut),
            phiCause: phi + 0.125, phiEffect: phi,
            cause: SpecifiedState(state: cause, intrinsicInformation: 0.75, ties: 2),
            effect: SpecifiedState(state: state, intrinsicInformation: 0.5, ties: 1), reasons: [],
            partition: partition, ties: ties)
        return PhiRecord(result: result, substrate: substrate, formalism: .iit4In2023, provenance: nil)
    }

    /// A system whose φ_s is zero by definition: everything that a partition would give is missing.
    static func zero(_ substrate: Substrate, reasons: [ZeroReason], formalism: Formalism = .iit4In2023) -> PhiRecord {
        let units = reasons.contains(.noSystem) ? [] : Array(0..<substrate.unitCount)
        let result = SystemIntegratedInformation(
            units: units, state: State(units.map { _ in true }), phi: 0, normalizedPhi: 0, phiCause: nil,
            phiEffect: nil, cause: nil, effect: nil, reasons: reasons, partition: nil, ties: nil)
        return PhiRecord(result: result, substrate: substrate, formalism: formalism, provenance: nil)
    }

    /// - Parameters:
    ///   - ties: groups of candidates that tie in φ_s and in Φ.
    ///   - decided: ties that Φ decides, or that need no Φ.
    static func complexes(
        _ records: [PhiRecord], of substrate: Substrate, ties: [[[Int]]] = [], decided: [ComplexTie] = [],
        isConnected: Bool = true, structures: [CauseEffectStructure]? = nil, attractor: Int? = nil
    ) -> ComplexesRecord {
        let undecided = ties.map { group in
            ComplexTie(
                phi: 0.75,
                candidates: group.map { ComplexTie.Candidate(units: $0, bigPhi: LargeReal(1.5), outcome: .undecided) })
        }
        let found = Complexes(
            complexes: records.map(\.result), candidates: 31, evaluated: isConnected ? 5 : 0,
            ruledOutByConnectivity: isConnected ? 20 : 31, ruledOutByBounds: isConnected ? 6 : 0,
            ties: decided + undecided, unresolvedTies: ties)
        return ComplexesRecord(
            result: found, structures: structures, unitsConsidered: 5, substrate: substrate,
            state: State((0..<substrate.unitCount).map { $0 % 2 == 0 }), attractor: attractor, formalism: .iit4In2023,
            provenance: nil)
    }

    static let provenance = Provenance(
        version: "0.1.0", revision: "abc1234", inputDigest: String(repeating: "0f", count: 32),
        configuration: ["threads": "2", "formalism": "iit4-2023"], device: "cpu (<Test> & Co)",
        instructionSet: "x86-64-v3", seed: nil, wallTimeSeconds: 0.00124, startedAt: "2026-01-02T03:04:05Z")
}
