import Compute
import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

/// Structures that can be worked out on paper.
@Suite("Structures solved by hand")
struct StructureByHandTests {
    /// A unit that keeps its value with probability p: φ_c = φ_e = φ_d = p·log₂ 2p. Its cause and its effect are the same
    /// pair, so it has a self-relation with φ_r = φ_d.
    @Test("One unit that copies itself: Φ = 2·p·log₂ 2p", arguments: [0.6, 0.75, 0.9, 1.0])
    func selfCopy(p: Double) throws {
        let substrate = Substrate(units: 1) { _, row in row == 1 ? p : 1 - p }
        for state in [State(0), State(1)] {
            let structure = try substrate.structure(in: state)
            #expect(structure.allDistinctions.count == 1)
            #expect(structure.relations.count == Natural(1))
            #expect(abs(structure.sumPhiD - p * log2(2 * p)) < 1e-12)
            #expect(abs(structure.bigPhi.doubleValue - 2 * p * log2(2 * p)) < 1e-12)
        }
    }

    /// A ring of exact copies. Each unit by itself specifies its predecessor as cause and its successor as effect, with
    /// φ_c = φ_e = 1; purviews with other units are not connected, and mechanisms of several units fall apart. Unit j is
    /// in the effect of j − 1, in state s_{j−1}, and in the cause of j + 1, in state s_{j+1}: where these agree the two
    /// distinctions, of two pairs each, share one, and φ_r = ½ for each. In a ring of four, j − 1 and j + 1 are one pair
    /// of distinctions for two units j, whose relation is one of φ_r = 1; in a ring of two they are one distinction, of
    /// one pair, with a self-relation of φ_r = 1.
    @Test("Rings of copies", arguments: [2, 3, 4, 5, 6, 7])
    func ring(count: Int) throws {
        let substrate = Substrate(units: count) { unit, row in row >> ((unit + count - 1) % count) & 1 == 1 }
        for bits in UInt64(0)..<(1 << UInt64(count)) {
            let state = State(bits: bits, count: count)
            let structure = try substrate.structure(in: state)
            let distinctions = structure.distinctions
            #expect(distinctions.map(\.mechanism) == (0..<count).map { [$0] })
            #expect(structure.allDistinctions == distinctions)
            #expect(distinctions.allSatisfy { $0.cause.phi == 1 && $0.effect.phi == 1 })
            #expect(distinctions.map(\.cause.purview) == (0..<count).map { [($0 + count - 1) % count] })
            #expect(distinctions.map(\.effect.purview) == (0..<count).map { [($0 + 1) % count] })
            #expect(distinctions.allSatisfy { $0.cause.state == $0.state && $0.effect.state == $0.state })
            let meetings = (0..<count).count { state[($0 + count - 1) % count] == state[($0 + 1) % count] }
            let (each, relations) =
                switch count {
                case 2: (1.0, 2)
                case 4: (0.5, meetings / 2)
                default: (0.5, meetings)
                }
            #expect(abs(structure.relations.sumPhi.doubleValue - each * Double(meetings)) < 1e-12, "\(state.values)")
            #expect(structure.relations.count == Natural(UInt64(relations)), "\(state.values)")
            #expect(abs(structure.bigPhi.doubleValue - Double(count) - each * Double(meetings)) < 1e-12)
        }
    }

    /// Three units, each the exclusive or of the other two, all off. A unit alone says nothing of any other. Two units
    /// determine the third: every cut leaves it undetermined and costs 1 bit, so φ_e = 1. Their causes are 000 and 111,
    /// with probability ½ each; one of the two units may keep the pair it needs, the other loses its bit, and φ_c = ½ for
    /// the state that the system specifies. Of the three together two lose their bit: φ_c = 1, and φ_e is no less.
    @Test("Exclusive or: three pairs and the triple")
    func exclusiveOr() throws {
        let substrate = Substrate(units: 3) { unit, row in (row & ~(1 << unit)).nonzeroBitCount == 1 }
        let structure = try substrate.structure(in: State(0, 0, 0))
        #expect(structure.distinctions.map(\.mechanism) == [[0, 1], [0, 2], [1, 2], [0, 1, 2]])
        #expect(structure.distinctions.map(\.phi) == [0.5, 0.5, 0.5, 1])
        #expect(structure.distinctions.allSatisfy { $0.cause.phi <= $0.effect.phi })
        #expect(abs(structure.relations.sumPhi.doubleValue - 7) < 1e-12)
        #expect(structure.relations.count == Natural(15))
    }

    @Test("No units: an empty structure")
    func emptySystem() throws {
        let substrate = Substrate(units: 2) { unit, row in row >> (1 - unit) & 1 == 1 }
        let structure = try substrate.structure(in: State(1, 0), units: [])
        #expect(structure.system.reasons == [.noSystem])
        #expect(structure.allDistinctions.isEmpty && !structure.isFiltered)
        #expect(structure.relations.count == .zero && structure.bigPhi == .zero)
    }

