public import Analysis
import Compute
public import Graphs

/// The cause–effect structure of one candidate system in one state: φ_s, every distinction, Σφ_d, Σφ_r and Φ, exactly.
///
/// Its shards are groups of mechanisms; each mechanism is searched on its own (`MechanismSearch`).
/// Source: Albantakis et al. 2023, Eq. 26–58; the algorithm is derived in `docs/distinctions.md`.
///
/// - Complexity: O(6^n) for the specified states of all mechanisms and purviews, and Bell(|inputs|) for the minimum
///   partition of each pair that a bound leaves; O(n · 3^n) space, fewer where units have few inputs.
public struct StructureAnalysis: Analysis {
    public struct Shard: Codable, Sendable {
        /// Bits of the system's units.
        let mechanisms: [Int]
    }

    public struct Partial: Codable, Sendable {
        let distinctions: [Distinction]
    }

    /// What the shards share: φ_s and the tables.
    public struct Prepared: Sendable {
        let system: SystemIntegratedInformation
        let search: MechanismSearch
    }

    /// The largest system whose structure is attempted.
    public static let largestSystem = 16

    private let question: Question
    /// Not part of the question: it follows from it, and is kept to be shared between candidates.
    private var likelihood: StateLikelihood?

    private enum CodingKeys: CodingKey {
        case question
    }

    /// - Parameters:
    ///   - state: the current state of the whole substrate.
    ///   - units: the candidate system's unit indices, in any order; at most `largestSystem`.
    ///   - formalism: which φ_s the result carries; the structure is the same.
    ///   - likelihood: that of `state` in `substrate`, where it is at hand: one serves every candidate system.
    /// - Throws: `IntegratedInformationError` for units that are not there or named twice, a state of the wrong length,
    ///   or a system whose tables exceed `limits`. A state that nothing leads to is found when the analysis runs.
    public init(
        substrate: Substrate, state: State, units: [Int], formalism: Formalism = .iit4In2023,
        limits: Limits = Limits(), likelihood: StateLikelihood? = nil
    ) throws(IntegratedInformationError) {
        self.likelihood = likelihood
        question = try Question(
            substrate: substrate, state: state, units: units, formalism: formalism, limits: limits,
            asksForStructure: true)
    }

    /// The bytes of the mechanisms' tables and of every worker's scratch.
    ///
    /// - Parameter units: the candidate system, ascending.
    /// - Throws: `structureTooLarge`.
    static func bytesNeeded(
        _ substrate: Substrate, units: [Int], limits: Limits
    ) throws(IntegratedInformationError) -> Int {
        guard units.count <= largestSystem else {
            throw .structureTooLarge(units: units.count, limit: largestSystem)
        }
        let inputs = substrate.connectivity.restricted(to: units).inputs.map(\.nonzeroBitCount)
        return limits.workers * MechanismWorkspace.bytes(unitCount: units.count)
            + MechanismTables.bytes(unitCount: units.count, dependences: inputs)
    }

    public func prepare(in context: RunContext) throws -> Prepared {
        let likelihood = try self.likelihood ?? question.likelihood()
        let analysis = try SystemPhiAnalysis(
            substrate: question.substrate, state: question.state, units: question.units,
            formalism: question.formalism, limits: question.limits, likelihood: likelihood)
        let system = try PoolExecutor(pool: context.pool, device: context.device)
            .run(analysis, cancellation: context.cancellation, progress: Progress())
        let candidate = CandidateSystem(
            substrate: question.substrate, state: question.state, units: question.units)
        try context.cancellation.check()
        let tables = MechanismTables(candidate, causeColumns: candidate.causeColumns(likelihood), on: context.pool)
        return Prepared(
            system: system,
            search: MechanismSearch(
                tables: tables, units: question.units, congruence: Congruence(system), limits: question.limits))
    }

    /// Every mechanism, the largest first, so that no thread is left with a large one at the end.
    public func shards(_ prepared: Prepared) throws -> [Shard] {
        let mechanisms = (0..<1 << question.units.count).dropFirst()
            .sorted { ($1.nonzeroBitCount, $0) < ($0.nonzeroBitCount, $1) }
        let size = max(1, min(16, mechanisms.count / 64))
        return stride(from: 0, to: mechanisms.count, by: size).map {
            Shard(mechanisms: Array(mechanisms[$0..<min(mechanisms.count, $0 + size)]))
        }
    }

    public func work(_ shard: Shard, _ prepared: Prepared) -> Int {
        // Measured: every mechanism has as many purviews, and those of a larger one cost little more.
        shard.mechanisms.reduce(0) { $0 + 4 + $1.nonzeroBitCount }
    }

    public func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial {
        let space = MechanismWorkspace(unitCount: question.units.count)
        var distinctions: [Distinction] = []
        for mechanism in shard.mechanisms {
            try context.cancellation.check()
            if let distinction = prepared.search.distinction(of: mechanism, space) { distinctions.append(distinction) }
        }
        return Partial(distinctions: distinctions)
    }

    public func merge(_ partials: [Partial], _ prepared: Prepared) throws -> CauseEffectStructure {
        let distinctions = partials.flatMap(\.distinctions).sorted {
            $0.mechanism.count != $1.mechanism.count
                ? $0.mechanism.count < $1.mechanism.count : $0.mechanism.lexicographicallyPrecedes($1.mechanism)
        }
        return CauseEffectStructure(
            system: prepared.system, allDistinctions: distinctions,
            isFiltered: prepared.search.congruence != nil,
            relations: RelationTotals(distinctions: distinctions.filter(\.isCongruent)))
    }
}
