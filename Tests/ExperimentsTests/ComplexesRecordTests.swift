import Compute
import Experiments
import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite("Complexes, their ties and the table over states")
struct ComplexesRecordTests {
    private typealias Fixtures = PhiRecordFixtures

    private static let substrate = Fixtures.substrate(["A", "B", "C"], name: "three")

    /// {A C} against {B C}, which Φ decides, and A, B, C in a ring of images.
    private static let decided = [
        ComplexTie(
            phi: 0.5,
            candidates: [
                ComplexTie.Candidate(units: [0, 2], bigPhi: LargeReal(1, scaledBy: 3000), outcome: .complex),
                ComplexTie.Candidate(units: [1, 2], bigPhi: LargeReal(1.25), outcome: .excluded),
            ]),
        ComplexTie(
            phi: 0.25,
            candidates: [[0], [1], [2]].map { ComplexTie.Candidate(units: $0, bigPhi: nil, outcome: .undecided) }),
    ]

    private static func pair(phi: Double = 0.5) -> PhiRecord {
        Fixtures.irreducible(substrate, units: [0, 2], [([0], .both), ([1], .both)], phi: phi)
    }

    private static func structure(_ record: PhiRecord, phi: Double) -> CauseEffectStructure {
        let distinction = Distinction(
            mechanism: [0], state: State([true]),
            cause: StructureRecordFixtures.side(.cause, [2], [1], phi: phi, [([0], []), ([], [2])]),
            effect: StructureRecordFixtures.side(.effect, [2], [1], phi: phi, [([0], []), ([], [2])]),
            isCongruent: true)
        return StructureRecordFixtures.structure(of: record, distinctions: [distinction])
    }

    private func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("JSON with ties, structures and an attractor satisfies its schema", arguments: [false, true])
    func json(pretty: Bool) throws {
        let record = Fixtures.complexes(
            [Self.pair()], of: Self.substrate, ties: [[[0, 1], [1, 2]]], decided: Self.decided,
            structures: [Self.structure(Self.pair(), phi: 0.5)], attractor: 3)
        let value = try parsed(record.json(pretty: pretty))
        #expect(try PhiRecordSchema().problems(of: value, against: "urn:claustrum:complexes:1") == [])
        #expect(value["attractor"] as? Int == 3)
        let ties = try #require(value["ties"] as? [[String: Any]])
        #expect(ties.count == 3)
        let first = try #require(ties[0]["candidates"] as? [[String: Any]])
        #expect(first.map { $0["units"] as? [String] } == [["A", "C"], ["B", "C"]])
        #expect(first.map { $0["outcome"] as? String } == ["complex", "excluded"])
        #expect((first[0]["big_phi"] as? String)?.hasPrefix("1.23") == true, "2^3000 is beyond a double")
        #expect(first[1]["big_phi"] as? Double == 1.25)
        let images = try #require(ties[1]["candidates"] as? [[String: Any]])
        #expect(images.allSatisfy { $0["big_phi"] is NSNull && $0["outcome"] as? String == "undecided" })
        let complex = try #require((value["complexes"] as? [[String: Any]])?.first)
        let structure = try #require(complex["structure"] as? [String: Any])
        // φ_d = ½ and one self-relation that shares its one pair: Φ = ½ + ½.
        #expect(structure["big_phi"] as? Double == 1)
    }

