import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// One at a time: each keeps every core busy until it is interrupted.
@Suite("Interruption", .serialized)
struct InterruptionTests {
    /// Starts an analysis of many seconds and returns once it has its arguments, its input and an output file.
    private func longAnalysis(in folder: Folder, _ arguments: [String]) throws -> Process {
        // Nothing rules partitions out early where every unit excites every other and all are on.
        let units = arguments == ["phi", "n.json"] ? 20 : 18
        try folder.write("n.json", Networks.exciting(units: units, seed: 5))
        let process = try Tool.start(arguments + ["--output", "r.json"], in: folder)
        while process.isRunning && !folder.names.contains(where: { $0.hasSuffix(".unfinished") }) { usleep(1000) }
        #expect(process.isRunning, "it ended before it could be interrupted")
        return process
    }

    @Test(
        "Ctrl-C and SIGTERM end the work with 130 and leave no file", arguments: [SIGINT, SIGTERM],
        [["phi", "n.json"], ["complexes", "n.json"], ["phi", "n.json", "--all-subsets"]])
    func signals(number: Int32, arguments: [String]) throws {
        let folder = try Folder()
        let process = try longAnalysis(in: folder, arguments)
        let began = ContinuousClock.now
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        // A second is the promise; the other is for a machine that runs other tests at the same time.
        #expect(began.duration(to: .now) < .seconds(2))
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        #expect(folder.names == ["err", "n.json", "out"])
    }

    @Test("a killed process leaves nothing under the output's name")
    func killed() throws {
        let folder = try Folder()
        let process = try longAnalysis(in: folder, ["complexes", "n.json"])
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(!folder.exists("r.json"))
    }

    @Test("a stream that waits for input is interrupted too")
    func waiting() throws {
        let folder = try Folder()
        let pipe = Pipe()
        let process = try Tool.start(["phi", "--jsonl", "-", "--output", "r.json"], in: folder, input: pipe)
        while process.isRunning && !folder.names.contains(where: { $0.hasSuffix(".unfinished") }) { usleep(1000) }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(!folder.exists("r.json"))
        try pipe.fileHandleForWriting.close()
    }
}
