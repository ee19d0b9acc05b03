import Compute
import Experiments
import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite("JSON and CSV of cause–effect structures")
struct StructureRecordTests {
    private typealias Fixtures = StructureRecordFixtures

    private func object(_ record: PhiRecord, pretty: Bool = false) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(record.json(pretty: pretty))) as? [String: Any])
    }

    private func structure(_ record: PhiRecord) throws -> [String: Any] {
        try #require(try object(record)["structure"] as? [String: Any])
    }

    @Test("Every structure, on one line or on many, satisfies the published schema", arguments: [false, true])
    func satisfiesSchema(pretty: Bool) throws {
        let schema = try PhiRecordSchema()
        for record in [
            Fixtures.record(), Fixtures.record(relations: 100), Fixtures.record(isFiltered: false),
            Fixtures.record(relations: 3, distinctions: []), Fixtures.record(totals: Fixtures.countless),
            Fixtures.record(labels: ["<b>", "x\"y", "脳"], relations: 1),
        ] {
            #expect(schema.problems(of: try object(record, pretty: pretty), against: "urn:claustrum:phi:1") == [])
        }
    }

    @Test("The schema refuses a structure that lacks a key or has another")
    func schemaRefuses() throws {
        let schema = try PhiRecordSchema()
        var record = try object(Fixtures.record(relations: 2))
        let structure = try #require(record["structure"] as? [String: Any])
        for key in structure.keys {
            var lacking = structure
            lacking[key] = nil
            record["structure"] = lacking
            #expect(
                schema.problems(of: record, against: "urn:claustrum:phi:1") == ["$.structure: \(key) is absent"])
        }
        record["structure"] = structure.merging(["phi": 1]) { $1 }
        #expect(schema.problems(of: record, against: "urn:claustrum:phi:1").count == 1)
    }

    @Test("Names and shapes are those of the conformance data: congruent distinctions, φ_d of all, the sums")
    func shape() throws {
        let structure = try structure(Fixtures.record())
        let distinctions = try #require(structure["distinctions"] as? [[String: Any]])
        #expect(distinctions.map { $0["mechanism"] as? [Int] } == [[0], [1], [0, 1]])
        #expect(distinctions.map { $0["phi"] as? Double } == [0.25, 0.125, 0.75])
        let effect = try #require(distinctions[2]["effect"] as? [String: Any])
        #expect(effect["purview"] as? [Int] == [1])
        #expect(effect["state"] as? [Int] == [0])
        #expect(effect["n_state_ties"] as? Int == 3)
        let cause = try #require(distinctions[2]["cause"] as? [String: Any])
        #expect(cause["n_purview_ties"] as? Int == 2)
        #expect(cause["n_partition_ties"] is NSNull)
        #expect((structure["incongruent_distinctions"] as? [[String: Any]])?.map { $0["mechanism"] as? [Int] } == [[2]])
        #expect(
            structure["all_distinctions_phi"] as? [String: Double] == ["0": 0.25, "1": 0.125, "2": 2, "0,1": 0.75])
        #expect(structure["sum_phi_d"] as? Double == 1.125)
        let sum = try #require(structure["sum_phi_r"] as? Double)
        #expect(structure["big_phi"] as? Double == sum + 1.125)
        #expect(structure["log2_big_phi"] as? Double == log2(sum + 1.125))
        #expect(structure["filtered"] as? Bool == true)
        #expect(structure["relations"] is NSNull)
    }

    @Test("A structure that is not filtered holds every distinction")
    func unfiltered() throws {
        let structure = try structure(Fixtures.record(isFiltered: false))
        #expect((structure["distinctions"] as? [Any])?.count == 4)
        #expect((structure["incongruent_distinctions"] as? [Any])?.isEmpty == true)
        #expect(structure["filtered"] as? Bool == false)
    }

    @Test("Integers beyond 2⁵³ and reals beyond doubles are strings, each with its digits")
    func largeNumbers() throws {
        let large = try structure(Fixtures.record(totals: Fixtures.countless))
        let count = try #require(large["relation_count"] as? String)
        #expect(count == Natural(powerOfTwo: 3000).description)
        #expect((large["big_phi"] as? String)?.contains("e+903") == true)
        #expect((large["sum_phi_r"] as? String)?.contains("e+903") == true)
        let logarithm = try #require(large["log2_big_phi"] as? Double)
        #expect(abs(logarithm - (3000 + log2(1.5))) < 1e-9)
        for (count, isString) in [(UInt64(1) << 53, false), ((1 << 53) + 1, true)] {
            let totals = RelationTotals(sumPhi: LargeReal(1), count: Natural(count))
            let value = try #require(try structure(Fixtures.record(totals: totals))["relation_count"])
            #expect((value is String) == isString)
            #expect("\(value)" == "\(count)")
        }
    }

    @Test("A structure without distinctions is zero, and its logarithm null")
    func empty() throws {
        let structure = try structure(Fixtures.record(distinctions: []))
        #expect(structure["big_phi"] as? Double == 0)
        #expect(structure["log2_big_phi"] is NSNull)
        #expect(structure["relation_count"] as? Int == 0)
    }

    @Test("Relations come strongest first, point into the list of distinctions, and carry their faces")
    func relations() throws {
        let structure = try structure(Fixtures.record(relations: 1000))
        let relations = try #require(structure["relations"] as? [[String: Any]])
        #expect(relations.count == structure["relation_count"] as? Int)
        let strengths = relations.compactMap { $0["phi"] as? Double }
        #expect(strengths == strengths.sorted(by: >))
        #expect(abs(strengths.reduce(0, +) - (structure["sum_phi_r"] as? Double ?? 0)) < 1e-12)
        for relation in relations {
            let members = try #require(relation["distinctions"] as? [Int])
            #expect(members.count == relation["degree"] as? Int)
            let faces = try #require(relation["faces"] as? [[String: Any]])
            #expect(faces.count == relation["face_count"] as? Int)
            for face in faces {
                #expect((face["sides"] as? [String])?.count == members.count)
                #expect((face["purview"] as? [Int])?.isEmpty == false)
            }
        }
        // B's cause and effect are both A on.
        let own = try #require(relations.first { $0["distinctions"] as? [Int] == [1] })
        #expect(own["purview_labels"] as? [String] == ["A"])
        #expect((own["faces"] as? [[String: Any]])?.map { $0["sides"] as? [String] } == [["both"]])
    }

    @Test("A CSV of distinctions has a row each, congruent or not, with the header's fields")
    func csv() throws {
        let rows = try Fixtures.record().distinctionCSVRows.components(separatedBy: "\r\n").dropLast()
        #expect(rows.count == 4)
        let names = PhiRecord.distinctionCSVHeader.components(separatedBy: ",")
        for row in rows { #expect(row.components(separatedBy: ",").count == names.count) }
        #expect(
            rows[3] == "A;B,0;1,1;0,0.75,true,A;B,0;1,1;0,1.25,0.625,A/B|B/A,2,1,,B,1,0,0.75,0.75,A/B|B/,1,3,2,"
                + "A;B;C,1;0;1,,iit4-2023,")
        #expect(rows[2].hasPrefix("C,2,1,2.0,false,"))
        let plain = PhiRecordFixtures.zero(PhiRecordFixtures.substrate(["A"]), reasons: [.noCause])
        #expect(try plain.distinctionCSVRows.isEmpty)
    }

    @Test("Labels with slashes, bars and semicolons do not blur the parts of a partition")
    func csvEscaping() throws {
        let rows = try Fixtures.record(labels: ["a/b", "c|d", "e;f"]).distinctionCSVRows
        let last = try #require(rows.components(separatedBy: "\r\n").dropLast().last)
        #expect(last.contains(#",a\/b/c\|d|c\|d/a\/b,"#))
        #expect(last.contains(#",a/b;c\|d;e\;f,"#))
    }

    @Test("A row of a result ends with the sums of its structure where it has one")
    func csvSums() throws {
        let row = try Fixtures.record().csvRow.components(separatedBy: ",")
        let names = (PhiRecord.csvHeader + "," + PhiRecord.structureCSVColumns).components(separatedBy: ",")
        #expect(row.count == names.count)
        let values = Dictionary(uniqueKeysWithValues: zip(names, row))
        #expect(values["sum_phi_d"] == "1.125")
        #expect(values["distinctions"] == "3" && values["all_distinctions"] == "4")
    }

    @Test("A number that is not finite is refused, not written")
    func notFinite() {
        var distinctions = Fixtures.distinctions()
        distinctions[0] = Distinction(
            mechanism: [0], state: State([true]),
            cause: Fixtures.side(.cause, [1], [0], phi: .nan, [([0], []), ([], [1])]),
            effect: distinctions[0].effect, isCongruent: false)
        let record = Fixtures.record(distinctions: distinctions)
        #expect(throws: ResultNotFinite.self) { try record.json(pretty: false) }
        #expect(throws: ResultNotFinite.self) { try record.distinctionCSVRows }
    }
}
