import Foundation
import Testing

@Suite("claustrum cause")
struct CauseCommandTests {
    private static let orAnd = "targets, factors\nOR, OR | AND\nAND, OR & AND\n"
    private static let vote = "targets, factors\nM, (A & B) | (A & C) | (B & C)\nA, A\nB, B\nC, C\n"

    private func run(_ arguments: String..., network: String = Self.orAnd) throws -> Tool.Outcome {
        let folder = try Folder()
        try folder.write("n.bnet", network)
        return try Tool.run(["cause", "n.bnet"] + arguments, in: folder)
    }

    /// Albantakis et al. 2019, Fig. 4.
    @Test("The account of OR and AND from 10 to 10, as text, JSON and CSV")
    func account() throws {
        let text = try run("--before", "10", "--after", "1,0", "--no-provenance")
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.text.hasPrefix("5 causal links\n"))
        #expect(text.text.contains("0.415037  {OR=1} ◀── {OR=1}\n"))
        #expect(text.text.contains("0.169925  {OR=1 AND=0} ◀── {OR=1 AND=0}   ρ = 1\n"))
        #expect(text.text.contains("0.415037  {AND=0} ──▶ {AND=0}\n"))
        #expect(text.text.contains("Actual causes (of 3 occurrences after, 3 have a cause)\n"))
        #expect(text.text.contains("Actual effects (of 3 occurrences before, 2 have an effect)\n"))

        let object = try run("--before", "10", "--after", "10", "--json").object()
        let links = try #require(object["links"] as? [[String: Any]])
        #expect(links.count == 5)
        #expect(links.map { $0["direction"] as? String } == ["cause", "cause", "cause", "effect", "effect"])
        #expect(
            links.compactMap { $0["alpha"] as? Double }.map { ($0 * 1e6).rounded() }
                == [415037, 415037, 169925, 415037, 415037])
        #expect(object["schema"] as? String == "claustrum.account/1" && object["provenance"] is [String: Any])

        let rows = try run("--before", "10", "--after", "10", "--csv").text.components(separatedBy: "\r\n")
        #expect(rows.count == 7 && rows[0].hasPrefix("direction,alpha,ties,occurrence,") && rows[6].isEmpty)
        #expect(rows[3].hasPrefix("cause,0.16992500144231") && rows[3].contains(",1,OR;AND,1;0,OR;AND,1;0,1.0,"))
        #expect(rows[3].hasSuffix(",OR:OR|AND:AND,2,"))
    }

    @Test("A cause that is not determined lists what it may be")
    func undetermined() throws {
        let run = try run("--before", "0111", "--after", "1111", "--from", "A,B,C", "--to", "M", network: Self.vote)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("       1  {A=1 B=1} or {A=1 C=1} or {B=1 C=1} ◀── {M=1}\n"))
        #expect(run.text.contains("none contains another") && run.text.contains("of 1 occurrence after, 1 has a cause"))
        #expect(run.text.contains("Held     M=0\n"))
    }

    @Test("One direction, and as many links as are asked for")
    func selection() throws {
        let effects = try run("--before", "10", "--after", "10", "--direction", "effect", "--links", "1")
        #expect(!effects.text.contains("Actual causes") && effects.text.contains("and 1 more; --links shows them"))
        let object = try run("--before", "10", "--after", "10", "--direction", "effect", "--json").object()
        #expect(object["causes"] is NSNull && object["effects"] is [String: Any])
    }

    @Test("Noise makes a result each, and what could not happen can")
    func noise() throws {
        let run = try run("--before", "10", "--after", "00", "--noise", "0.05,0.1", "--json", "--no-provenance")
        #expect(run.status == 0 && run.lines.count == 2, "\(run.errors)")
    }

    @Test("A transition that cannot happen is 65, with the unit that makes it so")
    func impossible() throws {
        let run = try run("--before", "10", "--after", "00")
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.contains("n.bnet: ") && run.errors.contains("unit OR is 0"))
        #expect(run.errors.contains("[impossible-transition]"))
    }

    @Test(
        "A state that is missing is 64, with how to give it", arguments: [["--before", "10"], ["--after", "10"], []])
    func missingState(arguments: [String]) throws {
        let folder = try Folder()
        try folder.write("n.bnet", Self.orAnd)
        let run = try Tool.run(["cause", "n.bnet"] + arguments, in: folder)
        #expect(run.status == 64 && run.output.isEmpty)
        let flag = arguments.first == "--before" ? "--after" : "--before"
        #expect(run.errors.contains("\(flag) 0,0") && run.errors.contains("OR, AND"))
    }

    @Test("Wrong usage is 64, wrong states and units are 65, each naming the flag")
    func mistakes() throws {
        let usage: [[String]] = [
            ["--json", "--csv"], ["--links", "-1"], ["--direction", "sideways"],
            ["--units", "OR", "--from", "OR", "--to", "AND"], ["--output", "n.bnet"],
        ]
        for arguments in usage {
            let folder = try Folder()
            try folder.write("n.bnet", Self.orAnd)
            let run = try Tool.run(["cause", "n.bnet", "--before", "10", "--after", "10"] + arguments, in: folder)
            #expect(run.status == 64 && !run.errors.isEmpty && run.output.isEmpty, "\(arguments): \(run.errors)")
        }
        let data = [
            ("--before", try run("--before", "1", "--after", "10")),
            ("--after", try run("--before", "10", "--after", "1x")),
            ("--units", try run("--before", "10", "--after", "10", "--units", "NOR")),
            ("--from", try run("--before", "10", "--after", "10", "--from", "OR,OR")),
            ("--to", try run("--before", "10", "--after", "10", "--to", "X")),
        ]
        for (flag, run) in data {
            #expect(run.status == 65 && run.errors.contains(flag) && run.errors.contains("n.bnet"), "\(run.errors)")
        }
    }

    @Test("Without provenance, equal input gives equal bytes whatever the number of threads")
    func sameBytes() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 5, seed: 3))
        func bytes(_ threads: String) throws -> [UInt8] {
            try Tool.run(
                [
                    "cause", "n.json", "--before", "10110", "--after", "01101", "--json", "--no-provenance",
                    "--threads",
                    threads,
                ], in: folder
            ).output
        }
        let one = try bytes("1")
        #expect(!one.isEmpty)
        #expect(try bytes("3") == one)
    }
}
