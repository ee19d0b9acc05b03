import Analysis
import Compute
import Experiments
import Graphs

extension PhiCommand {
    /// A result for each line, or an error in its place.
    func answerLines(of path: String, _ session: Session) throws {
        let name = NetworkInput.name(of: path)
        session.answerInterruptions()
        let source = try LineSource(path: path, cancellation: session.cancellation)
        let output = try ResultOutput(path: output)
        let answers = try PhiAnswers(session, question: ["network": path], structure: structure.question)
        let stream = PhiStream(session: session, answers: answers, form: .jsonLines, output: output)
        let isTraced = answers.run != nil
        let failures = try session.showingProgress("\(answers.quantity) of \(name)") { progress in
            if let bytes = source.byteCount { progress.expect(bytes) }
            var counted = MeteredSource(source, progress: progress)
            return try stream.run(
                &counted,
                question: { line in
                    if line.isTooLong {
                        throw CommandError(
                            code: "line-too-long", exitStatus: .badData,
                            message:
                                "\(name): line \(line.number): it is longer than 256 MiB; give such a network as a file"
                        )
                    }
                    let substrate = try NetworkLine.parse(line.bytes, number: line.number, name: name)
                    guard let state = substrate.state else {
                        throw CommandError(
                            code: "state-missing", exitStatus: .badData,
                            message:
                                "\(name): line \(line.number): there is no state; add the key \"state\" with a 0 or 1 "
                                + "for each unit")
                    }
                    return PhiQuestion(
                        substrate: substrate, state: state, units: substrate.defaultUnits,
                        inputDigest: isTraced ? RunRecord.digest(of: line.bytes) : "",
                        place: "\(name): line \(line.number)", line: line.number)
                },
                line: { $0.number })
        }
        try output.commit()
        if failures > 0 {
            throw CommandError(
                code: "lines-failed", exitStatus: .badData,
                message:
                    "\(failures) of the lines of \(name) could not be analysed; each has an error object in its place")
        }
    }

    /// A result for every state or subset asked for, state by state.
    func streamAll(_ inputs: [NetworkInput], _ answers: PhiAnswers, _ session: Session) throws {
        let sweeps = try inputs.map { input in
            let states = allStates ? try input.substrate.reachableStates() : [try question.state(of: input)]
            let units = try question.units(of: input)
            return try PhiSweep(input: input, states: states, units: units, everySubset: allSubsets)
        }
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        let stream = PhiStream(session: session, answers: answers, form: csv ? .csv : .jsonLines, output: output)
        let title = "\(answers.quantity) of \(inputs.first?.title ?? "the network")"
        let failures = try session.showingProgress(title) { progress in
            progress.expect(sweeps.reduce(0) { $0 + $1.count })
            var source = SequenceSource(sweeps.lazy.flatMap(\.questions))
            return try stream.run(&source, question: { $0 }, line: { _ in nil }, finished: { progress.finish(1) })
        }
        try output.commit()
        if failures > 0 {
            throw CommandError(
                code: "results-failed", exitStatus: .badData,
                message:
                    "\(failures) of the candidate systems could not be analysed; each has an error object in its place")
        }
    }
}
