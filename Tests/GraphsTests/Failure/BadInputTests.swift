import Compute
import Graphs
import Testing

/// Runs `body`, which must fail with a `GraphsError` of kind `kind` that names `places` and exits with 65.
func expectFailure(
    _ kind: GraphsError.Kind, _ places: String..., comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Any
) {
    do {
        _ = try body()
        Issue.record("no error where \(kind.rawValue) was due", sourceLocation: sourceLocation)
    } catch let error as GraphsError {
        #expect(error.kind == kind, "\(error.message)", sourceLocation: sourceLocation)
        #expect(error.exitStatus == .badData, sourceLocation: sourceLocation)
        #expect(!error.problem.isEmpty && !error.remedy.isEmpty, sourceLocation: sourceLocation)
        for place in places {
            #expect(error.message.contains(place), "\(error.message)", sourceLocation: sourceLocation)
        }
    } catch {
        Issue.record("not a GraphsError: \(error)", sourceLocation: sourceLocation)
    }
}

@Suite("Bad documents are refused with place and remedy")
struct BadDocumentTests {
    @Test(arguments: [
        (#"{"tpm": [[0.1, 0.2], [0.3]]}"#, GraphsError.Kind.wrongShape, "tpm[1]"),
        (#"{"tpm": [[0,0],[0,0],[0,0]]}"#, .wrongShape, "tpm"),
        (#"{"tpm": [[0,0,0],[0,0,0],[0,0,0],[0,0,0]]}"#, .wrongShape, "4 rows of 3"),
        (#"{"tpm": [[0,0],[0,0],[0,0],[0,1.5]]}"#, .outOfRange, "tpm[3][1]"),
        (#"{"tpm": [[0,0],[0,-0.1],[0,0],[0,1]]}"#, .outOfRange, "tpm[1][1]"),
        (#"{"tpm": [[0],[1e999]]}"#, .syntax, "1e999"),
        (#"{"tpm": [[0],[NaN]]}"#, .syntax, "line 1"),
        (#"{"tpm": [[0],["x"]]}"#, .wrongType, "tpm[1]"),
        (#"{"tpm": [0, 1]}"#, .wrongType, "tpm"),
        (#"{"tpm": []}"#, .wrongType, "tpm"),
        (#"{"tpm": [[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0]]}"#, .multivalued, "binary"),
        (#"{"tpm": [[0],[1]], "states": 3}"#, .multivalued, "states"),
        (#"{"tpm": [[0],[1]], "state": [2]}"#, .multivalued, "state"),
        (#"{"tpm": [[0],[1]], "state": [0.5]}"#, .badState, "state"),
        (#"{"tpm": [[0],[1]], "state": [0, 1]}"#, .badState, "2 entries for 1"),
        (#"{"tpm": [[0],[1]], "state": "x"}"#, .badState, "state"),
        (#"{"tpm": [[0.5,0.4],[0,1]]}"#, .rowSum, "tpm[0]"),
        (#"{"tpm": [[0.5,0,0,0.5],[1,0,0,0],[1,0,0,0],[1,0,0,0]]}"#, .notIndependent, "tpm[0]"),
        (#"{"weights": [[0,1]], "slope": 4}"#, .notSquare, "weights[0]"),
        (#"{"weights": [[0,1],[1]], "slope": 4}"#, .notSquare, "weights[1]"),
        (#"{"weights": [[0]]}"#, .missingKey, "slope"),
        (#"{"tpm": [[0],[1]], "weights": [[1]], "slope": 4}"#, .disagreement, "tpm[0][0]"),
        (#"{"tpm": [[0],[1]], "weights": [[1,0],[0,1]]}"#, .disagreement, "weights"),
        (#"{"tpm": [[0],[1]], "mechanisms": {"A": "A"}}"#, .conflictingKeys, "tpm and mechanisms"),
        (#"{"state": [0]}"#, .missingKey, "tpm"),
        (#"{"tmp": [[0],[1]]}"#, .unknownKey, "\"tpm\""),
        (#"{"tpm": [[0],[1]], "conectivity": [[1]]}"#, .unknownKey, "\"connectivity\""),
        (#"{"tpm": [[0],[1]], "tpm": [[0],[1]]}"#, .syntax, "twice"),
        (#"{"tpm": [[0],[1]], "labels": ["A", "B"]}"#, .wrongShape, "labels"),
        (#"{"tpm": [[0,0],[0,0],[0,0],[0,1]], "labels": ["A", "A"]}"#, .duplicateUnit, "A"),
        (#"{"tpm": [[0],[1]], "labels": [7]}"#, .wrongType, "labels"),
        (#"{"tpm": [[0],[1]], "labels": [""]}"#, .badLabel, "labels"),
        (#"{"tpm": [[0],[1]], "units": ["B"]}"#, .unknownUnit, "the units are A"),
        (#"{"tpm": [[0],[1]], "units": [1]}"#, .unknownUnit, "units"),
        (#"{"tpm": [[0],[1]], "units": [0, "A"]}"#, .duplicateUnit, "units"),
        (#"{"tpm": [[0],[1]], "connectivity": [[1,0],[0,1]]}"#, .notSquare, "connectivity"),
        (#"{"tpm": [[0],[1]], "connectivity": [[2]]}"#, .wrongType, "connectivity[0][0]"),
        (#"{"tpm": [[0],[1]], "noise": 0.7}"#, .outOfRange, "noise"),
        (#"{"mechanisms": {"A": "B"}}"#, .unknownUnit, "mechanisms.A"),
        (#"{"mechanisms": {"A": "(A"}}"#, .syntax, "mechanisms.A"),
        (#"{"mechanisms": {"A": {"type": "nand", "inputs": ["A"]}}}"#, .wrongType, "did you mean and"),
        (#"{"mechanisms": {"A": {"type": "not", "inputs": []}}}"#, .wrongShape, "inputs"),
        (#"{"mechanisms": {"A": {"type": "and", "inputs": ["A", "A"]}}}"#, .duplicateUnit, "inputs"),
        (#"{"mechanisms": {"A": {"type": "and", "inputs": ["A"], "slope": 1}}}"#, .unknownKey, "slope"),
        (#"{"mechanisms": {"A": {"type": "table", "inputs": ["A"], "probabilities": [0]}}}"#, .wrongShape, "2 numbers"),
        (#"{"mechanisms": {"A": {"type": "table", "inputs": ["A"], "probabilities": [0, 2]}}}"#, .outOfRange, "[1]"),
        (#"{"mechanisms": {"A": {"type": "logistic", "weights": {"A": 1}}}}"#, .missingKey, "slope"),
        (#"{"mechanisms": {"A": 2}}"#, .wrongType, "0 or 1"),
        (#"{"mechanisms": {}}"#, .wrongShape, "no units"),
        (#"{"labels": ["A"], "mechanisms": {"A": 1, "B": 1}}"#, .unknownUnit, "mechanisms.B"),
    ])
    func documents(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.json", place) { try parse(text) }
    }

    @Test(arguments: [
        "{", "{\"tpm\": [[0], [1", "{\"tpm\"", "{\"tpm\": [[0],[1]]", "{\"tpm\": [[0],[1]]} x", "{\"tpm\": [[0],[1]],}",
        "[1]",
        "{'tpm': 1}", "{\"a\": \"\\x\"}", "{\"a\": \"\\ud800\"}", "{\"a\": 01}", "{\"a\": 1.}", "{\"a\": tru}",
        "nonsense",
        String(repeating: "{\"a\":", count: 100_000), "{\"tpm\":" + String(repeating: "[", count: 100_000),
    ])
    func brokenJSONNamesTheLine(_ text: String) {
        expectFailure(.syntax, "line 1, column ") { try parse(text) }
    }

    @Test(arguments: ["NaN", "nan", "Infinity", "-Infinity", "inf"])
    func numbersThatJSONHasNotAreNamed(_ token: String) {
        for text in ["{\"tpm\": [[0],[\(token)]]}", "{\"slope\": \(token)}", "{\"expect\": \(token)}"] {
            expectFailure(.syntax, "\(token) is not a JSON number; give a finite number") { try parse(text) }
        }
        expectFailure(.syntax, "did you mean null?") { try parse("{\"tpm\": nul}") }
    }

    @Test func oneIsSingular() {
        expectFailure(.badState, "2 entries for 1 unit", "give 0 or 1") {
            try parse(#"{"tpm":[[0],[1]],"state":"10"}"#)
        }
        expectFailure(.badState, "1 entry for 2 units", "give 2 zeros and ones") {
            try parse(#"{"weights":[[0,1],[1,0]],"slope":1,"state":"1"}"#)
        }
    }

    @Test func whatAFileSaysCannotSteerTheTerminal() {
        let key = "mechanisms.a\u{1B}[2J\u{9B}31m\u{202E}"
        let error = GraphsError(
            .syntax, file: "a\u{7}\nb", key: key, problem: "there is no unit \u{1B}]0;t", remedy: "the units are \u{8}")
        #expect(error.message == "a��b: mechanisms.a�[2J�31m�: there is no unit �]0;t; the units are �")
        expectFailure(.unknownUnit, "there is no unit \"�[2J\"") {
            try parse(#"{"tpm": [[0],[1]], "units": ["\u001b[2J"]}"#)
        }
    }

    @Test func linesAreCounted() {
        expectFailure(.syntax, "test.json: line 3, column 9") { try parse("{\n  \"state\": [1],\r\n  \"tpm\" [[0]]}") }
        expectFailure(.outOfRange, "test.json: line 3, tpm[1][0]") { try parse("{\"tpm\": [\n[0],\n[3]]}") }
        expectFailure(.outOfRange, "lines: line 17, tpm[1][0]") {
            try NetworkLine.parse(Array(#"{"tpm": [[0],[3]]}"#.utf8), number: 17, name: "lines")
        }
        expectFailure(.badState, "test.yaml: line 3, state") {
            try parse("tpm:\n  [[0], [1]]\nstate: {a: 1}\n", as: .yaml)
        }
    }

    @Test(arguments: [
        ("tpm: [[0], [.nan]]", GraphsError.Kind.notFinite, "tpm[1][0]"),
        ("tpm: [[0], [-.inf]]", .notFinite, "tpm[1][0]"),
        ("tpm: [[0], [1]", .syntax, "line"), ("a: b: c", .syntax, "line 1"), ("- 1", .wrongType, "mapping"),
        ("tpm: [[0], [1]]\ntpm: [[0], [1]]", .syntax, "line 2, tpm: the key is given twice"),
        ("mechanisms: {A: !A }", .syntax, "tag"),
        ("a: *b", .syntax, "alias"), ("# nothing\n", .emptyFile, "test.yaml"),
    ])
    func brokenYAML(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.yaml", place) { try parse(text, as: .yaml) }
    }

    @Test func yamlBombsAreDefused() {
        var laughs = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        for level in 1...20 {
            laughs +=
                "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
                + "]\n"
        }
        expectFailure(.syntax, "aliases") { try parse(laughs, as: .yaml) }
        for text in ["[", "{", "- ", "? ", "a: [", "!!seq ["] {
            expectFailure(.syntax) { try parse(String(repeating: text, count: 100_000), as: .yaml) }
        }
        let steps = (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        expectFailure(.syntax) { try parse(steps, as: .yaml) }
    }
}