    /// Unit B is on whatever happens. It is no part of A's effect, since A does not feed it, although naming it would cost
    /// nothing: P(B on) = 1 leaves φ_e as it is.
    @Test("A constant unit that a mechanism does not feed is in no effect of it")
    func constantUnit() throws {
        let substrate = Substrate(units: 2) { unit, row in unit == 1 || row & 1 == 1 }
        let structure = try substrate.structure(in: State(1, 1))
        #expect(!structure.isFiltered)
        #expect(structure.allDistinctions.map(\.mechanism) == [[0]])
        #expect(structure.allDistinctions.map(\.effect.purview) == [[0]])
        #expect(structure.allDistinctions.map(\.cause.purview) == [[0]])
        // The same with B said to be fed: then {A, B} ties with {A}, and the larger purview is taken.
        let fed = Substrate(units: 2, connected: { source, target in source == 0 }) { unit, row in
            unit == 1 || row & 1 == 1 ? 1 : 0
        }
        let other = try fed.structure(in: State(1, 1))
        #expect(other.allDistinctions.map(\.mechanism) == [[0]])
        #expect(other.allDistinctions.map(\.effect.purview) == [[0, 1]])
        #expect(other.allDistinctions.map(\.effect.ties.purviews) == [2])
        for (network, found) in [(substrate, structure), (fed, other)] {
            let slow = try EnumeratingStructure(network, state: State(1, 1), units: [0, 1])
            #expect(StructureAgreement.disagreements(found, slow) == [])
        }
    }

    /// C is on with probability 0.72 after A and B, 0.48 after one of them and 0.32 after neither: 0.6 where one input is
    /// kept and 0.5 where none is, and so every input cut costs log₂ 1.2 bits. Cutting either connection or both has the
    /// same normalised φ, and both, the greater φ, is the MIP: also where one cut is cheaper by less than the tolerance.
    @Test("Of tied partitions the one of greatest φ", arguments: [0.0, 2e-11, -2e-11])
    func tiedPartitions(difference: Double) throws {
        let afterInputs = [0.32, 0.48 + difference, 0.48, 0.72]
        let substrate = Substrate(units: 3) { unit, row in
            unit == 2 ? afterInputs[row & 3] : row >> 2 == 1 ? 0.8 : 0.2
        }
        let structure = try substrate.structure(in: State(1, 1, 1))
        let effect = try #require(structure.allDistinctions.first { $0.mechanism == [0, 1] }?.effect)
        #expect(effect.purview == [2] && effect.state == State(1))
        #expect(abs(effect.phi - 0.72 * log2(1.44)) < 1e-10)
        #expect(effect.partition.connectionsCut == 2)
        let slow = try EnumeratingStructure(substrate, state: State(1, 1, 1), units: [0, 1, 2])
        #expect(StructureAgreement.disagreements(structure, slow) == [])
    }

    /// Every unit is on with probability ½·∏ r over the inputs that are on, 2 − r over those that are off: ½·r^k where k
    /// inputs are kept on. Every input that a unit loses costs log₂ r bits, so all partitions of a mechanism and a purview
    /// that are on tie, thousands of them, and the complete cut has the greatest φ. One network in two is moved by less
    /// than the tolerance.
    @Test("Units whose inputs multiply: every partition ties", arguments: [2, 3, 4, 5], [0, 4e-12])
    func multiplyingInputs(count: Int, jitter: Double) throws {
        var random = SplitMix64(seed: 0x57A6_0007)
        let ratio = 1.14
        let substrate = Substrate(units: count) { _, row in
            (0..<count).reduce(0.5) { $0 * (row >> $1 & 1 == 1 ? ratio : 2 - ratio) }
        }.jittered(by: jitter, &random)
        let state = State(Array(repeating: true, count: count))
        let structure = try substrate.structure(in: state)
        #expect(structure.allDistinctions.count == (1 << count) - 1)
        for distinction in structure.allDistinctions {
            let inputs = distinction.mechanism.count
            for side in [distinction.cause, distinction.effect] where side.state.values.allSatisfy({ $0 == 1 }) {
                #expect(side.partition.connectionsCut == inputs * side.purview.count)
            }
            let outputs = distinction.effect.purview.count
            let probability = pow(0.5 * pow(ratio, Double(inputs)), Double(outputs))
            let phi = probability * Double(inputs * outputs) * log2(ratio)
            #expect(abs(distinction.effect.phi - phi) < 1e-9)
        }
        let slow = try EnumeratingStructure(substrate, state: state, units: Array(0..<count))
        #expect(StructureAgreement.disagreements(structure, slow) == [])
    }

    /// Two units that next are what A is, with probability ½ + δ. To first order φ_e = 2δ·log₂e / 2 = 1.44δ, over either
    /// unit alone for the one connection and over both for two. Up to 10⁻¹⁰ φ per connection counts as 0: with δ = 5·10⁻¹¹
    /// for every purview, with 10⁻¹⁰ for that of two units, and with more for none, so that all three tie.
    @Test(
        "Effects near the tolerance",
        arguments: [(5e-11, nil, 0), (1e-10, [0], 2), (3e-10, [0, 1], 3), (1e-8, [0, 1], 3)])
    func nearTolerance(delta: Double, purview: [Int]?, ties: Int) throws {
        let substrate = Substrate(units: 2) { _, row in row & 1 == 1 ? 0.5 + delta : 0.5 - delta }
        let structure = try substrate.structure(in: State(1, 1))
        let effect = structure.allDistinctions.first?.effect
        #expect(effect?.purview == purview)
        #expect(effect?.ties.purviews ?? 0 == ties)
        let slow = try EnumeratingStructure(substrate, state: State(1, 1), units: [0, 1])
        #expect(StructureAgreement.disagreements(structure, slow) == [])
    }
}
