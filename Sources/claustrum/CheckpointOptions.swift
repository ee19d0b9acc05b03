import Analysis
import ArgumentParser
import Compute
import Experiments
import Foundation
import Graphs
import Logging
import Revision

/// Where the finished pieces of a long analysis are kept, the same for every command that has one.
struct CheckpointOptions: ParsableArguments {
    @Option(
        name: .customLong("checkpoint"),
        help: ArgumentHelp(
            "Keep finished pieces in this directory, new or empty; after an interruption the same command goes on "
                + "from them. It is removed when the result is written.",
            valueName: "dir"))
    var directory: String?

    /// - Parameters:
    ///   - streams: The flags given that make the results many small ones.
    ///   - outputs: What the command writes, by the flag that names it.
    /// - Throws: `ValidationError` where no checkpoint can be kept.
    func check(streams: [String], outputs: [(name: String, path: String?)]) throws {
        guard let directory else { return }
        if let stream = streams.first {
            throw ValidationError(
                "--checkpoint is for single results; leave it out with \(stream), whose results are written as they "
                    + "are found.")
        }
        for (name, path) in outputs {
            guard let path, path != "-" else { continue }
            let folder = path.folderOfPath
            if Self.resolved(folder.isEmpty ? "." : folder) == Self.resolved(directory) {
                throw ValidationError("\(name) lies in the checkpoint's directory; give it a place of its own.")
            }
        }
    }

    /// Runs `body` with the executor that its analyses are to run on, in the same order each time, and removes the
    /// checkpoint once `body` has written its results. From here on Ctrl-C cancels the work.
    ///
    /// - Parameters:
    ///   - question: What was asked that results depend on, by the name of its flag; nil where it was not given.
    ///   - inputDigest: That of the network's bytes.
    ///   - device: Where analyses that have an OpenCL form compute.
    /// - Throws: What `body` throws; an interruption says how to go on.
    func keeping(
        _ session: Session, command: String, inputDigest: String, question: [String: String?],
        device: Device = .cpu, _ body: (PoolExecutor) throws -> Void
    ) throws {
        guard let directory else {
            session.answerInterruptions()
            return try body(PoolExecutor(pool: session.pool, device: device))
        }
        let log = session.log
        let checkpoint = try Checkpoint(
            path: directory,
            manifest: CheckpointManifest(
                revision: BuildRevision.text(), command: command, inputDigest: inputDigest, question: question,
                configuration: session.resolved)
        ) { log.warning("\($0)") }
        session.answerInterruptions(keeping: checkpoint)
        do {
            try body(PoolExecutor(pool: session.pool, store: checkpoint, device: device))
        } catch {
            checkpoint.suspend()
            throw error is CancelledError ? CheckpointInterruption(checkpoint) : error
        }
        checkpoint.remove()
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}

extension CheckpointOptions {
    /// The part of a question that every command asks alike.
    static func question(
        _ inputs: [NetworkInput], states: [State], units: [[Int]], _ options: NetworkOptions
    ) -> [String: String?] {
        // One each noise level; most often they are all the same.
        func distinct(_ texts: [String]) -> String {
            var seen: Set<String> = []
            return texts.filter { seen.insert($0).inserted }.joined(separator: "; ")
        }
        return [
            "state": distinct(states.map { $0.values.map(String.init).joined(separator: ",") }),
            "units": distinct(
                zip(inputs, units).map { input, units in
                    units.sorted().map { input.substrate.labels[$0] }.joined(separator: ",")
                }),
            "noise": options.noise,
            "fix": options.question["fix"],
            "slope": options.question["slope"],
            "format": options.format,
        ]
    }
}