    @Test("Text says what Φ decided, and Φ beside φ_s")
    func text() {
        let record = Fixtures.complexes(
            [Self.pair()], of: Self.substrate, decided: Self.decided,
            structures: [Self.structure(Self.pair(), phi: 0.5)])
        let text = PhiText.render(record, style: TextStyle(width: 200))
        #expect(text.contains("Φ = 1 ibits\n"))
        #expect(text.contains("#  φ_s (ibits)  Φ (ibits)  units\n"))
        #expect(
            text.contains(
                "2 candidates overlap and tie in φ_s = 0.5, and Φ decides: {A C}, Φ = 1.23023e903, is a complex; "
                    + "{B C}, Φ = 1.25, is excluded.\n"))
        #expect(
            text.contains(
                "3 candidates overlap and tie in φ_s = 0.25; a symmetry maps each to any other, so they tie in Φ too "
                    + "and none is a complex: {A}, {B}, {C}.\n"))
    }

    @Test("A long tie names a few candidates and counts the others")
    func longTie() {
        let candidates = (0..<9).map {
            ComplexTie.Candidate(units: [$0 % 3], bigPhi: LargeReal(Double($0)), outcome: .undecided)
        }
        let record = Fixtures.complexes(
            [], of: Self.substrate, decided: [ComplexTie(phi: 1, candidates: candidates)])
        let text = PhiText.render(record, style: TextStyle(width: 1000))
        #expect(text.contains("{C}, Φ = 5, ties again, and is no complex and 3 more (--json lists them all).\n"))
    }

    private static func summary(hasStructures: Bool, unreachable: Int = 5) -> ComplexesSummary {
        ComplexesSummary(
            substrate: substrate, units: [0, 2], formalism: .iit4In2023, unreachableStates: unreachable,
            hasStructures: hasStructures)
    }

    @Test("The summary counts states, units and the greatest values, the first of equal ones")
    func summaryOfStates() throws {
        var summary = Self.summary(hasStructures: true)
        let monad = Fixtures.irreducible(Self.substrate, units: [2], [([0], .both)], phi: 0.25)
        let rows = [
            Fixtures.complexes([], of: Self.substrate, ties: [[[0], [0, 2]]], structures: []),
            Fixtures.complexes([monad], of: Self.substrate, structures: [Self.structure(monad, phi: 4)], attractor: 1),
            Fixtures.complexes(
                [Self.pair()], of: Self.substrate, structures: [Self.structure(Self.pair(), phi: 0.5)]),
            Fixtures.complexes(
                [Self.pair(phi: 0.5 + 1e-12)], of: Self.substrate,
                structures: [Self.structure(Self.pair(), phi: 0.5)], attractor: 2),
            Fixtures.complexes([], of: Self.substrate, structures: []),
        ]
        for row in rows { summary.add(row) }
        let value = try parsed(summary.json(provenance: Fixtures.provenance))
        #expect(try PhiRecordSchema().problems(of: value, against: "urn:claustrum:complexes-summary:1") == [])
        let counts = [
            "states", "unreachable_states", "attractor_states", "states_with_complex", "states_as_one_complex",
            "states_with_unresolved_ties",
        ].map { value[$0] as? Int }
        #expect(counts == [5, 5, 2, 3, 2, 1])
        #expect(value["in_maximal_complex"] as? [String: Int] == ["A": 2, "C": 3])
        let phi = try #require(value["greatest_phi_s"] as? [String: Any])
        #expect(phi["phi_s"] as? Double == 0.5, "a difference below the tolerance is none")
        #expect(phi["units"] as? [String] == ["A", "C"])
        let bigPhi = try #require(value["greatest_big_phi"] as? [String: Any])
        #expect(bigPhi["big_phi"] as? Double == 8)
        #expect(bigPhi["units"] as? [String] == ["C"])
        let text = PhiText.render(summary, provenance: nil, style: TextStyle(width: 200))
        #expect(text.contains("5 states, 2 in attractors; 5 more left out, as nothing leads to them.\n"))
        #expect(text.contains("There is a complex in 3 of 5 states.\n"))
        #expect(text.contains("All 2 units are one complex in 2 of 5 states.\n"))
        #expect(text.contains("In 1 state overlapping candidates tie in φ_s and in Φ.\n"))
        #expect(text.contains("The greatest φ_s is 0.5 ibits, of {A C} in state 101.\n"))
        #expect(text.contains("The greatest Φ is 8 ibits, of {C} in state 101.\n"))
    }

    @Test("A table of no complex and no structure has nulls in its summary")
    func emptySummary() throws {
        var summary = Self.summary(hasStructures: false, unreachable: 0)
        summary.add(Fixtures.complexes([], of: Self.substrate))
        let value = try parsed(summary.json(provenance: nil))
        #expect(try PhiRecordSchema().problems(of: value, against: "urn:claustrum:complexes-summary:1") == [])
        #expect(value["greatest_phi_s"] is NSNull && value["greatest_big_phi"] is NSNull)
        let text = PhiText.render(summary, provenance: nil)
        #expect(text == "\n1 state.\nNo state has a complex.\n")
    }

    @Test("Rows of text stand under their heading in 80 columns")
    func rows() {
        let summary = Self.summary(hasStructures: true)
        let second = Fixtures.irreducible(Self.substrate, units: [1], [([0], .both)], phi: 0.0625)
        let record = Fixtures.complexes(
            [Self.pair(), second], of: Self.substrate,
            structures: [Self.structure(Self.pair(), phi: 0.5), Self.structure(second, phi: 0.25)], attractor: 2)
        let lines =
            PhiText.heading(of: summary).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            + PhiText.row(record, of: summary).split(separator: "\n").map(String.init)
        #expect(lines.contains("state  attractor  φ_s (ibits)    Φ (ibits)  complexes"))
        #expect(lines.contains("101            2          0.5            1  A C"))
        #expect(lines.contains("                       0.0625          0.5  B"))
        let none = PhiText.row(Fixtures.complexes([], of: Self.substrate), of: summary)
        #expect(none == "101                         0               none\n")
        let tied = PhiText.row(Fixtures.complexes([], of: Self.substrate, ties: [[[0], [0, 1]]]), of: summary)
        #expect(tied.contains("tied") && tied.contains("none: candidates tie"))
        #expect((lines + [none, tied]).allSatisfy { $0.count <= 81 })
    }

    @Test("CSV: a row a state, its complexes in one order, lists with what separates them escaped")
    func csv() throws {
        let hostile = Fixtures.substrate(["A;|", "B", "C"], name: "x, \"y\"")
        let first = Fixtures.irreducible(hostile, units: [0, 2], [([0], .both), ([1], .both)], phi: 0.5)
        let second = Fixtures.irreducible(hostile, units: [1], [([0], .both)], phi: 0.0625)
        let record = Fixtures.complexes([first, second], of: hostile, attractor: 1)
        let row = try record.csvRow
        #expect(
            row == #"1;0;1,1,2,A\;\|;C|B,0;2|1,0.5|0.0625,,0,iit4-2023,"x, ""y""""#)
        #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == 11, "one comma is in the name")
        #expect(ComplexesRecord.csvHeader.split(separator: ",").count == 10)
    }
}
