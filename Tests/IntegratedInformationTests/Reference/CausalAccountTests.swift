import Foundation
import Graphs
import IntegratedInformation
import Testing

/// Albantakis, Marshall, Hoel & Tononi 2019, *Entropy* 21(5): 459. Values beside the first test's follow by hand from the
/// definitions, as the comments say.
@Suite("Causal accounts that are known")
struct CausalAccountTests {
    private struct Expected {
        let direction: CausalDirection
        let occurrence: [Int]
        let counterparts: [[Int]]
        let strength: Double
        var ratio: Double?
    }

    private func expect(
        _ expected: [Expected], of substrate: Substrate, _ before: State, _ after: State, from sources: [Int],
        to targets: [Int], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let account = try CausalAccountAnalysis(
            substrate: substrate, before: before, after: after, sources: sources, targets: targets
        ).inline()
        #expect(account.links.count == expected.count, sourceLocation: sourceLocation)
        for (link, value) in zip(account.links, expected) {
            #expect(link.direction == value.direction, sourceLocation: sourceLocation)
            #expect(link.occurrence == value.occurrence, sourceLocation: sourceLocation)
            #expect(link.counterparts.map(\.units) == value.counterparts, sourceLocation: sourceLocation)
            #expect(abs(link.strength - value.strength) < 1e-12, "\(link)", sourceLocation: sourceLocation)
            for counterpart in link.counterparts {
                let ratio = value.ratio ?? value.strength
                #expect(abs(counterpart.ratio - ratio) < 1e-12, "\(link)", sourceLocation: sourceLocation)
            }
        }
    }

    /// One gate, unit `inputs`, of units 0..<inputs, which are fair coins themselves.
    private func gate(_ inputs: Int, _ rule: @escaping (Int) -> Bool) -> Substrate {
        Substrate(units: inputs + 1) { unit, row in
            unit == inputs ? (rule(row & (1 << inputs - 1)) ? 1 : 0) : 0.5
        }
    }

    @Test("OR and AND, which feed themselves and each other, from 10 to 10: the account of the paper's Fig. 4")
    func orAnd() throws {
        let network = Substrate(units: 2) { unit, row in unit == 0 ? row != 0 : row == 3 }
        let first = log2(4.0 / 3)
        try expect(
            [
                Expected(direction: .cause, occurrence: [0], counterparts: [[0]], strength: first),
                Expected(direction: .cause, occurrence: [1], counterparts: [[1]], strength: first),
                Expected(
                    direction: .cause, occurrence: [0, 1], counterparts: [[0, 1]], strength: log2(9.0 / 8), ratio: 1),
                Expected(direction: .effect, occurrence: [0], counterparts: [[0]], strength: first),
                Expected(direction: .effect, occurrence: [1], counterparts: [[1]], strength: first),
            ], of: network, State(1, 0), State(1, 0), from: [0, 1], to: [0, 1])
        let account = try CausalAccountAnalysis(
            substrate: network, before: State(1, 0), after: State(1, 0), sources: [0, 1], targets: [0, 1]
        ).inline()
        let joint = try #require(account.links.first { $0.occurrence == [0, 1] }?.counterparts.first)
        #expect(joint.partition.parts.map(\.mechanism) == [[0], [1]])
        #expect(joint.partition.parts.map(\.purview) == [[0], [1]])
        #expect(account.probability == 1)
    }

    /// A ∨ B with both on: π(A = 1 | 1) = 2/3, π(AB = 11 | 1) = 1/3 against 1/4. Each alone raises P(1) from 3/4 to 1, and
    /// both together do no more.
    @Test("A disjunction overdetermined: either input is the cause, and which is not determined")
    func disjunction() throws {
        let strength = log2(4.0 / 3)
        try expect(
            [
                Expected(direction: .cause, occurrence: [2], counterparts: [[0], [1]], strength: strength),
                Expected(direction: .effect, occurrence: [0], counterparts: [[2]], strength: strength),
                Expected(direction: .effect, occurrence: [1], counterparts: [[2]], strength: strength),
            ], of: gate(2) { $0 != 0 }, State(1, 1, 0), State(0, 0, 1), from: [0, 1], to: [2])
    }

