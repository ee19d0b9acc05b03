import Foundation
import Testing

@Suite("claustrum phi --structure")
struct StructureCommandTests {
    /// C D of Fig. 6B of Albantakis et al. 2023, whose published Φ is 3.18.
    private static let figure6b = [network("albantakis-2023-fig6b.json"), "--units", "C,D", "--no-provenance"]
    /// Fig. 6C of the same, whose published Φ is 7.65.
    private static let figure6c = [network("albantakis-2023-fig6c.json"), "--no-provenance"]

    private static func network(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../networks/\(name)")
            .standardizedFileURL.path
    }

    private func run(_ arguments: [String], input: String? = nil) throws -> Tool.Outcome {
        try Tool.run(["phi"] + arguments, in: Folder(), input: input)
    }

    private func structure(_ arguments: [String]) throws -> [String: Any] {
        let run = try run(arguments + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        return try #require(try run.object()["structure"] as? [String: Any])
    }

    /// The sums, every bit of them: `JSONSerialization` reads some doubles as their neighbours.
    private struct Sums: Decodable {
        struct Distinction: Decodable { let phi: Double }

        let bigPhi: Double
        let sumPhiD: Double
        let sumPhiR: Double
        let distinctions: [Distinction]

        private struct Record: Decodable { let structure: Sums }

        init(record: [UInt8]) throws {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            self = try decoder.decode(Record.self, from: Data(record)).structure
        }
    }

    private func rows(_ run: Tool.Outcome) throws -> [[String: String]] {
        let lines = run.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        let names = try #require(lines.first).components(separatedBy: ",")
        return lines.dropFirst().map { line in
            Dictionary(uniqueKeysWithValues: zip(names, line.components(separatedBy: ",")))
        }
    }

    @Test("Φ of Fig. 6B's C D and of Fig. 6C is the published one")
    func publishedValues() throws {
        let pair = try structure(Self.figure6b + ["--structure"])
        let phi = try #require(pair["big_phi"] as? Double)
        #expect((phi * 100).rounded(.down) / 100 == 3.18)
        #expect(pair["relation_count"] as? Int == 5)
        #expect((pair["distinctions"] as? [[String: Any]])?.map { $0["mechanism"] as? [Int] } == [[2], [3], [2, 3]])
        let sums = try Sums(record: run(Self.figure6b + ["--structure", "--json"]).output)
        #expect(sums.bigPhi == sums.sumPhiD + sums.sumPhiR)
        let ring = try structure(Self.figure6c + ["--structure"])
        #expect(((ring["big_phi"] as? Double ?? 0) * 100).rounded() / 100 == 7.65)
        #expect((ring["distinctions"] as? [Any])?.count == 6)
    }

    @Test("Without --structure the key is null and φ_s is the same")
    func withoutStructure() throws {
        let plain = try run(Self.figure6b + ["--json"]).object()
        #expect(plain["structure"] is NSNull)
        let whole = try run(Self.figure6b + ["--json", "--structure"]).object()
        #expect(plain["phi_s"] as? Double == whole["phi_s"] as? Double)
        #expect(plain.keys == whole.keys)
    }

    @Test("Text, JSON and CSV show the same φ_d, Φ and purviews")
    func sameNumbers() throws {
        let json = try structure(Self.figure6b + ["--structure"])
        let text = try run(Self.figure6b + ["--structure"]).text
        let rows = try rows(run(Self.figure6b + ["--structure", "--csv"]))
        let distinctions = try #require(json["distinctions"] as? [[String: Any]])
        #expect(text.contains("\nΦ = 3.18"))
        #expect(text.contains("3 distinctions, "))
        #expect(rows.count == distinctions.count)
        let exact = try Sums(record: run(Self.figure6b + ["--structure", "--json"]).output).distinctions
        for (row, (distinction, phi)) in zip(rows, zip(distinctions, exact.map(\.phi))) {
            #expect(row["phi_d"] == "\(phi)")
            #expect(row["congruent"] == "true")
            let cause = try #require(distinction["cause"] as? [String: Any])
            let purview = try #require(cause["purview"] as? [Int]).map(String.init).joined(separator: ";")
            #expect(row["cause_purview_indices"] == purview)
            #expect(text.contains(String(format: "%.5f", phi).prefix(6)))
        }
    }

    @Test("--relations implies the structure and lists the strongest with their faces")
    func relations() throws {
        let all = try #require(try structure(Self.figure6b + ["--relations", "100"])["relations"] as? [[String: Any]])
        #expect(all.count == 5)
        let two = try structure(Self.figure6b + ["--relations", "2"])
        let listed = try #require(two["relations"] as? [[String: Any]])
        #expect(listed.map { $0["phi"] as? Double } == all.prefix(2).map { $0["phi"] as? Double })
        #expect(listed.allSatisfy { ($0["faces"] as? [Any])?.isEmpty == false })
        #expect(two["big_phi"] as? Double == (try structure(Self.figure6b + ["--structure"]))["big_phi"] as? Double)
        let text = try run(Self.figure6b + ["--relations", "2"]).text
        #expect(text.contains("The 2 strongest of 5 relations"))
    }

    @Test("A structure that was not asked to list relations has null in their place")
    func noRelations() throws {
        #expect(try structure(Self.figure6b + ["--structure"])["relations"] is NSNull)
    }

    @Test("Lines are answered with their structures, a bad one with its error")
    func lines() throws {
        let lines = (0..<40).map { Networks.dense(units: 3, seed: $0) } + ["{nonsense"]
        let text = lines.joined(separator: "\n")
        let runs = try ["1", "2", "7"].map {
            try run(["--jsonl", "-", "--structure", "--no-provenance", "--threads", $0], input: text)
        }
        #expect(runs.allSatisfy { $0.status == 65 })
        #expect(Set(runs.map(\.output)).count == 1)
        let answers = try runs[0].lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(answers.count == 41)
        for answer in answers.dropLast() {
            let structure = try #require(answer["structure"] as? [String: Any])
            let keys: Set = [
                "distinctions", "all_distinctions_phi", "sum_phi_d", "sum_phi_r", "relation_count", "big_phi",
            ]
            #expect(keys.isSubset(of: structure.keys))
        }
        #expect(answers.last?["error"] != nil)
        // A larger one gets every thread instead of its share, and the same answer.
        let large = Networks.dense(units: 7, seed: 1)
        let shared = try ["1", "3"].map {
            try run(["--jsonl", "-", "--structure", "--no-provenance", "--threads", $0], input: large + "\n")
        }
        #expect(shared[0].status == 0 && shared[0].output == shared[1].output)
    }

    @Test("Every state and every subset has its structure, as rows with its sums too")
    func sweeps() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        for sweep in ["--all-states", "--all-subsets"] {
            let json = try Tool.run(["phi", "n.json", sweep, "--structure", "--no-provenance"], in: folder)
            #expect(json.status == 0, "\(json.errors)")
            let table = try rows(Tool.run(["phi", "n.json", sweep, "--structure", "--csv"], in: folder))
            #expect(json.lines.count == table.count && table.count >= 7)
            for (line, row) in zip(json.lines, table) {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                let structure = try #require(object?["structure"] as? [String: Any])
                #expect(try row["big_phi"] == "\(Sums(record: Array(line.utf8)).bigPhi)")
                #expect(row["distinctions"] == "\((structure["distinctions"] as? [Any])?.count ?? -1)")
                #expect(row["relation_count"] == "\(try #require(structure["relation_count"] as? Int))")
            }
        }
    }

