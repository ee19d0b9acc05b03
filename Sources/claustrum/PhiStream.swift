import Analysis
import Compute
import Experiments

/// Writes a result for each of many questions, in order: JSON Lines or CSV.
struct PhiStream {
    enum Form: Sendable {
        case jsonLines, csv
    }

    let session: Session
    let answers: PhiAnswers
    let form: Form
    let output: ResultOutput

    /// What became of an item before its turn to be written.
    private enum Outcome: Sendable {
        case answered([UInt8])
        case failed(ErrorRecord, ExitStatus)
        /// To be computed by every thread at once.
        case large(PhiQuestion)
    }

    /// Answers every item.
    ///
    /// - Parameters:
    ///   - question: Turns an item into a question; called from many threads.
    ///   - line: The item's line number for error records.
    ///   - finished: Called after each answer, for progress.
    /// - Returns: How many items failed; each has an error record in its place, except in CSV, which has no room for
    ///   one: there the first failure ends the stream.
    func run<Source: ItemSource>(
        _ source: inout Source, question: @escaping @Sendable (Source.Item) throws -> PhiQuestion,
        line: @escaping @Sendable (Source.Item) -> Int?, finished: () -> Void = {}
    ) throws -> Int {
        var failures = 0
        var pending: [UInt8] = form == .csv ? Array((answers.csvHeader + "\r\n").utf8) : []
        let (answers, form) = (answers, form)
        try OrderedStream(pool: session.pool).run(
            &source, cancellation: session.cancellation,
            transform: { item in
                try Self.outcome(line: line(item), form: form) {
                    let question = try question(item)
                    if answers.isLarge(question) { return .large(question) }
                    return .answered(
                        try Self.bytes(answers.record(of: question, on: InlineExecutor(device: answers.device)), form))
                }
            },
            emit: { outcome in
                var outcome = outcome
                if case .large(let question) = outcome {
                    try flush(&pending)
                    outcome = try Self.outcome(line: question.line, form: form) {
                        let executor = PoolExecutor(pool: session.pool, device: answers.device)
                        return .answered(try Self.bytes(answers.record(of: question, on: executor), form))
                    }
                }
                switch outcome {
                case .answered(let bytes): pending += bytes
                case .failed(let record, _):
                    failures += 1
                    pending += record.json(pretty: false) + [0x0A]
                case .large: break
                }
                finished()
            },
            flush: { try flush(&pending) })
        return failures
    }

    private func flush(_ pending: inout [UInt8]) throws {
        try output.write(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private static func bytes(_ record: PhiRecord, _ form: Form) throws -> [UInt8] {
        switch form {
        case .jsonLines: try record.json(pretty: false) + [0x0A]
        case .csv: Array((try record.csvRow + "\r\n").utf8)
        }
    }

    /// Runs `body`; what is wrong with the item becomes an outcome, an interruption ends everything.
    private static func outcome(line: Int?, form: Form, _ body: () throws -> Outcome) throws -> Outcome {
        do {
            return try body()
        } catch let error as CancelledError {
            throw error
        } catch let error as any CodedError where form == .jsonLines {
            return .failed(ErrorRecord(error, line: line), error.exitStatus)
        }
    }
}
