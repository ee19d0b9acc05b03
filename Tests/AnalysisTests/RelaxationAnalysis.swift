import Analysis
import Compute
import Synchronization

/// A toy analysis in rounds, whose result depends on every shard, on their order and on the round before: cells of a
/// ring relax towards their neighbours' mean, in doubles, so that another order of adding would show in the last bits.
struct RelaxationAnalysis: Analysis {
    struct Shard: Codable, Sendable {
        var round: Int
        var cell: Int
        var neighbours: [Double]
    }

    struct Partial: Codable, Sendable {
        var round: Int
        var value: Double
    }

    struct Failure: Error, Equatable {
        let cell: Int
    }

    private let cells: Int
    private let rounds: Int
    private var observer = Observer()

    init(cells: Int = 40, rounds: Int = 5, observer: @escaping Observer.Body = { _, _ in }) {
        self.cells = cells
        self.rounds = rounds
        self.observer.body = observer
    }

    /// What is called with each shard before it is computed. No part of the analysis: it does not travel with it.
    struct Observer: Codable, Sendable {
        typealias Body = @Sendable (Shard, RunContext) throws -> Void

        var body: Body = { _, _ in }

        init() {}
        init(from decoder: any Decoder) {}
        func encode(to encoder: any Encoder) {}
    }

    /// The weights of the cells.
    func prepare(in context: RunContext) -> [Double] {
        (0..<cells).map { 1 / Double($0 + 1) }
    }

    func shards(_ weights: [Double]) -> [Shard] {
        ring(round: 1, weights)
    }

    private func ring(round: Int, _ values: [Double]) -> [Shard] {
        (0..<cells).map { cell in
            Shard(
                round: round, cell: cell,
                neighbours: [values[(cell + cells - 1) % cells], values[cell], values[(cell + 1) % cells]])
        }
    }

    func run(_ shard: Shard, _ weights: [Double], in context: RunContext) throws -> Partial {
        try observer.body(shard, context)
        return Partial(round: shard.round, value: shard.neighbours.reduce(0, +) / 3 * weights[shard.cell] + 0.1)
    }

    func work(_ shard: Shard, _ weights: [Double]) -> Int { shard.cell + shard.round }

    func nextRound(after partials: [Partial], _ weights: [Double]) -> [Shard]? {
        let round = partials[0].round
        return round == rounds ? nil : ring(round: round + 1, partials.map(\.value))
    }

    /// Not commutative: the order of the partials shows.
    func merge(_ partials: [Partial], _ weights: [Double]) -> Double {
        partials.reduce(0) { $0 * 0.7 + $1.value }
    }
}
