import Foundation
import GeneratedInput
import Testing

/// Processes that write to one store at once, are killed, or run out of space.
@Suite("Minds and processes")
struct MindProcessTests {
    /// `CLAUSTRUM_TEST_KILLS` asks for more, such as 400.
    private static let kills =
        ProcessInfo.processInfo.environment["CLAUSTRUM_TEST_KILLS"].flatMap { Int($0) } ?? 30

    private func made() throws -> Folder {
        let folder = try Folder()
        #expect(try Tool.run(["mind", "new", "Ada"], in: folder).status == 0)
        return folder
    }

    private func events(_ folder: Folder) throws -> [[String: Any]] {
        let mind = try Tool.run(["mind", "export"], in: folder).object()
        return try #require(mind["events"] as? [[String: Any]])
    }

    private func verification(_ folder: Folder) throws -> [String: Any] {
        try Tool.run(["mind", "verify", "--json"], in: folder).object()
    }

    /// Events in lines, with effects that move traits as soon as they may.
    private func lines(_ count: Int, _ name: String) -> String {
        (0..<count).map { number in
            #"{"id": "\#(name)-\#(number)", "summary": "event", "effects": [{"target": "#
                + #""personality.traits.big5.openness.score", "delta": 0.3}]}"# + "\n"
        }.joined()
    }

    @Test("processes that write at once lose nothing")
    func atOnce() throws {
        let folder = try made()
        let writes = 60
        let script = """
            for i in $(seq \(writes)); do "$0" mind apply --wait 60 --summary "$1 $i" || exit 1; done
            """
        let tool = try Tool.executable().path
        let writers = try ["first", "second"].map { name in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", script, tool, name]
            process.currentDirectoryURL = folder.url
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            return process
        }
        for writer in writers {
            writer.waitUntilExit()
            #expect(writer.terminationStatus == 0)
        }
        let summaries = try events(folder).compactMap { $0["summary"] as? String }
        for name in ["first", "second"] {
            #expect(summaries.filter { $0.hasPrefix(name) } == (1...writes).map { "\(name) \($0)" })
        }
        #expect(try verification(folder)["sound"] as? Bool == true)
    }

    @Test("a process that is killed at any moment loses what it had not committed, and never breaks the chain")
    func killed() throws {
        let folder = try made()
        var random = SplitMix64(seed: 9)
        var known = 0
        var finished = 0
        // How long one event, and a longer transaction of hundreds, take here and now when nobody interferes.
        let times = try [1, 300].map { count in
            try folder.write("e.jsonl", lines(count, "undisturbed"))
            let began = ContinuousClock.now
            #expect(try Tool.run(["mind", "apply", "e.jsonl", "--dry-run"], in: folder).status == 0)
            return began.duration(to: .now) / .microseconds(1)
        }
        for round in 0..<Self.kills {
            let kind = random.index(2)
            let count = [1, 300][kind]
            try folder.write("e.jsonl", lines(count, "r\(round)"))
            let process = try Tool.start(["mind", "apply", "e.jsonl", "--wait", "60"], in: folder)
            usleep(UInt32(random.value(0.2, 1.4) * times[kind]))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let isFinished = process.terminationReason == .exit
            let state = try verification(folder)
            #expect(state["sound"] as? Bool == true, "round \(round): \(state)")
            let events = try events(folder)
            // All of the transaction or nothing; and what was reported as done is there.
            #expect(events.count == known + count || (events.count == known && !isFinished), "round \(round)")
            #expect(Set(events.compactMap { $0["id"] as? String }).count == events.count)
            known = events.count
            if isFinished { finished += 1 }
        }
        print("killed \(Self.kills - finished) of \(Self.kills) processes that wrote; \(known) events are kept")
        #expect(try Tool.run(["mind", "apply", "--summary", "afterwards"], in: folder).status == 0)
        #expect(try events(folder).count == known + 1)
    }

    @Test("where no more can be written there is a clear error, and the ledger is as it was")
    func full() throws {
        let folder = try made()
        try folder.write("e.jsonl", lines(2_000, "big"))
        let before = try verification(folder)
        for (command, limit) in [("apply e.jsonl", 200), ("backup", 10), ("new Bo --store other.sqlite", 10)] {
            // In blocks of 512 bytes, as POSIX has it for sh, or of 1024.
            let script = "ulimit -f \(limit); exec \"$0\" mind \(command)"
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", script, try Tool.executable().path]
            process.currentDirectoryURL = folder.url
            process.standardError = try folder.handle("errors")
            try process.run()
            process.waitUntilExit()
            let errors = String(decoding: folder.bytes("errors"), as: UTF8.self)
            #expect([69, 75].contains(process.terminationStatus), "\(command): \(process.terminationStatus) \(errors)")
            #expect(errors.contains("limit") || errors.contains("space"), "\(command): \(errors)")
            let left =
                folder.names
                + ((try? FileManager.default.contentsOfDirectory(
                    atPath: folder.url.appendingPathComponent("minds.sqlite.backups").path)) ?? [])
            #expect(!left.contains { $0.contains("unfinished") || $0.hasPrefix("other") || $0.hasSuffix("Z-1.sqlite") })
        }
        let after = try verification(folder)
        #expect(after["sound"] as? Bool == true && after["head"] as? String == before["head"] as? String)
        #expect(try Tool.run(["mind", "apply", "e.jsonl"], in: folder).status == 0)
    }
}
