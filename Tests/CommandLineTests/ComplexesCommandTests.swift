import Foundation
import Testing

@Suite("claustrum complexes: structures, and the table over states")
struct ComplexesCommandTests {
    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        try folder.write("ring.bnet", Networks.ring)
        return folder
    }

    /// Fig. 6B of Albantakis et al. 2023: the modules A B, C D and E F, with φ_s = 0.53, 0.45 and 0.45 and Φ = 2.74,
    /// 3.18 and 3.18.
    private static let figure6B = """
        {"weights": [[0.2, 0.6, 0, 0.1, 0, 0.1], [0.6, 0.2, 0, 0, 0, 0], [0, 0.1, 0.2, 0.6, 0, 0.1],
                     [0, 0, 0.6, 0.2, 0, 0], [0, 0.1, 0, 0.1, 0.2, 0.6], [0, 0, 0, 0, 0.6, 0.2]],
         "slope": 4, "state": [1, 0, 0, 0, 0, 0]}
        """

    @Test("--structure gives Φ of every complex, by its published value")
    func structures() throws {
        let folder = try Folder()
        try folder.write("n.json", Self.figure6B)
        let plain = try Tool.run(["complexes", "n.json", "--json", "--no-provenance"], in: folder).object()
        let outcome = try Tool.run(["complexes", "n.json", "--structure", "--json", "--no-provenance"], in: folder)
        #expect(outcome.status == 0)
        let complexes = try #require(try outcome.object()["complexes"] as? [[String: Any]])
        #expect(complexes.map { $0["units"] as? [String] } == [["A", "B"], ["C", "D"], ["E", "F"]])
        for (complex, published) in zip(complexes, [2.74, 3.18, 3.18]) {
            let structure = try #require(complex["structure"] as? [String: Any])
            #expect(abs(try #require(structure["big_phi"] as? Double) - published) < 0.01)
        }
        let without = try #require(plain["complexes"] as? [[String: Any]])
        #expect(without.allSatisfy { $0["structure"] is NSNull })
        let text = try Tool.run(["complexes", "n.json", "--structure", "--no-provenance"], in: folder)
        #expect(text.lines.contains("   2     0.456887    3.18239  C D"))
    }

    /// Units B and C are alike, both coupled to A only.
    @Test("Candidates that a symmetry maps to each other tie, and none is a complex")
    func symmetricTie() throws {
        let folder = try Folder()
        try folder.write(
            "star.json",
            #"{"weights":[[0.2,0.9,0.9],[0.4,0.1,0],[0.4,0,0.1]],"slope":2,"state":[1,1,1]}"#)
        let found = try Tool.run(["complexes", "star.json", "--json", "--no-provenance"], in: folder).object()
        #expect(found["unresolved_ties"] as? [[[String]]] == [[["A", "B"], ["A", "C"]]])
        let tie = try #require((found["ties"] as? [[String: Any]])?.first)
        let candidates = try #require(tie["candidates"] as? [[String: Any]])
        #expect(candidates.allSatisfy { $0["outcome"] as? String == "undecided" })
        let text = try Tool.run(["complexes", "star.json"], in: folder).text
        #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("a symmetry maps each to"))
    }

    /// A ring of three copies permutes its eight states: each is reachable and in one of four attractors. In every state
    /// the ring is one complex with φ_s = 2 (`AnalyticalCaseTests` derives it).
    @Test("--all-states: every state of a ring of copies is one complex")
    func ring() throws {
        let folder = try folder()
        let outcome = try Tool.run(["complexes", "ring.bnet", "--all-states", "--no-provenance"], in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.lines.filter { $0.hasSuffix("            2  A B C") }.count == 8)
        #expect(outcome.lines.contains("8 states, 8 in attractors."))
        #expect(outcome.lines.contains("All 3 units are one complex in 8 of 8 states."))
        #expect(outcome.lines.contains("The greatest φ_s is 2 ibits, of {A B C} in state 000."))
        #expect(outcome.lines.contains("A          8  ████████████████████████"))
        let cycle = try Tool.run(
            ["complexes", "ring.bnet", "--all-states", "--state", "attractor:1", "--csv"], in: folder)
        let rows = cycle.text.split(separator: "\r\n").dropFirst()
        #expect(rows.map { $0.prefix(5) } == ["1;0;0", "0;1;0", "0;0;1"])
        #expect(rows.allSatisfy { $0.hasSuffix(",1,1,A;B;C,0;1;2,2.0,,0,iit4-2023,") })
    }

    @Test("--all-states --json: a line a state, as for the state by itself, and the summary last")
    func lines() throws {
        let folder = try folder()
        let arguments = ["complexes", "n.json", "--json", "--structure", "--no-provenance"]
        let outcome = try Tool.run(arguments + ["--all-states"], in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 9)
        for line in outcome.lines.dropLast() {
            var row = try object(line)
            let state = try #require(row["state"] as? [Int]).map(String.init).joined()
            var alone = try Tool.run(arguments + ["--state", state], in: folder).object()
            row["attractor"] = nil
            alone["attractor"] = nil
            #expect(row as NSDictionary == alone as NSDictionary)
        }
        let summary = try object(try #require(outcome.lines.last))
        #expect(summary["schema"] as? String == "claustrum.complexes-summary/1")
        #expect(summary["states"] as? Int == 8)
        for threads in ["1", "2", "7"] {
            let again = try Tool.run(arguments + ["--all-states", "--threads", threads], in: folder)
            #expect(again.output == outcome.output, "\(threads) threads")
        }
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test("States that nothing leads to are left out and counted")
    func unreachable() throws {
        let folder = try Folder()
        try folder.write("n.bnet", "A, A & B\nB, A\n")
        let outcome = try Tool.run(["complexes", "n.bnet", "--all-states"], in: folder)
        // 00 and 10 lead to 00 and 01, 01 to 00, 11 to 11: 10 is left out.
        #expect(outcome.lines.contains("3 states, 2 in attractors; 1 more left out, as nothing leads to them."))
        let noisy = try Tool.run(["complexes", "n.bnet", "--all-states", "--noise", "0,0.1"], in: folder)
        #expect(noisy.lines.contains("4 states, 2 in attractors."))
    }

    @Test(
        "What does not go together is refused",
        arguments: [
            ["--all-states", "--state", "100"], ["--all-states", "--report", "r.html"], ["--json", "--csv"],
            ["--all-states", "--state", "attractor:0"], ["--all-states", "--state", "attractor:99"],
            ["--all-states", "--checkpoint", "c"],
        ])
    func refused(flags: [String]) throws {
        let folder = try folder()
        let outcome = try Tool.run(["complexes", "ring.bnet"] + flags, in: folder)
        #expect(outcome.status == 64)
        #expect(!outcome.errors.isEmpty && outcome.output.isEmpty)
        #expect(!folder.exists("r.html") && !folder.exists("c"))
    }
}
