import Compute
import Foundation
import Graphs
import Testing

@Suite("Bad files are refused with place and remedy")
struct BadFileTests {
    @Test(arguments: [
        ("A, (B\nB, A", GraphsError.Kind.syntax, "line 1, column 4"), ("A, B)\nB, A", .syntax, "line 1, column 5"),
        ("targets, factors\nA, (((A)) & ((A)", .syntax, "line 2, column"), ("A, A &", .syntax, "line 1, column 7"),
        ("A, A B", .syntax, "line 1, column 6"), ("A, & A", .syntax, "line 1, column 4"),
        ("A,", .syntax, "A: an empty"),
        ("A, A\nA, !A", .duplicateUnit, "line 2, A"), ("A", .syntax, "line 1"), ("A, B, 0.5", .syntax, "second ','"),
        ("A, B[-1]", .syntax, "'['"), ("A, all(B)", .syntax, "column 7"), (", A", .badLabel, "line 1"),
        ("targets, factors\n", .emptyFile, "rule"), ("A, ()", .syntax, "column 5"),
    ])
    func booleanNetworks(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.bnet", place) { try parse(text, as: .bnet) }
    }

    @Test func parenthesesNestAsDeepAsTheyLike() throws {
        let deep = String(repeating: "(!", count: 100_000) + "A" + String(repeating: ")", count: 100_000)
        #expect(try parse("A, \(deep)", as: .bnet) == parse("A, A", as: .bnet))
        let nested = String(repeating: "(A & ", count: 100_000) + "A" + String(repeating: ")", count: 100_000)
        #expect(try parse("A, \(nested)", as: .bnet) == parse("A, A", as: .bnet))
        expectFailure(.syntax, "column 100003", "never closed") {
            try parse("A, " + String(repeating: "(", count: 100_000) + "A", as: .bnet)
        }
    }

    @Test func tooManyUnitsSayTheBytes() {
        let rules = (0..<25).map { "A\($0), A\($0)\n" }.joined()
        expectFailure(.tooLarge, "25 units", "6710886400 bytes") { try parse(rules, as: .bnet) }
        expectFailure(.tooLarge, "more than 24") {
            try parse(String(repeating: String(repeating: "0,", count: 29) + "0\n", count: 30), as: .csv)
        }
        let row = "[" + [String](repeating: "0", count: 30).joined(separator: ",") + "]"
        expectFailure(.tooLarge, "30 units") {
            try parse(
                "{\"weights\": [" + [String](repeating: row, count: 30).joined(separator: ",") + "], \"slope\": 1}")
        }
    }

    @Test(arguments: [
        ("0,1\n1", GraphsError.Kind.notSquare, "line 2"), ("0,1,2\n1,0,2\n", .notSquare, "line 1"),
        ("0,nan\n1,0\n", .notFinite, "line 1, column 2"), ("0,1\n-inf,0\n", .notFinite, "line 2, column 1"),
        ("0,x\n1,0\n", .wrongType, "line 1, column 2"), ("A,B\n0,x\n1,0\n", .wrongType, "line 2, column 2"),
        ("A,A\n0,1\n1,0\n", .duplicateUnit, "A"), (",A,B\nA,0,1\nC,1,0\n", .conflictingKeys, "line 3"),
        ("0,\n1,0\n", .wrongType, "empty"), ("\"A,B\n", .syntax, "quote"),
        ("# slope: x\n0,1\n1,0\n", .wrongType, "slope"),
    ])
    func tables(_ text: String, _ kind: GraphsError.Kind, _ place: String) {
        expectFailure(kind, "test.csv", place) { try parse(text, as: .csv) }
    }

    @Test(arguments: NetworkFormat.allCases)
    func emptyZerosAndForeignText(_ format: NetworkFormat) {
        let options = ImportOptions(format: format)
        expectFailure(.emptyFile, "f") { try NetworkFile.parse([], name: "f", options: options) }
        if format != .npy {
            expectFailure(.emptyFile, "formats json, yaml, bnet, csv, tsv, npy") {
                try NetworkFile.parse([], name: "f", options: options)
            }
        }
        let zeros = [UInt8](repeating: 0, count: 100_000_000)
        expectFailure(format == .npy ? .syntax : .notText, "f") {
            try NetworkFile.parse(zeros, name: "f", options: options)
        }
        let digits = [UInt8](repeating: UInt8(ascii: "0"), count: 100_000_000)
        let brokenText: [UInt8] = Array("{\"tpm\": [[0],[".utf8) + [0xFF, 0xFE, 0x5D]
        let wideRow: [UInt8] = Array("0,".utf8) + digits.prefix(1000)
        for bytes in [digits, wideRow, brokenText] {
            do {
                _ = try NetworkFile.parse(bytes, name: "f", options: options)
                Issue.record("read nonsense as \(format)")
            } catch {
                #expect((error as? any CodedError)?.exitStatus == .badData)
            }
        }
        guard format != .npy else { return }
        expectFailure(.notText, "UTF-16") { try NetworkFile.parse([0xFF, 0xFE, 0x7B, 0], name: "f", options: options) }
        expectFailure(.notText, "line 2, column 3") {
            try NetworkFile.parse(Array("# \n# ".utf8) + [0xC0, 0x80], name: "f", options: options)
        }
        expectFailure(.emptyFile, "f") { try NetworkFile.parse(Array(" \r\n\t".utf8), name: "f", options: options) }
    }

