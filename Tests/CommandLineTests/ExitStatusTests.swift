import Foundation
import Testing

@Suite("Exit statuses and output files")
struct ExitStatusTests {
    @Test(
        "wrong usage is 64",
        arguments: [
            ["phi"], ["phi", "a", "--jsonl", "b"], ["phi", "a", "--json", "--csv"], ["nonsense"],
            ["phi", "a", "--flag"],
            ["phi", "n.json", "--threads", "0"], ["phi", "n.json", "--formalism", "iit2"],
            ["phi", "n.json", "--noise", "2"], ["phi", "n.json", "--fix", "A=2"], ["phi", "n.json", "--format", "xml"],
            ["phi", "stateless.json"], ["network", "convert", "n.json", "out"], ["phi", "--jsonl", "x", "--csv"],
        ])
    func usage(arguments: [String]) throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        try folder.write("stateless.json", #"{"weights": [[1]], "slope": 1}"#)
        let run = try Tool.run(arguments, in: folder)
        #expect(run.status == 64, "\(run.errors)")
        #expect(!run.errors.isEmpty && run.output.isEmpty)
    }

    @Test("an unknown flag is told as such, whatever else is missing")
    func unknownFlag() throws {
        let run = try Tool.run(["phi", "--frob"], in: Folder())
        #expect(run.status == 64)
        #expect(run.errors.contains("--frob") && !run.errors.contains("network to analyse"))
    }

    @Test(
        "an output that would replace an input or another output is refused, and nothing is touched",
        arguments: [
            ["phi", "n.json", "--output", "r", "--report", "./r"], ["phi", "n.json", "--report", "-"],
            ["phi", "n.json", "--output", "n.json"], ["phi", "n.json", "--report", "link.json"],
            ["phi", "--jsonl", "n.json", "--output", "hard.json"], ["complexes", "n.json", "--output", "link.json"],
            ["complexes", "n.json", "--output", "r", "--report", "r"], ["network", "convert", "n.json", "n.json"],
            ["network", "convert", "link.json", "n.json"],
            ["phi", "n.json", "--config", "c.yaml", "--output", "c.yaml"],
        ])
    func overwriting(arguments: [String]) throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        try folder.write("c.yaml", "threads: 1\n")
        let path = folder.url.path
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/link.json", withDestinationPath: "\(path)/n.json")
        try FileManager.default.linkItem(atPath: "\(path)/n.json", toPath: "\(path)/hard.json")
        let before = folder.names
        let run = try Tool.run(arguments, in: folder)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.errors.contains("are both") || run.errors.contains("nothing overwrites its input"))
        #expect(folder.names == (before + ["err", "out"]).sorted() && run.output.isEmpty)
        #expect(folder.bytes("n.json") == Array(Networks.figure1.utf8))
    }

    @Test("input that is not there is 66")
    func missing() throws {
        let folder = try Folder()
        for arguments in [
            ["phi", "none.json"], ["phi", "--jsonl", "none"], ["config", "show", "--config", "none.yaml"],
        ] {
            let run = try Tool.run(arguments, in: folder)
            #expect(run.status == 66, "\(run.errors)")
            #expect(run.errors.contains("none"))
        }
    }

    @Test("a missing state is answered with how to give one")
    func stateRemedy() throws {
        let folder = try Folder()
        try folder.write("n.json", #"{"labels": ["P", "Q"], "weights": [[1, 1], [1, 1]], "slope": 1}"#)
        let run = try Tool.run(["phi", "n.json"], in: folder)
        #expect(run.errors.contains("--state 0,0"))
        #expect(run.errors.contains("P, Q"))
        #expect(run.errors.contains("--state attractor"))
    }

    @Test("an output that cannot be created is 69, before anything is computed")
    func unwritable() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        for flag in ["--output", "--report"] {
            let run = try Tool.run(["phi", "n.json", flag, "no/such/folder/r"], in: folder)
            #expect(run.status == 69, "\(run.errors)")
            #expect(run.errors.contains("no/such/folder/r"))
            #expect(run.output.isEmpty)
        }
    }

    @Test("an output file holds the same bytes as standard output")
    func outputFile() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let arguments = ["phi", "n.json", "--json", "--no-provenance"]
        let direct = try Tool.run(arguments, in: folder)
        let filed = try Tool.run(arguments + ["--output", "r.json"], in: folder)
        #expect(filed.output.isEmpty)
        #expect(folder.bytes("r.json") == direct.output)
        #expect(folder.names.filter { $0.contains("unfinished") }.isEmpty)
    }

    #if os(Linux)
        @Test("a full disk is 75, for a file and for standard output")
        func fullDisk() throws {
            let folder = try Folder()
            try folder.write("n.json", Networks.figure1)
            let filed = try Tool.run(["phi", "n.json", "--output", "/dev/full"], in: folder)
            #expect(filed.status == 75, "\(filed.errors)")
            let device: FileHandle = try #require(FileHandle(forWritingAtPath: "/dev/full"))
            let process = try Tool.start(["phi", "n.json"], in: folder, output: device)
            process.waitUntilExit()
            #expect(process.terminationStatus == 75)
            #expect(String(decoding: folder.bytes("err"), as: UTF8.self).contains("no space"))
        }
    #endif

    @Test("a system larger than the memory limit is refused with the bytes it needs")
    func tooLarge() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 16, seed: 1))
        let run = try Tool.run(["phi", "n.json", "--memory-limit", "1MiB"], in: folder)
        #expect(run.status == 69, "\(run.errors)")
        #expect(run.errors.contains("bytes"))
    }
}
