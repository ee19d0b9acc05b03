import Compute
import Experiments
import Foundation
import Graphs
import IntegratedInformation
import Testing

private struct PhiOnly: Decodable {
    let phi: Double

    private enum CodingKeys: String, CodingKey { case phi = "phi_s" }
}

@Suite("JSON and CSV of results")
struct PhiRecordTests {
    private typealias Fixtures = PhiRecordFixtures

    private static let substrate = Fixtures.substrate(["A", "B", "C"], name: "three")
    private static let nasty = ["<script>alert(\"x\")</script>", "a\\b\n\t\u{1}\u{7F}", "é 脳 🧠, \"q\""]

    private static var samples: [PhiRecord] {
        let partitions: [[Fixtures.Part]] = [
            [([0, 1], .outputs), ([2], .inputs)], [([0], .both), ([1], .both), ([2], .both)],
            [([0], .inputs), ([1], .outputs), ([2], .both)],
        ]
        let reducible = ZeroReason.allCases.map { Fixtures.zero(substrate, reasons: [$0]) }
        return partitions.map { Fixtures.irreducible(substrate, $0) } + reducible
            + [
                Fixtures.irreducible(substrate, units: [1], [([0], .both)], ties: nil),
                Fixtures.irreducible(Fixtures.substrate(nasty), partitions[0]),
                PhiRecord(
                    result: Fixtures.irreducible(substrate, partitions[0]).result, substrate: substrate,
                    formalism: .iit4In2026, provenance: Fixtures.provenance),
            ]
    }

    private func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("Every record, on one line or on many, satisfies the published schema", arguments: [false, true])
    func satisfiesSchema(pretty: Bool) throws {
        let schema = try PhiRecordSchema()
        #expect(schema.required(by: "urn:claustrum:phi:1").count == 21)
        for record in Self.samples {
            let value = try parsed(record.json(pretty: pretty))
            #expect(schema.problems(of: value, against: "urn:claustrum:phi:1") == [])
        }
    }

    @Test("The schema refuses a record that lacks a key, has another, or holds a wrong type")
    func schemaRefuses() throws {
        let schema = try PhiRecordSchema()
        let record = try parsed(Self.samples[0].json(pretty: false))
        for key in record.keys {
            var lacking = record
            lacking[key] = nil
            #expect(schema.problems(of: lacking, against: "urn:claustrum:phi:1") == ["$: \(key) is absent"])
        }
        for (key, value) in [
            ("phi_s", "0.1" as Any), ("other", 1), ("cause_state", [2]), ("schema", "claustrum.phi/2"),
        ] {
            var wrong = record
            wrong[key] = value
            #expect(schema.problems(of: wrong, against: "urn:claustrum:phi:1").count == 1)
        }
    }

    @Test("Keys come in the documented order, on one line without a line break")
    func keyOrder() throws {
        let text = String(decoding: try Self.samples[0].json(pretty: false), as: UTF8.self)
        let keys = [
            "phi_s", "normalized_phi_s", "phi_c", "phi_e", "cause_state", "cause_ii", "cause_ties", "effect_state",
            "effect_ii", "effect_ties", "reasons", "mip", "parts", "connections_cut", "cut_matrix", "ties", "units",
            "unit_indices", "state", "substrate_state", "structure", "formalism", "name", "schema", "provenance",
        ]
        var rest = Substring(text)
        for key in keys {
            let place = try #require(rest.range(of: "\"\(key)\":"), "\(key) is missing or out of order")
            rest = rest[place.upperBound...]
        }
        #expect(!text.contains("\n"))
        #expect(text.hasPrefix("{\"phi_s\":0.25,\"normalized_phi_s\":0.125,\"phi_c\":0.375,\"phi_e\":0.25,"))
        #expect(text.contains("\"parts\":[{\"units\":[\"A\",\"B\"],\"cuts\":\"outputs\"},"))
        #expect(text.contains("\"cut_matrix\":[[0,0,1],[0,0,1],[0,0,0]]"))
    }

