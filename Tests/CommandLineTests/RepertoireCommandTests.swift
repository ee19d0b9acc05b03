import Foundation
import Testing

@Suite("claustrum repertoire")
struct RepertoireCommandTests {
    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        return folder
    }

    @Test("JSON has both directions, one of them, or the partition, each summing to 1")
    func json() throws {
        let folder = try self.folder()
        let both = try Tool.run(
            ["repertoire", "n.json", "--mechanism", "A,B", "--purview", "C,A", "--partition", "A/C|B/A", "--json"],
            in: folder
        ).object()
        #expect(both["mechanism"] as? [Int] == [0, 1] && both["purview_labels"] as? [String] == ["A", "C"])
        for key in ["cause", "effect"] {
            let side = try #require(both[key] as? [String: Any])
            let rows = try #require(side["states"] as? [[String: Any]])
            for column in ["probability", "unconstrained", "partitioned"] {
                let sum = rows.reduce(0) { $0 + ($1[column] as? Double ?? .nan) }
                #expect(abs(sum - 1) < 1e-12, "\(key) \(column)")
            }
        }
        let one = try Tool.run(["repertoire", "n.json", "--direction", "effect", "--json"], in: folder).object()
        #expect(one["cause"] is NSNull && one["partition"] is NSNull)
        #expect(one["mechanism"] as? [Int] == [0, 1, 2] && one["purview"] as? [Int] == [0, 1, 2])
    }

    @Test("The specified states of the whole system are those that claustrum phi names")
    func agreesWithPhi() throws {
        let folder = try self.folder()
        let phi = try Tool.run(["phi", "n.json", "--units", "A,B", "--json"], in: folder).object()
        let repertoires = try Tool.run(["repertoire", "n.json", "--units", "A,B", "--json"], in: folder).object()
        for key in ["cause", "effect"] {
            let side = try #require(repertoires[key] as? [String: Any])
            #expect(side["specified_states"] as? [[Int]] == [try #require(phi[key + "_state"] as? [Int])])
            #expect(
                abs(try #require(side["ii"] as? Double) - (try #require(phi[key + "_ii"] as? Double))) < 1e-12)
        }
    }

    @Test("Text, CSV and files; a noise sweep gives a result a level")
    func forms() throws {
        let folder = try self.folder()
        let text = try Tool.run(["repertoire", "n.json", "--mechanism", "∅", "--purview", "B"], in: folder)
        #expect(text.status == 0 && text.text.contains("Cause repertoire of ∅ over B"), "\(text.errors)")
        let csv = try Tool.run(["repertoire", "n.json", "--purview", "B", "--csv"], in: folder)
        let lines = csv.text.split(separator: "\r\n")
        #expect(lines.count == 5 && lines[0].hasPrefix("direction,state,probability"))
        let file = try Tool.run(
            ["repertoire", "n.json", "--json", "--output", "r.jsonl", "--noise", "0,0.1"], in: folder)
        #expect(file.status == 0 && file.output.isEmpty, "\(file.errors)")
        #expect(String(decoding: folder.bytes("r.jsonl"), as: UTF8.self).split(separator: "\n").count == 2)
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        let status: Int32
        let mentions: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let mistakes = [
        Mistake(arguments: ["--mechanism", "A,Q"], status: 65, mentions: "n.json: --mechanism: there is no unit Q"),
        Mistake(arguments: ["--purview", "Q"], status: 65, mentions: "n.json: --purview: there is no unit Q"),
        Mistake(
            arguments: ["--units", "A,B", "--mechanism", "A,C"], status: 65,
            mentions: "mechanism's unit C is not in the candidate system (A, B)"),
        Mistake(
            arguments: ["--units", "A,B", "--purview", "C"], status: 65,
            mentions: "purview's unit C is not in the candidate system (A, B)"),
        Mistake(arguments: ["--purview", ""], status: 65, mentions: "the purview has no units"),
        Mistake(arguments: ["--mechanism", "A,A"], status: 65, mentions: "A is given twice"),
        Mistake(arguments: ["--partition", "A|B"], status: 65, mentions: "MECHANISM/PURVIEW"),
        Mistake(
            arguments: ["--mechanism", "A,B", "--purview", "C", "--partition", "A/C"], status: 65,
            mentions: "leaves out the mechanism's B"),
        Mistake(
            arguments: ["--mechanism", "A,B", "--purview", "C", "--partition", "A,B/C"], status: 65,
            mentions: "whole mechanism"),
        Mistake(
            arguments: ["--partition", "A/Z"], status: 65, mentions: "n.json: --partition: there is no unit Z"),
        Mistake(arguments: ["--direction", "sideways"], status: 64, mentions: "sideways"),
        Mistake(arguments: ["--json", "--csv"], status: 64, mentions: "either --json or --csv"),
        Mistake(arguments: ["--output", "n.json"], status: 64, mentions: "nothing overwrites its input"),
    ]

    @Test("A mistake is told with its place and remedy, and nothing is written", arguments: mistakes)
    func isTold(_ mistake: Mistake) throws {
        let folder = try self.folder()
        let run = try Tool.run(["repertoire", "n.json"] + mistake.arguments, in: folder)
        #expect(run.status == mistake.status, "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(mistake.mentions), "\(run.errors)")
        #expect(folder.names == ["err", "n.json", "out"])
    }

    @Test("A state without a cause has no cause repertoire, but an effect repertoire")
    func unreachable() throws {
        let folder = try Folder()
        try folder.write("n.bnet", "targets, factors\nA, 1\nB, A\n")
        let cause = try Tool.run(["repertoire", "n.bnet", "--state", "00", "--direction", "cause"], in: folder)
        #expect(cause.status == 65 && cause.errors.contains("n.bnet: state 0,0 cannot be reached"), "\(cause.errors)")
        let effect = try Tool.run(["repertoire", "n.bnet", "--state", "00", "--direction", "effect"], in: folder)
        #expect(effect.status == 0, "\(effect.errors)")
    }
}