    @Test("A sweep over noise is a row a level")
    func noise() throws {
        let folder = try Folder()
        try folder.write("ring.bnet", Networks.ring)
        let run = try Tool.run(
            ["phi", "ring.bnet", "--noise", "0.01,0.1", "--state", "100", "--structure", "--csv"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let values = try rows(run).compactMap { $0["big_phi"].flatMap(Double.init) }
        #expect(values.count == 2 && values[0] > values[1])
    }

    @Test(
        "A number of relations that is none, or that nobody can read, is refused",
        arguments: ["0", "-1", "10001", "many", "1.5", ""])
    func badRelations(count: String) throws {
        let run = try run(Self.figure6b + ["--relations=\(count)"])
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("--relations"))
    }

    @Test("--relations has no place in CSV")
    func relationsAsCSV() throws {
        let run = try run(Self.figure6b + ["--relations", "2", "--csv"])
        #expect(run.status == 64)
        #expect(run.errors.contains("--relations") && run.errors.contains("--csv"))
    }

    @Test("Provenance says that the structure was asked for")
    func provenance() throws {
        let object = try run([Self.network("albantakis-2023-fig1.json"), "--relations", "3", "--json"]).object()
        let configuration = (object["provenance"] as? [String: Any])?["configuration"] as? [String: String]
        #expect(configuration?["structure"] == "true" && configuration?["relations"] == "3")
    }
}
