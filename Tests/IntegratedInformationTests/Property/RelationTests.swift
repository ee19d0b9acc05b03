import Compute
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Relations")
struct RelationTests {
    /// Generated lists of up to twelve distinctions of every kind, with what they are for a failure's message.
    private static func lists() -> [(name: String, distinctions: [Distinction])] {
        var random = SplitMix64(seed: 0x5E1A_7105)
        return (0..<240).map { round in
            let (count, units) = (random.index(13), 1 + random.index(6))
            let list = GeneratedDistinctions(
                count: count, units: units, isCongruent: round % 3 > 0, density: [0.2, 0.5, 0.9][round % 5 % 3],
                values: round % 4 == 0 ? 2 : nil, &random)
            return ("list \(round): \(count) distinctions of \(units) units", list.distinctions)
        }
    }

    @Test("Sum and number in closed form are those of the relations one by one")
    func closedForm() {
        for (name, distinctions) in Self.lists() {
            let all = EnumeratedRelationList.all(distinctions)
            let totals = RelationTotals(distinctions: distinctions)
            let sum = all.reduce(0) { $0 + $1.phi }
            #expect(abs(totals.sumPhi.doubleValue - sum) <= 1e-13 * max(1, sum), "\(name)")
            #expect(totals.count.uint64 == UInt64(all.count), "\(name)")
            for method in RelationCount.Method.allCases {
                let count = RelationCount(among: distinctions, method: method)
                #expect(count.total == totals.count, "\(name), \(method)")
            }
        }
    }

    @Test("The strongest relations come in order, and all of them")
    func strongest() {
        for (name, distinctions) in Self.lists() where distinctions.count <= 10 {
            let expected = EnumeratedRelationList.ranked(EnumeratedRelationList.all(distinctions))
            let found = Array(StrongestRelations(among: distinctions))
            #expect(found.map(\.distinctions) == expected.map(\.members), "\(name)")
            #expect(zip(found, expected).allSatisfy { abs($0.phi - $1.phi) < 1e-13 }, "\(name)")
            #expect(found.map(\.purview) == expected.map { $0.purview.sorted() }, "\(name)")
            #expect(found.allSatisfy { $0.degree == $0.distinctions.count })
        }
    }

    @Test("Faces are the choices of sides that share a pair, and their overlaps make up the relation's purview")
    func faces() {
        for (name, distinctions) in Self.lists() where distinctions.count <= 7 {
            for relation in StrongestRelations(among: distinctions) where relation.degree <= 5 {
                let expected = EnumeratedRelationList.faces(relation.distinctions, among: distinctions)
                let faces = RelationFaces(of: relation, among: distinctions)
                #expect(Array(faces) == expected, "\(name), \(relation.distinctions)")
                #expect(faces.count == Natural(UInt64(expected.count)))
                #expect(Set(expected.flatMap(\.overlap)).sorted() == relation.purview)
            }
        }
    }

    @Test("The order of the distinctions and the names of the units change no bit")
    func invariance() {
        var random = SplitMix64(seed: 0x0DE5)
        for (name, distinctions) in Self.lists() {
            let totals = RelationTotals(distinctions: distinctions)
            let order = random.permutation(distinctions.count)
            #expect(RelationTotals(distinctions: order.map { distinctions[$0] }) == totals, "\(name)")
            let names = random.permutation(6)
            #expect(RelationTotals(distinctions: distinctions.map { $0.relabelled(names) }) == totals, "\(name)")
        }
    }

