import Compute
import Foundation
public import Graphs

extension Repertoire {
    /// The most products, as a power of two, that an unconstrained effect repertoire may be the mean of.
    private static let greatestProducts = 30
    /// The largest purview: its states are listed one by one.
    private static let greatestPurview = 20

    /// What `mechanism` in its current state says of `purview`, within a candidate system.
    ///
    /// - Parameters:
    ///   - mechanism: unit indices, in any order; empty for the unconstrained repertoire.
    ///   - purview: unit indices, in any order, at least one.
    ///   - partition: a joint partition of the two.
    ///   - state: the current state of the whole substrate.
    ///   - units: the candidate system's unit indices, in any order.
    ///   - likelihood: that of `state`, where it is at hand.
    /// - Throws: `IntegratedInformationError` for units that are not there or named twice, a state of the wrong length or,
    ///   in the cause direction, one that nothing leads to; `RepertoireError` for units outside the system, an empty
    ///   purview, a partition of something else, or too many products.
    /// - Complexity: O((|M| + |Z|)·2^n + 2^(|M|+|Z|)) for effects and O(|M|·2^n) for causes, n units in the system, after
    ///   O(N · 2^N) for the background in a substrate of N.
    public init(
        _ direction: CausalDirection, of mechanism: [Int], over purview: [Int], partition: JointPartition? = nil,
        in substrate: Substrate, state: State, units: [Int], likelihood: StateLikelihood? = nil
    ) throws {
        // Nothing of the size that the search for partitions needs is made here.
        let question = try Question(
            substrate: substrate, state: state, units: units, formalism: .iit4In2023,
            limits: Limits(memoryBytes: .max))
        let ends = try Ends(mechanism: mechanism, purview: purview, question)
        guard purview.count <= Self.greatestPurview, mechanism.count + purview.count <= Self.greatestProducts else {
            throw RepertoireError.tooLarge(
                mechanism: mechanism.count, purview: purview.count, purviewLimit: Self.greatestPurview,
                limit: Self.greatestProducts)
        }
        // Its parts may come from anywhere.
        let partition = try partition.map {
            try JointPartition(parts: $0.parts, of: mechanism, over: purview, in: substrate)
        }
        let system = CandidateSystem(substrate: substrate, state: state, units: question.units)
        let columns: AlignedBuffer
        if direction == .effect {
            columns = system.effectColumns
        } else {
            columns = system.causeColumns(try likelihood ?? question.likelihood())
        }
        let says = MechanismProbabilities(
            units: UnitProbabilities(columns: columns, unitCount: system.unitCount), state: system.state,
            mechanism: ends.mechanism, purview: ends.purview)
        let kept = partition.map { KeptConnections($0, units: question.units) }
        let table = direction == .effect ? says.effects(kept) : says.causes(kept)
        guard table.total > 0 else {
            // Possible only where a probability was rounded to 0 in the mean over the background.
            throw IntegratedInformationError.unreachableState(state.values.map(String.init).joined(separator: ","))
        }
        self.init(
            direction, mechanism: mechanism.sorted(), purview: purview.sorted(), partition: partition, state: state,
            table)
    }

    private init(
        _ direction: CausalDirection, mechanism: [Int], purview: [Int], partition: JointPartition?, state: State,
        _ table: RepertoireTable
    ) {
        let rows = table.probability.indices.map { index in
            let probability = table.probability[index]
            let loss = table.loss?[index]
            return Row(
                state: State(bits: UInt64(index), count: purview.count), probability: probability,
                unconstrained: table.unconstrained[index], forward: table.forward[index],
                partitioned: table.partitioned?[index], partitionedForward: table.partitionedForward?[index],
                intrinsicInformation: probability > 0 ? probability * table.surprise[index] : 0,
                phi: loss.map { probability > 0 ? max(0, probability * $0) : 0 })
        }
        let specified = SpecifiedStates(
            candidates: rows.map { (Int($0.state.bits), $0.probability, $0.intrinsicInformation) },
            unitCount: purview.count)
        self.init(
            direction: direction, mechanism: mechanism, mechanismState: state.restricted(to: mechanism),
            purview: purview, partition: partition, rows: rows,
            unconstrainedForward: direction == .cause ? table.meanForward : nil,
            specifiedStates: specified.states.map { State(bits: UInt64($0), count: purview.count) },
            intrinsicInformation: specified.states.isEmpty ? 0 : specified.intrinsicInformation)
    }

    /// The mechanism and the purview as places among the system's units, ascending.
    private struct Ends {
        let mechanism: [Int]
        let purview: [Int]

        init(mechanism: [Int], purview: [Int], _ question: Question) throws {
            guard !purview.isEmpty else { throw RepertoireError.emptyPurview }
            self.mechanism = try Self.places(mechanism, "mechanism", question)
            self.purview = try Self.places(purview, "purview", question)
        }

        private static func places(_ units: [Int], _ side: String, _ question: Question) throws -> [Int] {
            let labels = question.substrate.labels
            return try units.sorted().enumerated().map { index, unit in
                guard labels.indices.contains(unit) else {
                    throw IntegratedInformationError.unknownUnit(unit, unitCount: labels.count)
                }
                guard let place = question.units.firstIndex(of: unit) else {
                    throw RepertoireError.outsideSystem(
                        unit: labels[unit], of: side, system: question.units.map { labels[$0] })
                }
                guard index == 0 || units.sorted()[index - 1] != unit else {
                    throw IntegratedInformationError.duplicateUnit(unit)
                }
                return place
            }
        }
    }
}