    @Test("A value that does not apply is null", arguments: ZeroReason.allCases)
    func nulls(reason: ZeroReason) throws {
        let value = try parsed(Fixtures.zero(Self.substrate, reasons: [reason]).json(pretty: false))
        let absent = [
            "phi_c", "phi_e", "cause_state", "cause_ii", "cause_ties", "effect_state", "effect_ii", "effect_ties",
            "mip", "structure", "provenance",
        ]
        for key in absent { #expect(value[key] is NSNull, "\(key)") }
        #expect(value["reasons"] as? [String] == [reason.rawValue])
    }

    @Test("Labels of any characters come back as they were")
    func escaping() throws {
        let record = Fixtures.irreducible(
            Fixtures.substrate(Self.nasty, name: "\"\\"), [([0, 1], .both), ([2], .both)])
        let value = try parsed(record.json(pretty: true))
        #expect(value["units"] as? [String] == Self.nasty)
        #expect(value["name"] as? String == "\"\\")
    }

    @Test("Doubles come back bit for bit, and a negative zero has no sign")
    func numbers() throws {
        for number in [0.1, 1e-5, .leastNonzeroMagnitude, 1e300, 0.1 + 0.2, 1e16, 123_456_789.123] {
            let record = Fixtures.irreducible(Self.substrate, [([0], .both), ([1, 2], .both)], phi: number)
            let bytes = try record.json(pretty: false)
            let text = try #require(String(decoding: bytes, as: UTF8.self).split(separator: ",").first).dropFirst(9)
            #expect(Double(text) == number)
            // Not JSONSerialization, which reads 0.30000000000000004 as another double.
            #expect(try JSONDecoder().decode(PhiOnly.self, from: Data(bytes)).phi == number)
        }
        let zero = Fixtures.irreducible(Self.substrate, [([0], .both), ([1, 2], .both)], phi: -0.0)
        #expect(String(decoding: try zero.json(pretty: false), as: UTF8.self).hasPrefix("{\"phi_s\":0.0,"))
    }

    @Test("A number that JSON cannot hold is refused, not written", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        let record = Fixtures.irreducible(Self.substrate, [([0], .both), ([1, 2], .both)], phi: number)
        #expect(throws: ResultNotFinite(key: "phi_s")) { try record.json(pretty: false) }
        #expect(throws: ResultNotFinite(key: "phi_s")) { try record.csvRow }
        #expect(ResultNotFinite(key: "phi_s").exitStatus == .internalFailure)
    }

    @Test("A CSV row has the header's fields, quoted where a comma, a quote or a line break asks for it")
    func csv() throws {
        #expect(PhiRecord.csvHeader.split(separator: ",").count == 21)
        let row = try Fixtures.irreducible(Self.substrate, [([0, 1], .outputs), ([2], .inputs)]).csvRow
        #expect(
            row == "0.25,0.125,0.375,0.25,1;0;1,0.75,2,1;0;1,0.5,1,,A;B:outputs|C:inputs,2,0;0;1|0;0;1|0;0;0,1,"
                + "A;B;C,0;1;2,1;0;1,,iit4-2023,three")
        let substrate = Fixtures.substrate(["a,b", "c\"d"], name: "two\nlines")
        let quoted = try Fixtures.zero(substrate, reasons: [.noCause]).csvRow
        #expect(quoted == "0.0,0.0,,,,,,,,,NO_CAUSE,,,,,\"a,b;c\"\"d\",0;1,1;1,,iit4-2023,\"two\nlines\"")
    }

    @Test("A CSV row's lists can be taken apart whatever the labels are")
    func csvLists() throws {
        let labels = ["a;b", "c|d:e", #"f\"#, "g"]
        let substrate = Fixtures.substrate(labels)
        let row = try Fixtures.irreducible(substrate, [([0, 1], .outputs), ([2, 3], .inputs)]).csvRow
        let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        #expect(items(of: fields[15], separator: ";") == labels)
        let parts = pieces(of: fields[11], separator: "|").map { part in
            items(of: String(part[..<(part.lastIndex(of: ":") ?? part.endIndex)]), separator: ";")
        }
        #expect(parts == [["a;b", "c|d:e"], [#"f\"#, "g"]])
    }

    /// A list as the documentation says it is to be read: split where no backslash stands before the separator.
    private func pieces(of list: String, separator: Character) -> [String] {
        var pieces = [""]
        var isEscaped = false
        for character in list {
            if character == separator && !isEscaped {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return pieces
    }

    private func items(of list: String, separator: Character) -> [String] {
        pieces(of: list, separator: separator).map { $0.replacing(/\\(.)/) { $0.output.1 } }
    }

    @Test("An error stands in a result's place with code, message and line")
    func errors() throws {
        let error = ResultNotFinite(key: "phi_s")
        let value = try parsed(ErrorRecord(error, line: 7).json(pretty: false))
        let inner = try #require(value["error"] as? [String: Any])
        #expect(inner["code"] as? String == "result-not-finite")
        #expect(inner["message"] as? String == error.message)
        #expect(inner["line"] as? Int == 7)
        let unplaced = ErrorRecord(code: "a", message: "b \"c\"", line: nil).json(pretty: false)
        #expect(String(decoding: unplaced, as: UTF8.self) == #"{"error":{"code":"a","message":"b \"c\"","line":null}}"#)
    }

    @Test("The complexes of a network satisfy their schema, ties by label", arguments: [false, true])
    func complexes(pretty: Bool) throws {
        let schema = try PhiRecordSchema()
        let pair = Fixtures.irreducible(Self.substrate, units: [0, 2], [([0], .both), ([1], .both)])
        for record in [
            Fixtures.complexes([], of: Self.substrate),
            Fixtures.complexes([pair], of: Self.substrate, ties: [[[0, 1], [1, 2]]]),
        ] {
            let value = try parsed(record.json(pretty: pretty))
            #expect(schema.problems(of: value, against: "urn:claustrum:complexes:1") == [])
            #expect((value["complexes"] as? [Any])?.count == record.complexes.count)
            let ties = try #require(value["unresolved_ties"] as? [[[String]]])
            #expect(ties == (record.complexes.isEmpty ? [] : [[["A", "B"], ["B", "C"]]]))
        }
    }
}
