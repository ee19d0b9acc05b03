import Foundation
import Testing

@Suite("claustrum phi --formalism iit3")
struct ConceptualCommandTests {
    /// A = OR(B, C), B = AND(A, C), C = XOR(A, B): Oizumi et al. 2014, Fig. 12.
    private static let gates = """
        {"tpm": [[0,0,0],[0,0,1],[1,0,1],[1,0,0],[1,0,0],[1,1,1],[1,0,1],[1,1,0]], "state": [1, 0, 0]}
        """

    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("n.json", Self.gates)
        return folder
    }

    private static let command = ["phi", "n.json", "--formalism", "iit3"]

    @Test("Φ of the published network, as text and as JSON, the same numbers in both")
    func published() throws {
        let folder = try folder()
        let text = try Tool.run(Self.command, in: folder)
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.text.contains("Φ = 1.91667"))
        #expect(text.text.contains("[A B] ─✂→ [C]"))
        let object = try Tool.run(Self.command + ["--json"], in: folder).object()
        #expect(abs((object["big_phi"] as? Double ?? 0) - 23.0 / 12) < 1e-9)
        #expect(object["formalism"] as? String == "iit3")
        #expect((object["concepts"] as? [Any])?.count == 6)
        #expect((object["cut"] as? [String: Any])?["to"] as? [String] == ["C"])
        let provenance = try #require(object["provenance"] as? [String: Any])
        #expect((provenance["configuration"] as? [String: String])?["formalism"] == "iit3")
    }

    @Test("The setting may come from the environment or a file")
    func settings() throws {
        let folder = try folder()
        try folder.write("c.yaml", "formalism: iit3\n")
        let flag = try Tool.run(Self.command + ["--no-provenance", "--json"], in: folder)
        let arguments = ["phi", "n.json", "--no-provenance", "--json"]
        let variable = try Tool.run(arguments, in: folder, environment: ["CLAUSTRUM_FORMALISM": "iit3"])
        #expect(variable.output == flag.output && flag.status == 0)
        #expect(try Tool.run(arguments + ["--config", "c.yaml"], in: folder).output == flag.output)
    }

    @Test("Equal input gives equal bytes for any number of threads, to a file, and beside a checkpoint")
    func determinism() throws {
        let folder = try folder()
        let arguments = Self.command + ["--json", "--no-provenance", "--threads"]
        let alone = try Tool.run(arguments + ["1"], in: folder)
        #expect(alone.status == 0 && !alone.output.isEmpty)
        for threads in ["2", "7"] { #expect(try Tool.run(arguments + [threads], in: folder).output == alone.output) }
        #expect(try Tool.run(arguments + ["2", "--output", "r.json"], in: folder).output.isEmpty)
        #expect(folder.bytes("r.json") == alone.output)
        #expect(try Tool.run(arguments + ["2", "--checkpoint", "kept"], in: folder).output == alone.output)
    }

    @Test("Noise levels give a result each")
    func sweep() throws {
        let run = try Tool.run(
            Self.command + ["--noise", "0,0.1", "--json", "--no-provenance"], in: folder())
        #expect(run.lines.count == 2, "\(run.errors)")
    }

    @Test(
        "What IIT 3.0 has no answer to is wrong usage, and the message says what works",
        arguments: [
            ["phi", "n.json", "--csv"], ["phi", "n.json", "--structure"], ["phi", "n.json", "--all-states"],
            ["phi", "n.json", "--all-subsets"], ["phi", "n.json", "--report", "r.html"], ["phi", "--jsonl", "n.json"],
            ["phi", "n.json", "--relations", "3"], ["complexes", "n.json"],
            ["repertoire", "n.json", "--mechanism", "A", "--purview", "B", "--direction", "cause"],
        ])
    func refused(arguments: [String]) throws {
        let folder = try folder()
        let run = try Tool.run(arguments + ["--formalism", "iit3"], in: folder)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.errors.contains("formalism-not-applicable"))
        #expect(run.errors.contains("--json") && run.errors.contains("iit4-2023"))
        #expect(run.output.isEmpty && !folder.exists("r.html"))
    }

    @Test("A state that the background rules out is bad data, with the file named")
    func unreachable() throws {
        let folder = try Folder()
        try folder.write("n.json", #"{"tpm": [[0,0],[0,1],[0,0],[0,1]], "state": [0, 1]}"#)
        let run = try Tool.run(Self.command + ["--units", "B"], in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains("n.json: ") && run.errors.contains("A=0"))
    }
}
