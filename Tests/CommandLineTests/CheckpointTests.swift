import Foundation
import GeneratedInput
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// One at a time: each keeps every core busy.
@Suite("Checkpoints", .serialized)
struct CheckpointTests {
    /// Some seconds of work on one thread, whose preparation is quick: nothing rules partitions out early where every
    /// unit excites every other and all are on.
    private static let arguments = ["complexes", "n.json", "--json", "--no-provenance"]
    private static let network = Networks.exciting(units: 14, seed: 5)

    /// What the uninterrupted analysis writes.
    private static let uninterrupted = Result {
        let folder = try Folder()
        try folder.write("n.json", network)
        return try Tool.run(arguments, in: folder).output
    }

    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("n.json", Self.network)
        return folder
    }

    private func segments(in folder: Folder) -> Set<String> {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.url.appendingPathComponent("c").path)
        return Set((names ?? []).filter { $0.hasPrefix("segment-") })
    }

    /// Starts the analysis and returns once it has kept something that was not there before, or has ended.
    private func startUntilKept(in folder: Folder, _ arguments: [String] = arguments) throws -> Process {
        let before = segments(in: folder)
        let process = try Tool.start(
            arguments + ["--checkpoint", "c", "--output", "r.json", "--threads", "1"], in: folder)
        while process.isRunning && segments(in: folder).isSubset(of: before) { usleep(1000) }
        return process
    }

    private func errors(in folder: Folder) -> String { String(decoding: folder.bytes("err"), as: UTF8.self) }

    @Test("killed at any moment and started again, it finishes with the bytes of an uninterrupted run")
    func killed() throws {
        let folder = try folder()
        var random = SplitMix64(seed: 20)
        var kills = 0
        while kills < 6 {
            let process = try startUntilKept(in: folder)
            usleep(UInt32(random.next() % 300_000))
            guard process.isRunning else { break }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(!folder.exists("r.json"))
            kills += 1
        }
        #expect(kills > 1, "it ended before it could be killed")
        let last = try Tool.run(Self.arguments + ["--checkpoint", "c", "--output", "r.json"], in: folder)
        #expect(last.status == 0, "\(last.errors)")
        #expect(folder.bytes("r.json") == (try Self.uninterrupted.get()))
        #expect(!folder.exists("c"))
    }

    @Test("Ctrl-C says what is kept and how to go on, and the same command with other threads goes on")
    func interrupted() throws {
        let folder = try folder()
        let process = try startUntilKept(in: folder, ["complexes", "n.json", "--no-provenance"])
        let began = ContinuousClock.now
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        // A second is the promise; the other is for a machine that runs other tests at the same time.
        #expect(began.duration(to: .now) < .seconds(2))
        #expect(process.terminationStatus == 130, "\(errors(in: folder))")
        #expect(errors(in: folder).contains("kept in c: run the same command again to go on [interrupted]"))
        #expect(!folder.exists("r.json") && !segments(in: folder).isEmpty)
        let resumed = try Tool.run(
            Self.arguments + ["--checkpoint", "c", "--threads", "3", "--progress", "always"], in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(resumed.output == (try Self.uninterrupted.get()))
        #expect(!folder.exists("c"))
    }

    @Test("every single result can have one, with the same bytes and nothing left behind")
    func phi() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        try folder.write("d.json", Networks.exciting(units: 12, seed: 1))
        for arguments in [
            ["phi", "n.json"], ["phi", "n.json", "--noise", "0,0.1,0.2"], ["phi", "d.json", "--report", "p.html"],
            ["complexes", "n.json", "--noise", "0,0.1"], ["phi", "n.json", "--units", "A,B", "--csv"],
            ["phi", "n.json", "--structure"], ["complexes", "n.json", "--structure"],
        ] {
            let direct = try Tool.run(arguments + ["--no-provenance"], in: folder)
            let kept = try Tool.run(arguments + ["--no-provenance", "--checkpoint", "c"], in: folder)
            #expect(direct.status == 0 && kept.status == 0, "\(kept.errors)")
            #expect(kept.output == direct.output && kept.errors.isEmpty && !folder.exists("c"))
        }
    }

    @Test("another question's checkpoint is refused with 65, and the keys that differ are named")
    func mismatch() throws {
        let folder = try folder()
        let process = try startUntilKept(in: folder)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let before = segments(in: folder)
        try folder.write("m.json", Networks.exciting(units: 14, seed: 6))
        for (arguments, text) in [
            (["complexes", "m.json"], "input"), (["phi", "n.json"], "the command is complexes there and phi here"),
            (["complexes", "n.json", "--formalism", "iit4-2026"], "formalism is iit4-2023 there and iit4-2026 here"),
            (["complexes", "n.json", "--units", "A,B,C"], "units"),
            (["complexes", "n.json", "--noise", "0.1"], "noise is not set there and 0.1 here"),
            (["complexes", "n.json", "--structure"], "structure is not set there and true here"),
            (["complexes", "n.json", "--state", "10000000000000"], "state"),
        ] {
            let run = try Tool.run(arguments + ["--checkpoint", "c", "--output", "r.json"], in: folder)
            #expect(run.status == 65, "\(run.errors)")
            #expect(run.errors.contains("[checkpoint-mismatch]") && run.errors.contains(text), "\(run.errors)")
            #expect(!folder.exists("r.json"))
        }
        #expect(segments(in: folder) == before)
    }

    @Test("a checkpoint at work is refused with 75")
    func locked() throws {
        let folder = try folder()
        let process = try startUntilKept(in: folder)
        let second = try Tool.start(Self.arguments + ["--checkpoint", "c"], in: folder)
        second.waitUntilExit()
        #expect(second.terminationStatus == 75)
        #expect(errors(in: folder).contains("checkpoint-locked"))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    @Test("streams keep no checkpoint, and outputs do not lie in its directory")
    func usage() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        for (arguments, text) in [
            (["phi", "n.json", "--all-states"], "--all-states"), (["phi", "n.json", "--all-subsets"], "--all-subsets"),
            (["phi", "--jsonl", "n.json"], "--jsonl"), (["phi", "n.json", "--output", "./c/r"], "--output"),
            (["complexes", "n.json", "--report", "c/r.html"], "--report"),
        ] {
            let run = try Tool.run(arguments + ["--checkpoint", "c"], in: folder)
            #expect(run.status == 64 && run.errors.contains(text), "\(run.errors)")
            #expect(!folder.exists("c"))
        }
    }

    @Test("a directory with other files in it is refused with 65")
    func foreign() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let run = try Tool.run(["phi", "n.json", "--checkpoint", "."], in: folder)
        #expect(run.status == 65 && run.errors.contains("[checkpoint-foreign]"), "\(run.errors)")
        #expect(folder.names == ["err", "n.json", "out"])
    }

    #if os(Linux)
        @Test("where no more can be written the analysis stops, and what was kept is valid")
        func noRoom() throws {
            let folder = try folder()
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            // 8 blocks of 512 bytes: the manifest fits, and sooner or later a segment does not.
            shell.arguments = [
                "-c", #"ulimit -f 8; exec "$0" "$@""#, try Tool.executable().path,
                "complexes", "n.json", "--checkpoint", "c",
            ]
            shell.currentDirectoryURL = folder.url
            shell.standardOutput = FileHandle.nullDevice
            shell.standardError = try folder.handle("err")
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationReason == .exit && shell.terminationStatus == 69, "\(errors(in: folder))")
            #expect(errors(in: folder).contains("c/segment-"))
            let resumed = try Tool.run(Self.arguments + ["--checkpoint", "c"], in: folder)
            #expect(resumed.status == 0, "\(resumed.errors)")
            #expect(resumed.output == (try Self.uninterrupted.get()))
            #expect(resumed.errors.isEmpty)
            #expect(!folder.exists("c"))
        }
    #endif
}
