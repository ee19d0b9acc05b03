import Experiments
import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite("Conceptual structures (IIT 3.0) as text and JSON")
struct ConceptualRecordTests {
    private typealias Fixtures = PhiRecordFixtures

    private static let substrate = Fixtures.substrate(["A", "<b>\u{1B}", "C"], state: State([true, false, true]))

    private static func side(_ direction: CausalDirection, _ purview: [Int], ties: Int = 1) -> CorePurview {
        CorePurview(
            direction: direction, purview: purview, phi: 0.25,
            repertoire: (0..<(1 << purview.count)).map { _ in 1 / Double(1 << purview.count) },
            partition: JointPartition(parts: [
                JointPartition.Part(mechanism: [0], purview: []), JointPartition.Part(mechanism: [], purview: purview),
            ]),
            ties: CorePurview.Ties(purviews: ties, partitions: 2))
    }

    private static func record(
        phi: Double = 1.5, reasons: [ConceptualZeroReason] = [], ties: Int = 1, provenance: Provenance? = nil
    ) -> ConceptualRecord {
        let concept = Concept(
            mechanism: [0], state: State([true]), cause: side(.cause, [1, 2], ties: ties), effect: side(.effect, [2]))
        let cut = ConceptualCut(cut: UnidirectionalCut(from: [0, 2], to: [1]), ties: ties, concepts: [concept])
        let units = reasons == [.noSystem] ? [] : [0, 1, 2]
        return ConceptualRecord(
            result: ConceptualStructure(
                units: units, state: State(units.map { $0 != 1 }), phi: phi, conceptualInformation: 2,
                concepts: units.isEmpty ? [] : [concept], reasons: reasons, leastCut: reasons.isEmpty ? cut : nil),
            substrate: substrate, provenance: provenance)
    }

    private static var samples: [ConceptualRecord] {
        [record(), record(phi: 0, ties: 3), record(provenance: Fixtures.provenance)]
            + ConceptualZeroReason.allCases.map { record(phi: 0, reasons: [$0]) }
    }

    private func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("Every record, on one line or on many, satisfies the published schema", arguments: [false, true])
    func satisfiesSchema(pretty: Bool) throws {
        let schema = try PhiRecordSchema()
        #expect(schema.required(by: "urn:claustrum:phi3:1").count == 14)
        for record in Self.samples {
            let value = try parsed(record.json(pretty: pretty))
            #expect(schema.problems(of: value, against: "urn:claustrum:phi3:1") == [])
        }
    }

    @Test("The schema refuses a record that lacks a key or has another")
    func schemaRefuses() throws {
        let schema = try PhiRecordSchema()
        let record = try parsed(Self.record().json(pretty: false))
        for key in record.keys {
            var lacking = record
            lacking[key] = nil
            #expect(schema.problems(of: lacking, against: "urn:claustrum:phi3:1") == ["$: \(key) is absent"])
        }
        for (key, value) in [("big_phi", "1" as Any), ("phi_s", 1), ("formalism", "iit4-2023"), ("units", [1])] {
            var wrong = record
            wrong[key] = value
            #expect(schema.problems(of: wrong, against: "urn:claustrum:phi3:1").count == 1, "\(key)")
        }
    }

    @Test("Keys come in the documented order")
    func keyOrder() throws {
        let text = String(decoding: try Self.record().json(pretty: false), as: UTF8.self)
        var rest = Substring(text)
        for key in [
            "big_phi", "conceptual_information", "sum_phi", "reasons", "concepts", "mechanism", "state", "phi", "cause",
            "purview", "phi", "repertoire", "mip", "ties", "effect", "cut", "from", "to", "ties", "concepts", "units",
            "unit_indices", "state", "substrate_state", "formalism", "name", "schema", "provenance",
        ] {
            let place = try #require(rest.range(of: "\"\(key)\":"), "\(key) is missing or out of order")
            rest = rest[place.upperBound...]
        }
        #expect(text.hasPrefix(#"{"big_phi":1.5,"conceptual_information":2.0,"sum_phi":0.25,"reasons":[],"#))
        #expect(text.contains(#""mip":[{"mechanism":["A"],"purview":[]},"#))
    }

    @Test("A number that JSON cannot hold is refused, not written")
    func notFinite() {
        #expect(throws: ResultNotFinite(key: "big_phi")) { try Self.record(phi: .nan).json(pretty: false) }
    }

    @Test("Text shows the same numbers, what they mean, and nothing that steers a terminal")
    func text() {
        let text = PhiText.render(Self.record(ties: 2))
        #expect(text.hasPrefix("Φ = 1.5\nirreducible:"))
        #expect(text.contains("Cut      [A C] ─✂→ [<b>�] one of 2 tied cuts"))
        #expect(text.contains("1 concept, Σφ = 0.25, conceptual information CI = 2\n"))
        #expect(text.contains("  0.25  A"))
        #expect(text.contains("* one of several purviews of equal φ"))
        #expect(!text.contains("\u{1B}"))
        #expect(!PhiText.render(Self.record()).contains("*"))
        for reason in ConceptualZeroReason.allCases {
            let zero = PhiText.render(Self.record(phi: 0, reasons: [reason]))
            #expect(zero.hasPrefix("Φ = 0\nreducible: Φ = 0 because ") && !zero.contains("Cut "))
        }
        let reducible = PhiText.render(Self.record(phi: 0))
        #expect(reducible.hasPrefix("Φ = 0\nreducible: Φ = 0 because the cut below leaves every concept as it is\n"))
    }
}
