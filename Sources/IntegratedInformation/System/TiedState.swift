import Compute

/// One direction's minimum over partitions, for one of several specified states that tie.
///
/// The two directions do not see each other's specified state, so each tied state is searched once and the pairs are
/// put together from the results: the partition that decides a pair is that of the direction with the lesser ratio.
struct TiedState: Codable, Sendable {
    /// Which state: the direction and the state's place among those that tie in it.
    struct Place: Codable, Sendable, Hashable {
        let isCause: Bool
        let index: Int
    }

    let place: Place
    /// The least ratio of this direction; 0 where it is reducible.
    let normalizedPhi: Double
    let partition: CutCandidate

    /// - Parameters:
    ///   - device: where the minima of sets O are found instead of on the CPU.
    ///   - minima: as `PartitionSearch.outcome(_:)` takes it.
    init<Stop: Error>(
        _ place: Place, losses: CutLosses, limits: Limits, device: OpenCLPartitionDevice? = nil,
        _ minima: (PartitionSearch, PartitionSearch.Shard) throws(Stop) -> [Double]?
    ) throws(Stop) {
        let pool = ThreadPool(threads: 1)
        let problem = PartCostTables(losses.costs(place, on: pool), limits: limits, on: pool)
        let outcome = try PartitionSearch(problems: [problem], limits: limits, device: device).outcome(minima)
        self.place = place
        normalizedPhi = outcome.normalizedPhi
        partition = outcome.partition
    }

    /// φ_s of a pair of tied states, and the partition that decides it. The number of tied partitions is not determined.
    static func outcome(cause: TiedState, effect: TiedState) -> (phi: Double, outcome: PartitionSearch.Outcome) {
        let causeDecides: Bool
        if abs(cause.normalizedPhi - effect.normalizedPhi) <= equalityTolerance {
            causeDecides = cause.partition.cost >= effect.partition.cost
        } else {
            causeDecides = cause.normalizedPhi < effect.normalizedPhi
        }
        let decisive = causeDecides ? cause : effect
        let outcome = PartitionSearch.Outcome(
            partition: decisive.partition, problem: 0, normalizedPhi: decisive.normalizedPhi, ties: nil)
        return (outcome.isReducible ? 0 : decisive.partition.cost, outcome)
    }

    /// The pair with the greatest φ_s; among equals, the lexicographically first specified states.
    static func bestPair(of searched: [TiedState]) -> (cause: TiedState, effect: TiedState, phi: Double) {
        let causes = searched.filter(\.place.isCause).sorted { $0.place.index < $1.place.index }
        let effects = searched.filter { !$0.place.isCause }.sorted { $0.place.index < $1.place.index }
        let (cause, effect) = firstOfGreatest(causes.count, effects.count) {
            outcome(cause: causes[$0], effect: effects[$1]).phi
        }
        return (causes[cause], effects[effect], outcome(cause: causes[cause], effect: effects[effect]).phi)
    }
}

/// The first pair, in lexicographic order, whose value is within the tolerance of the greatest.
func firstOfGreatest(_ rows: Int, _ columns: Int, _ value: (Int, Int) -> Double) -> (Int, Int) {
    let pairs = (0..<rows).flatMap { row in (0..<columns).map { (row, $0) } }
    let greatest = pairs.reduce(-Double.infinity) { max($0, value($1.0, $1.1)) }
    return pairs.first { value($0.0, $0.1) >= greatest - equalityTolerance } ?? (0, 0)
}
