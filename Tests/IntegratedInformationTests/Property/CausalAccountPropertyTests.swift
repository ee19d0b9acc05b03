import Analysis
import Compute
import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Causal accounts of generated transitions")
struct CausalAccountPropertyTests {
    private static let seed: UInt64 = 0xCA05_E001

    @Test("An account is the one that trying every partition gives", arguments: GeneratedNetwork.Family.allCases)
    func enumeration(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<60 {
            let transition = GeneratedTransition(
                family, units: 1 + random.index(4), all: random.chance(0.5), &random)
            let account = try transition.analysis().inline()
            #expect(
                AccountAgreement.disagreements(account, in: transition.substrate) == [],
                "seed \(Self.seed), \(family), number \(repetition)")
        }
    }

    @Test("The number of threads changes no bit", arguments: GeneratedNetwork.Family.allCases)
    func threads(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<4 {
            let transition = GeneratedTransition(family, units: 4 + random.index(3), all: true, &random)
            let alone = try transition.analysis().inline()
            for threads in [1, 2, 7] {
                #expect(
                    try transition.analysis().pooled(threads: threads) == alone,
                    "\(threads) threads, seed \(Self.seed &+ 1), \(family), number \(repetition)")
            }
        }
    }

    /// The links by their units' original names.
    private func named(
        _ account: CausalAccount, _ order: [Int]? = nil
    ) -> [[Int]: (strength: Double, counterparts: Set<[Int]>)] {
        func name(_ units: [Int]) -> [Int] { order.map { order in units.map { order[$0] }.sorted() } ?? units }
        return Dictionary(
            uniqueKeysWithValues: account.links.map { link in
                (
                    [link.direction == .cause ? -1 : -2] + name(link.occurrence),
                    (link.strength, Set(link.counterparts.map { name($0.units) }))
                )
            })
    }

    private func expectSame(_ a: CausalAccount, _ b: CausalAccount, order: [Int]? = nil, _ place: Comment) {
        let (a, b) = (named(a), named(b, order))
        #expect(Set(a.keys) == Set(b.keys), place)
        for (key, link) in a {
            #expect(abs(link.strength - (b[key]?.strength ?? .nan)) < 1e-9, place)
            #expect(link.counterparts == b[key]?.counterparts, place)
        }
    }

    @Test("Renaming the units renames the account", arguments: GeneratedNetwork.Family.allCases)
    func relabelling(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for repetition in 0..<10 {
            let count = 2 + random.index(4)
            let transition = GeneratedTransition(family, units: count, all: true, &random)
            let order = random.permutation(count)
            let renamed = try CausalAccountAnalysis(
                substrate: transition.substrate.relabelled(order), before: transition.before.restricted(to: order),
                after: transition.after.restricted(to: order), sources: Array(0..<count), targets: Array(0..<count)
            ).inline()
            expectSame(
                try transition.analysis().inline(), renamed, order: order,
                "seed \(Self.seed &+ 2), \(family), number \(repetition), order \(order)")
        }
    }

    @Test("A unit that nothing feeds and that feeds nothing changes nothing", arguments: [0.5, 1.0])
    func nullUnit(probability: Double) throws {
        var random = SplitMix64(seed: Self.seed &+ 3)
        for family in GeneratedNetwork.Family.allCases {
            let transition = GeneratedTransition(family, units: 3, all: true, &random)
            let table = transition.substrate.transitions
            let widened = Substrate(units: 4) { unit, row in
                unit == 3 ? probability : table.probability(of: unit, after: row & 7)
            }
            func extended(_ state: State) -> State { State(bits: state.bits | 8, count: 4) }
            let account = try CausalAccountAnalysis(
                substrate: widened, before: extended(transition.before), after: extended(transition.after),
                sources: [0, 1, 2, 3], targets: [0, 1, 2, 3]
            ).inline()
            expectSame(try transition.analysis().inline(), account, "seed \(Self.seed &+ 3), \(family)")
        }
    }

    @Test("Causes and effects asked for apart are those asked for together")
    func directions() throws {
        var random = SplitMix64(seed: Self.seed &+ 4)
        let transition = GeneratedTransition(.dense, units: 4, all: true, &random)
        let both = try transition.analysis().inline()
        for direction in CausalDirection.allCases {
            let one = try CausalAccountAnalysis(
                substrate: transition.substrate, before: transition.before, after: transition.after,
                sources: transition.sources, targets: transition.targets, directions: [direction]
            ).inline()
            #expect(one.directions == [direction])
            #expect(one.links == both.links(direction) && !one.links.isEmpty)
        }
    }

    @Test("What a background unit does in another state has no part in the account")
    func background() throws {
        // C is A where B is on, and nothing but noise where B is off.
        let gate = Substrate(units: 3) { unit, row in
            unit == 2 ? (row >> 1 & 1 == 1 ? (row & 1 == 1 ? 0.9 : 0.1) : 0.5) : 0.5
        }
        for (guardState, expected) in [(1, 1), (0, 0)] {
            let account = try CausalAccountAnalysis(
                substrate: gate, before: State(1, guardState, 0), after: State(0, 0, 1), sources: [0], targets: [2]
            ).inline()
            #expect(account.links(.cause).count == expected && account.links(.effect).count == expected)
        }
    }

    @Test("An analysis that travels as JSON gives the same account, shard by shard")
    func coding() throws {
        var random = SplitMix64(seed: Self.seed &+ 5)
        let analysis = try GeneratedTransition(.coupledLogistic, units: 4, all: true, &random).analysis()
        let copy = try roundTrip(analysis)
        let prepared = try copy.prepare(in: RunContext())
        let partials = try copy.shards(prepared).map { shard in
            try roundTrip(copy.run(roundTrip(shard), prepared, in: RunContext()))
        }
        #expect(try copy.merge(partials, prepared) == analysis.inline())
    }
}

private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}
