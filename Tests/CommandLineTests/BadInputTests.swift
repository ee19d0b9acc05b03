import Foundation
import Testing

@Suite("Bad input")
struct BadInputTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let file: String
        let contents: String
        var arguments: [String] = []
        /// A word the message must contain: the place or the remedy.
        let mentions: String

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "empty file", file: "n.json", contents: "", mentions: "empty"),
        Case(name: "truncated JSON", file: "n.json", contents: #"{"tpm": [[0.5, "#, mentions: "line 1"),
        Case(
            name: "weights not square", file: "n.json", contents: #"{"weights": [[1, 0]], "slope": 1, "state": [0]}"#,
            mentions: "weights"),
        Case(
            name: "ragged weights", file: "n.json",
            contents: #"{"weights": [[1, 0], [1]], "slope": 1, "state": [0, 0]}"#, mentions: "weights"),
        Case(
            name: "probability above 1", file: "n.json", contents: #"{"tpm": [[0.5], [1.5]], "state": [0]}"#,
            mentions: "tpm[1]"),
        Case(
            name: "rows that are not 2^n", file: "n.json",
            contents: #"{"tpm": [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]], "state": [0, 0]}"#, mentions: "tpm"),
        Case(name: "NaN", file: "n.csv", contents: "0,nan\n1,0\n", arguments: ["--state", "00"], mentions: "nan"),
        Case(name: "infinity", file: "n.csv", contents: "0,inf\n1,0\n", arguments: ["--state", "00"], mentions: "inf"),
        Case(
            name: "ragged CSV", file: "n.csv", contents: "0,1\n1\n", arguments: ["--state", "00"], mentions: "line 2"),
        Case(
            name: "duplicate labels", file: "n.json",
            contents: #"{"labels": ["A", "A"], "weights": [[0, 1], [1, 0]], "slope": 1, "state": [0, 0]}"#,
            mentions: "A"),
        Case(
            name: "unknown label in units", file: "n.json", contents: Networks.figure1, arguments: ["--units", "A,Q"],
            mentions: "n.json: --units: there is no unit Q; the units are A, B, C"),
        Case(
            name: "duplicate units", file: "n.json", contents: Networks.figure1, arguments: ["--units", "A,A"],
            mentions: "A"),
        Case(
            name: "state of the wrong length", file: "n.json", contents: Networks.figure1,
            arguments: ["--state", "1,0"],
            mentions: "state"),
        Case(
            name: "state that is not binary", file: "n.json", contents: Networks.figure1,
            arguments: ["--state", "1,0,2"],
            mentions: "2"),
        Case(
            name: "unreachable state", file: "n.bnet", contents: "targets, factors\nA, 1\nB, A\n",
            arguments: ["--state", "00"], mentions: "reach"),
        Case(
            name: "parentheses that do not match", file: "n.bnet", contents: "targets, factors\nA, (A & (A | A)\n",
            arguments: ["--state", "0"], mentions: "line 2"),
        Case(
            name: "a cycle of parentheses", file: "n.bnet", contents: "targets, factors\nA, )A & B(\n",
            arguments: ["--state", "0"], mentions: "line 2"),
        Case(
            name: "parentheses without end", file: "n.bnet",
            contents: "targets, factors\nA, " + String(repeating: "(", count: 200_000) + "\n",
            arguments: ["--state", "0"], mentions: "line 2"),
    ]

    @Test("is refused with file or flag, place and remedy, and writes nothing", arguments: cases)
    func refused(_ bad: Case) throws {
        let folder = try Folder()
        try folder.write(bad.file, bad.contents)
        let before = folder.names
        let run = try Tool.run(["phi", bad.file, "--output", "result.txt"] + bad.arguments, in: folder)
        #expect(run.status == 65, "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("claustrum: "))
        #expect(run.errors.lowercased().contains(bad.mentions.lowercased()), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(folder.names == (before + ["err", "out"]).sorted())
    }

    @Test("a hundred megabytes of zeros are refused", arguments: ["json", "yaml", "bnet", "csv", "tsv", "npy"])
    func zeros(format: String) throws {
        let folder = try Folder()
        let handle = try folder.handle("zeros.\(format)")
        try handle.truncate(atOffset: 100 << 20)
        try handle.close()
        let run = try Tool.run(["phi", "zeros.\(format)", "--state", "0"], in: folder)
        #expect(run.status == 65, "\(run.errors)")
        #expect(run.errors.contains("zeros.\(format)"))
    }

    @Test("errors are JSON objects where JSON is asked for")
    func jsonErrors() throws {
        let folder = try Folder()
        for arguments in [
            ["phi", "missing.json", "--json"], ["phi", "--json"], ["phi", "--jsonl=missing"],
            ["phi", "x", "--threads", "no", "--json"],
        ] {
            let run = try Tool.run(arguments, in: folder)
            let object = try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any]
            let error = try #require(object?["error"] as? [String: Any])
            #expect(Set(error.keys) == ["code", "message", "line"])
            #expect(run.status != 0 && run.output.isEmpty)
        }
    }
}