    @Test func unknownContentAndMissingFiles() {
        expectFailure(.unknownFormat, "mystery") { try NetworkFile.parse(Array("hello world".utf8), name: "mystery") }
        #expect { try NetworkFile.read("/no/such/network.json") } throws: {
            ($0 as? any CodedError)?.exitStatus == .missingInput && "\($0)".contains("/no/such/network.json")
        }
        #expect { try NetworkFile.read("/") } throws: { ($0 as? any CodedError)?.exitStatus == .missingInput }
    }

    @Test func numPyFiles() throws {
        func file(_ header: String, _ data: [UInt8]) -> [UInt8] {
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
        }
        func header(_ type: String, _ shape: String) -> String {
            "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
        }
        let cases: [(String, [UInt8], GraphsError.Kind)] = [
            (header("<f8", "(2, 2)"), [0, 0], .wrongShape), (header("|O", "(1, 1)"), [0], .wrongType),
            (header("<c16", "(1, 1)"), [UInt8](repeating: 0, count: 16), .wrongType),
            (header("|u1", "(2,)"), [0, 1], .wrongShape), (header("|u1", "()"), [0], .wrongShape),
            (header("|u1", "(3, 2)"), [0, 1, 0, 0, 0, 0], .wrongShape), (header("|u1", "(2, 1)"), [0, 2], .outOfRange),
            (header("|u1", "(0, 0)"), [], .wrongShape), ("{}", [], .syntax), ("nonsense", [], .syntax),
            (header("|u1", "(4611686018427387904, 4611686018427387904)"), [0], .wrongShape),
            (header("|u1", "(99999999999999999999, 1)"), [0], .syntax), (header("|u1", "(-1, 1)"), [0], .syntax),
            (header("<f4", "(2, 1)"), [0, 0, 0x80, 0x7F, 0, 0, 0, 0], .notFinite),
            ("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1, 1), }", [0], .wrongType),
        ]
        for (header, data, kind) in cases {
            expectFailure(kind, "a.npy") { try NetworkFile.parse(file(header, data), name: "a.npy") }
        }
        let whole = file(header("|u1", "(2, 1)"), [0, 1])
        for length in 0..<whole.count {
            #expect(throws: GraphsError.self) {
                try NetworkFile.parse(Array(whole.prefix(length)), name: "a.npy")
            }
        }
    }

    @Test func selections() throws {
        let network = try parse(#"{"labels": ["Cdh1", "Sic1"], "weights": [[0,1],[1,0]], "slope": 1}"#)
        expectFailure(.unknownUnit, "did you mean Cdh1", "Cdh1, Sic1") { try network.parseUnits("Chd1") }
        expectFailure(.unknownUnit, "2") { try network.parseUnits("2") }
        expectFailure(.unknownUnit) { try network.parseUnits("Cdh1,,Sic1") }
        expectFailure(.duplicateUnit, "Cdh1") { try network.parseUnits("Cdh1,0") }
        expectFailure(.badState, "3 entries for 2") { try network.parseState("1,0,0") }
        expectFailure(.badState) { try network.parseState("1,x") }
        expectFailure(.badState) { try network.parseState("1,,0") }
        expectFailure(.badState) { try network.parseState("") }
        expectFailure(.multivalued) { try network.parseState("12") }
        expectFailure(.badState) { try network.parseState(String(repeating: "1", count: 10_000)) }
    }

    @Test func options() {
        for options in [ImportOptions(noise: 0.6), ImportOptions(noise: .nan), ImportOptions(slope: .infinity)] {
            #expect { try parse("0", as: .csv, options: options) } throws: {
                ($0 as? any CodedError)?.exitStatus == .usage
            }
        }
        #expect { try parse("A, A", as: .bnet, options: ImportOptions(slope: 2)) } throws: {
            ($0 as? GraphsError)?.kind == .badOption
        }
        expectFailure(.unknownUnit, "fix B") { try parse("A, A", as: .bnet, options: ImportOptions(clamps: ["B": 1])) }
        expectFailure(.badState, "fix A") { try parse("A, A", as: .bnet, options: ImportOptions(clamps: ["A": 2])) }
        expectFailure(.duplicateUnit, "fix") {
            try parse("A, A", as: .bnet, options: ImportOptions(clamps: ["A": 1, "0": 1]))
        }
    }
}