    @Test("Distinctions that all share one unit are related in every way", arguments: [2, 60, 64, 200, 5000])
    func everyWay(count: Int) {
        // Each has φ_d = 1 over a cause and an effect that are the same pair: v = 1, and each set counts 1.
        let state = State([true])
        let distinction = Distinction(
            mechanism: [0], cause: ([0], state), effect: ([0], state), phiCause: 1, phiEffect: 1)
        let totals = RelationTotals(distinctions: Array(repeating: distinction, count: count))
        var sets = Natural(powerOfTwo: count)
        sets -= Natural(1)
        #expect(totals.count == sets)
        #expect(abs(totals.sumPhi.log2 - Double(count)) <= 2 * 0x1p-52 * Double(count) || count == 2)
        if count == 2 { #expect(totals.sumPhi.doubleValue == 3) }
    }

    @Test("Distinctions without a common unit are not related; one whose cause meets its effect is related to itself")
    func apart() {
        let on = State([true])
        let off = State([false])
        let alone = Distinction(mechanism: [0], cause: ([0], on), effect: ([0], off), phiCause: 1, phiEffect: 2)
        let other = Distinction(mechanism: [1], cause: ([1], on), effect: ([1], on), phiCause: 0.5, phiEffect: 2)
        let totals = RelationTotals(distinctions: [alone, other])
        #expect(totals.count == Natural(1))
        #expect(totals.sumPhi == LargeReal(0.5))
        let relations = Array(StrongestRelations(among: [alone, other]))
        #expect(relations == [Relation(distinctions: [1], phi: 0.5, purview: [UnitState(unit: 1, state: 1)])])
        let faces = Array(RelationFaces(of: relations[0], among: [alone, other]))
        #expect(faces == [RelationFace(sides: [.both], overlap: [UnitState(unit: 1, state: 1)])])
        #expect(RelationTotals(distinctions: []).count == .zero)
        #expect(RelationTotals(distinctions: []).sumPhi == .zero)
        #expect(Array(StrongestRelations(among: [])).isEmpty)
    }

    @Test(
        "Where all four purviews of two distinctions share a unit, all nine faces exist (Fig. 4 of Albantakis et al.)")
    func nineFaces() {
        let off = State([false])
        let first = Distinction(mechanism: [0], cause: ([1], off), effect: ([1], off), phiCause: 0.3, phiEffect: 0.3)
        let second = Distinction(
            mechanism: [0, 1], cause: ([1], off), effect: ([1], off), phiCause: 0.1, phiEffect: 0.1)
        let relation = StrongestRelations(among: [first, second]).first { $0.degree == 2 }
        let faces = relation.map { RelationFaces(of: $0, among: [first, second]) }
        #expect(faces.map { Array($0).count } == 9)
        #expect(faces?.count == Natural(9))
    }

    /// Where enumeration is not possible the count is held to another exact method.
    @Test(
        "The number of relations of some hundred distinctions is exact",
        arguments: [(40, 3), (60, 4), (400, 5), (300, 6)])
    func manyDistinctions(count: Int, units: Int) {
        var random = SplitMix64(seed: UInt64(count))
        for density in [0.3, 0.6, 0.9] {
            let distinctions = GeneratedDistinctions(
                count: count, units: units, density: density, &random
            ).distinctions
            for method in [RelationCount.Method.walk, .table] {
                let count = RelationCount(among: distinctions, method: method)
                #expect(count.total == Self.numberByIntersections(distinctions), "density \(density), \(method)")
            }
        }
    }

    @Test("The number of relations in a ring of twenty units, whose forty pairs fit no table, is exact")
    func ring() {
        // Mechanisms are runs of units; causes and effects reach one unit further.
        let distinctions = (1...6).flatMap { length in
            (0..<20).map { start in
                func run(_ first: Int, _ count: Int, isOn: Bool) -> (purview: [Int], state: State) {
                    let units = (0..<count).map { (first + $0 + 20) % 20 }.sorted()
                    return (units, State(units.map { $0 % 3 == 0 || isOn }))
                }
                return Distinction(
                    mechanism: [start], cause: run(start - 1, length + 1, isOn: true),
                    effect: run(start, length + 1, isOn: false), phiCause: 0.1, phiEffect: 0.1)
            }
        }
        #expect(RelationTotals(distinctions: distinctions).count == Self.numberByIntersections(distinctions))
    }

    /// The number of relations by adding the distinctions one by one and keeping, for each intersection, the number of
    /// sets that have it.
    private static func numberByIntersections(_ distinctions: [Distinction]) -> Natural {
        var sets: [UInt64: Natural] = [:]
        for distinction in distinctions {
            let union = distinction.purviewUnion.reduce(UInt64(0)) { $0 | 1 << UInt64(2 * $1.unit + $1.state) }
            var next = sets
            for (shared, number) in sets where shared & union != 0 { next[shared & union, default: .zero] += number }
            next[union, default: .zero] += Natural(1)
            sets = next
        }
        var number = sets.values.reduce(into: Natural.zero) { $0 += $1 }
        // Single distinctions are no sets of two or more; those related to themselves count all the same.
        number -= Natural(UInt64(distinctions.count))
        let selves = distinctions.count {
            !EnumeratedRelationList.pairs($0.cause).isDisjoint(with: EnumeratedRelationList.pairs($0.effect))
        }
        number += Natural(UInt64(selves))
        return number
    }

    @Test("A thousand of the strongest relations of a large structure come in order")
    func strongestOfMany() {
        var random = SplitMix64(seed: 0xB16)
        let distinctions = GeneratedDistinctions(count: 1000, units: 10, density: 0.4, &random).distinctions
        let relations = Array(StrongestRelations(among: distinctions).prefix(1000))
        #expect(relations.count == 1000)
        #expect(zip(relations, relations.dropFirst()).allSatisfy { $0.phi >= $1.phi - 1e-10 })
        #expect(Set(relations.map(\.distinctions)).count == 1000)
        // None of the pairs, which are enumerated, is stronger than the last and missing.
        let unions = distinctions.map { Set($0.purviewUnion) }
        let given = Set(relations.map(\.distinctions))
        var missed = 0
        for first in distinctions.indices {
            for second in distinctions.indices.dropFirst(first + 1) {
                let shares = [first, second].map { distinctions[$0].phi / Double(unions[$0].count) }
                let phi = Double(unions[first].intersection(unions[second]).count) * min(shares[0], shares[1])
                if phi > relations[999].phi + 1e-9 && !given.contains([first, second]) { missed += 1 }
            }
        }
        #expect(missed == 0)
    }
}