    /// A ∧ B with both on: each doubles P(1) = 1/4, together they quadruple it; π(AB = 11 | 1) = 1.
    @Test("A conjunction: both inputs are the cause, and each and both have an effect")
    func conjunction() throws {
        try expect(
            [
                Expected(direction: .cause, occurrence: [2], counterparts: [[0, 1]], strength: 2),
                Expected(direction: .effect, occurrence: [0], counterparts: [[2]], strength: 1),
                Expected(direction: .effect, occurrence: [1], counterparts: [[2]], strength: 1),
                Expected(direction: .effect, occurrence: [0, 1], counterparts: [[2]], strength: 1, ratio: 2),
            ], of: gate(2) { $0 == 3 }, State(1, 1, 0), State(0, 0, 1), from: [0, 1], to: [2])
    }

    /// A ≡ B: neither input says anything alone.
    @Test("A biconditional: only both inputs together are a cause and have an effect")
    func biconditional() throws {
        try expect(
            [
                Expected(direction: .cause, occurrence: [2], counterparts: [[0, 1]], strength: 1),
                Expected(direction: .effect, occurrence: [0, 1], counterparts: [[2]], strength: 1),
            ], of: gate(2) { $0 == 0 || $0 == 3 }, State(0, 0, 0), State(0, 0, 1), from: [0, 1], to: [2])
    }

    /// Three votes for: π(AB = 11 | 1) = 1/2 and π(ABC = 111 | 1) = 1/4, both twice their chance. P(1) is 1/2, 3/4 with one
    /// vote and 1 with two.
    @Test("A unanimous majority: any two votes are the cause")
    func majority() throws {
        let one = log2(1.5)
        try expect(
            [
                Expected(direction: .cause, occurrence: [3], counterparts: [[0, 1], [0, 2], [1, 2]], strength: 1),
                Expected(direction: .effect, occurrence: [0], counterparts: [[3]], strength: one),
                Expected(direction: .effect, occurrence: [1], counterparts: [[3]], strength: one),
                Expected(direction: .effect, occurrence: [2], counterparts: [[3]], strength: one),
                Expected(direction: .effect, occurrence: [0, 1], counterparts: [[3]], strength: 1 - one, ratio: 1),
                Expected(direction: .effect, occurrence: [0, 2], counterparts: [[3]], strength: 1 - one, ratio: 1),
                Expected(direction: .effect, occurrence: [1, 2], counterparts: [[3]], strength: 1 - one, ratio: 1),
            ], of: gate(3) { $0.nonzeroBitCount >= 2 }, State(1, 1, 1, 0), State(0, 0, 0, 1), from: [0, 1, 2], to: [3])
    }

    /// D = (A ∧ B) ∨ C with ABC = 101, the network of the paper's Fig. 7. Five of the eight states turn D on, all four with
    /// C on among them: π(C = 1 | D = 1) = 4/5, P(D) goes from 5/8 to 1 with C and to 3/4 with A.
    @Test("A disjunction of conjunctions: the disjunct that holds is the cause, though A has an effect too")
    func disjunctionOfConjunctions() throws {
        try expect(
            [
                Expected(direction: .cause, occurrence: [3], counterparts: [[2]], strength: log2(8.0 / 5)),
                Expected(direction: .effect, occurrence: [2], counterparts: [[3]], strength: log2(8.0 / 5)),
                Expected(direction: .effect, occurrence: [0], counterparts: [[3]], strength: log2(6.0 / 5)),
            ], of: gate(3) { $0 & 3 == 3 || $0 & 4 != 0 }, State(1, 0, 1, 0), State(0, 0, 0, 1), from: [0, 1, 2],
            to: [3])
    }

    @Test("A unit that copies another with noise: one bit less what the noise takes, both ways")
    func noisyCopy() throws {
        let strength = log2(0.9 / 0.5)
        try expect(
            [
                Expected(direction: .cause, occurrence: [1], counterparts: [[0]], strength: strength),
                Expected(direction: .effect, occurrence: [0], counterparts: [[1]], strength: strength),
            ], of: Substrate(units: 2) { unit, row in unit == 1 ? (row & 1 == 1 ? 0.9 : 0.1) : 0.5 },
            State(1, 0), State(0, 1), from: [0, 1], to: [0, 1])
    }

    @Test("What happened against the odds has no cause")
    func improbable() throws {
        try expect(
            [], of: Substrate(units: 2) { unit, row in unit == 1 ? (row & 1 == 1 ? 0.1 : 0.9) : 0.5 }, State(1, 0),
            State(0, 1), from: [0], to: [1])
    }
}
