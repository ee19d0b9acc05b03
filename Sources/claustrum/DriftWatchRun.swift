import Analysis
import Compute
import Drift
import Experiments
import Foundation
import Graphs

/// One run of `claustrum drift watch`: takes the stream as it comes, tells what is found, and saves the state at its end.
struct DriftWatchRun {
    private let command: DriftWatchCommand
    private let session: Session
    private var rows: NumberRows
    private var watch: DriftWatch
    private let output: ResultOutput
    private let report: ResultOutput?
    private let record: RunRecord?
    private var observation = DriftWatchRecord.Observation()
    private let began = ContinuousClock.now

    init(command: DriftWatchCommand, session: Session, rows: NumberRows, watch: DriftWatch) throws {
        self.command = command
        self.session = session
        self.rows = rows
        self.watch = watch
        output = try ResultOutput(path: command.output)
        report = try command.report.map { try ResultOutput(path: $0) }
        record = session.record(asking: ["command": CommandLine.arguments.dropFirst().joined(separator: " ")])
    }

    /// - Throws: `DriftWatchInterruption` on Ctrl-C; what reading and writing throw.
    mutating func run() throws {
        if isText {
            try output.write(PhiText.opening(watch, name: rows.name, style: style))
        } else if command.csv {
            try output.write(DriftEvent.csvHeader + "\r\n")
        }
        do {
            try takeAll()
        } catch is CancelledError {
            if let state = command.state { try save(to: state) }
            if isText { try output.write(PhiText.render(finished, style: style)) }
            throw DriftWatchInterruption(values: watch.valueCount, path: command.state)
        }
        guard watch.valueCount > 0 else { throw rows.emptiness }
        if let state = command.state { try save(to: state) }
        let finished = finished
        if isText { try output.write(PhiText.render(finished, style: style)) }
        if command.json { try output.write(try finished.json() + [0x0A]) }
        try report?.write(DriftReport.html(finished))
        try output.commit()
        try report?.commit()
    }

    private var finished: DriftWatchRecord {
        DriftWatchRecord(
            stream: .init(rows, path: command.stream ?? "-"), watch: watch, observation: observation,
            state: command.state, outputs: [command.output, command.report].compactMap { $0 }.filter { $0 != "-" },
            wallTimeSeconds: began.duration(to: .now) / .seconds(1),
            provenance: record?.provenance(inputDigest: rows.digest))
    }

    private var isText: Bool { !command.json && !command.jsonl && !command.csv }

    /// Of text that goes to a file, no colours.
    private var style: TextStyle { command.output == nil ? session.textStyle : TextStyle() }

    private mutating func takeAll() throws {
        let keeps = command.json || command.report != nil
        let title = rows.name
        let (isText, jsonl, csv, output) = (isText, command.jsonl, command.csv, output)
        let size = rows.byteCount
        let session = session
        try session.showingProgress("watching \(title)") { progress in
            if let size { progress.expect(size) }
            var batch = NumberBatch()
            var taken = 0
            while try rows.read(into: &batch) {
                let outcome = watch.add(batch, of: title)
                if keeps { observation.add(batch.values, outcome.events) }
                var lines: [UInt8] = []
                for event in outcome.events {
                    if isText { lines += Array(event.text.utf8) }
                    if jsonl { lines += try event.json() + [0x0A] }
                    if csv { lines += Array((event.csvRow + "\r\n").utf8) }
                }
                if !lines.isEmpty { try output.write(lines) }
                if let mistake = outcome.mistake { throw mistake }
                progress.finish(rows.bytesTaken - taken)
                taken = rows.bytesTaken
            }
        }
    }

    private func save(to path: String) throws {
        try ResultOutput.write(Array(try watch.saved()), to: path)
    }
}

/// A watch was interrupted.
struct DriftWatchInterruption: CodedError {
    let values: Int
    /// Where its state is saved; nil where it is not.
    let path: String?

    var code: String { "interrupted" }
    var exitStatus: ExitStatus { .interrupted }
    var message: String {
        "interrupted after \(values.counted("value")); "
            + (path.map { "the state is saved in \($0): run the same command again to go on" }
                ?? "with --state FILE a later run goes on from there")
    }
}
