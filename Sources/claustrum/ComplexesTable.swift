import Analysis
import Compute
import Experiments
import Graphs

import class Analysis.Progress

/// Writes the complexes of one network in each of many states, a row a state in order, and what they come to.
struct ComplexesTable {
    enum Form: Sendable {
        case text(TextStyle)
        case jsonLines, csv
    }

    let input: NetworkInput
    let units: [Int]
    let questions: [ComplexesQuestion]
    /// How many states were left out because nothing leads to them.
    let unreachableStates: Int

    /// Every reachable state, or those of one attractor.
    ///
    /// - Parameter attractor: the number of the attractor, from 1; nil for every reachable state.
    /// - Throws: a `CodedError` where there is no such attractor.
    init(input: NetworkInput, units: [Int], attractor: Int?) throws {
        let substrate = input.substrate
        self.input = input
        self.units = units
        // A network with a unit that leans no way has no attractors; its states stand without a mark.
        let attractors =
            attractor == nil
            ? (try? substrate.attractors()) ?? []
            : try input.placing {
                try substrate.attractors()
            }
        var numbers: [State: Int] = [:]
        for (index, attractor) in attractors.enumerated() {
            for state in attractor.states { numbers[state] = index + 1 }
        }
        let states: [State]
        if let attractor {
            guard attractors.indices.contains(attractor - 1) else {
                throw CommandError.unknownAttractor("attractor:\(attractor)", of: attractors.count)
            }
            states = attractors[attractor - 1].states
            unreachableStates = 0
        } else {
            states = try input.placing { try substrate.reachableStates() }
            unreachableStates = substrate.transitions.stateCount - states.count
        }
        questions = states.map { state in
            var distinction = input.question
            distinction["state"] = state.values.map(String.init).joined(separator: ",")
            return ComplexesQuestion(
                input: input, state: state, attractor: numbers[state], units: units, distinction: distinction)
        }
    }

    /// From this many units on a state gets every thread; below, states share them out.
    private static let unitsWorthEveryThread = 12

    /// Analyses every state and writes it, its row as soon as those before it are written.
    func write(
        _ answers: ComplexesAnswers, in form: Form, to output: ResultOutput, _ session: Session, _ progress: Progress
    ) throws {
        var summary = ComplexesSummary(
            substrate: input.substrate, units: units, formalism: answers.formalism,
            unreachableStates: unreachableStates, hasStructures: answers.hasStructures)
        let began = ContinuousClock.now
        if case .text(let style) = form { try output.write(PhiText.heading(of: summary, style: style)) }
        let empty = summary
        var pending: [UInt8] = []
        func emit(_ row: (record: ComplexesRecord, bytes: [UInt8])) {
            summary.add(row.record)
            pending += row.bytes
        }
        func flush() throws {
            try output.write(pending)
            pending.removeAll(keepingCapacity: true)
        }
        if units.count >= Self.unitsWorthEveryThread || questions.count < 2 * session.pool.threads {
            for question in questions {
                let record = try answers.record(of: question, on: PoolExecutor(pool: session.pool))
                emit((record, try Self.bytes(record, of: empty, form)))
                try flush()
                progress.finish(1)
            }
        } else {
            var source = SequenceSource(questions)
            // Few states a batch, so that rows come while the next are being analysed.
            try OrderedStream(pool: session.pool, itemsPerBatch: 16 * session.pool.threads).run(
                &source, cancellation: session.cancellation,
                transform: { question in
                    let record = try answers.record(of: question, on: InlineExecutor())
                    let bytes = try Self.bytes(record, of: empty, form)
                    progress.finish(1)
                    return (record: record, bytes: bytes)
                },
                emit: emit, flush: flush)
        }
        let provenance = answers.run?.provenance(
            inputDigest: input.digest, began: began, question: input.question)
        switch form {
        case .text(let style): try output.write(PhiText.render(summary, provenance: provenance, style: style))
        case .jsonLines: try output.write(try summary.json(provenance: provenance) + [0x0A])
        case .csv: break
        }
    }

    private static func bytes(
        _ record: ComplexesRecord, of summary: ComplexesSummary, _ form: Form
    ) throws -> [UInt8] {
        switch form {
        case .text(let style): Array(PhiText.row(record, of: summary, style: style).utf8)
        case .jsonLines: try record.json(pretty: false) + [0x0A]
        case .csv: Array((try record.csvRow + "\r\n").utf8)
        }
    }
}
