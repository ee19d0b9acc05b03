import Foundation
import Testing

@Suite("Streams of results")
struct StreamTests {
    @Test("every line is answered in order, a bad one in its place, and the status says so")
    func badLines() throws {
        let folder = try Folder()
        let good = (0..<4).map { Networks.dense(units: 3, seed: $0) }
        let text = [good[0], "{nonsense", "", good[1], #"{"tpm": [[0.5], [2]], "state": [0]}"#, good[2], "7", good[3]]
        let run = try Tool.run(
            ["phi", "--jsonl", "-", "--no-provenance"], in: folder, input: text.joined(separator: "\n"))
        #expect(run.status == 65)
        let objects = try run.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["error"] == nil } == [true, false, true, false, true, false, true])
        let lines = objects.compactMap { ($0["error"] as? [String: Any])?["line"] as? Int }
        #expect(lines == [2, 5, 7])
        for error in objects.compactMap({ $0["error"] as? [String: Any] }) {
            #expect(Set(error.keys) == ["code", "message", "line"])
        }
        // A line's answer does not depend on its neighbours.
        for (object, line) in zip(run.lines.filter { !$0.contains("\"error\"") }, good) {
            let alone = try Tool.run(["phi", "--jsonl", "-", "--no-provenance"], in: folder, input: line + "\n")
            #expect(alone.lines == [object])
        }
    }

    @Test("a line without a state is answered with what is missing")
    func missingState() throws {
        let folder = try Folder()
        let run = try Tool.run(
            ["phi", "--jsonl", "-"], in: folder, input: #"{"weights": [[1]], "slope": 1}"# + "\n")
        #expect(run.status == 65)
        #expect(run.text.contains("state-missing"))
    }

    @Test("a line whose state nothing leads to is answered with the file and the line")
    func unreachable() throws {
        let folder = try Folder()
        try folder.write("lines", "\n" + #"{"tpm": [[1], [1]], "state": [0]}"# + "\n")
        let run = try Tool.run(["phi", "--jsonl", "lines"], in: folder)
        let error = try #require(try run.object()["error"] as? [String: Any])
        #expect(error["code"] as? String == "unreachable-state")
        #expect((error["message"] as? String)?.hasPrefix("lines: line 2: ") == true)
        #expect(error["line"] as? Int == 2)
    }

    @Test("where nothing leads to the state, each of its subsets says so")
    func unreachableSubsets() throws {
        let folder = try Folder()
        try folder.write("n.bnet", "A, 1\nB, A\n")
        let run = try Tool.run(["phi", "n.bnet", "--all-subsets", "--state", "01"], in: folder)
        #expect(run.status == 65)
        #expect(run.lines.count == 3)
        #expect(run.lines.allSatisfy { $0.contains("unreachable-state") && $0.contains("n.bnet: ") })
    }

    @Test("no lines give no results and no error")
    func noLines() throws {
        let folder = try Folder()
        let run = try Tool.run(["phi", "--jsonl", "-"], in: folder, input: "\n\n")
        #expect(run.status == 0 && run.output.isEmpty)
    }

    @Test("a slow pipe's line is answered before the next one comes")
    func promptness() throws {
        let folder = try Folder()
        let (toTool, fromTool) = (Pipe(), Pipe())
        let process = try Tool.start(
            ["phi", "--jsonl", "-", "--no-provenance"], in: folder, input: toTool,
            output: fromTool.fileHandleForWriting)
        try fromTool.fileHandleForWriting.close()
        for seed in 0..<3 {
            let line = Networks.dense(units: 3, seed: UInt64(seed)) + "\n"
            try toTool.fileHandleForWriting.write(contentsOf: Data(line.utf8))
            // Blocks for ever, and the test with it, if the tool waited for more input.
            var answer = Data()
            while answer.last != 0x0A { answer += fromTool.fileHandleForReading.availableData }
            #expect(answer.starts(with: Data("{\"phi_s\":".utf8)))
        }
        try toTool.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("all subsets are every non-empty one, each as if asked for alone")
    func subsets() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let run = try Tool.run(["phi", "n.json", "--all-subsets", "--no-provenance"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.lines.count == 7)
        let pair = try Tool.run(["phi", "n.json", "--units", "A,B", "--json", "--no-provenance"], in: folder).object()
        let found = try run.lines.compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        let same = found.first { $0["units"] as? [String] == ["A", "B"] }
        #expect(same?["phi_s"] as? Double == pair["phi_s"] as? Double)
        let rows = try Tool.run(["phi", "n.json", "--all-subsets", "--csv"], in: folder)
        #expect(rows.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }.count == 8)
    }

    @Test("all states are the reachable ones")
    func states() throws {
        let folder = try Folder()
        // B copies A, A is always on: only A=1 is reachable after one step, with either B.
        try folder.write("n.bnet", "targets, factors\nA, 1\nB, A\n")
        let run = try Tool.run(["phi", "n.bnet", "--all-states", "--no-provenance"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let listed = try Tool.run(["network", "show", "n.bnet", "--reachable", "--json"], in: folder).object()
        #expect((listed["reachable_states"] as? [[Int]]) == [[1, 0], [1, 1]])
        #expect(run.lines.count == 2)
    }

    @Test("a reader that leaves early ends the stream quietly")
    func closedPipe() throws {
        let folder = try Folder()
        try folder.write("lines", (0..<5000).map { Networks.dense(units: 3, seed: $0) + "\n" }.joined())
        let pipe = Pipe()
        let process = try Tool.start(
            ["phi", "--jsonl", "lines"], in: folder, output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        _ = pipe.fileHandleForReading.availableData
        try pipe.fileHandleForReading.close()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        #expect(folder.bytes("err").isEmpty)
    }
}
