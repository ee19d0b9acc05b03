import Analysis
import Compute
import Experiments
import Graphs
import IntegratedInformation
import Revision

/// One candidate system in one state, and what its result's provenance needs.
struct PhiQuestion: Sendable {
    let substrate: Substrate
    let state: State
    let units: [Int]
    let inputDigest: String
    /// The file that it came from, and its line where the file is lines, for errors.
    let place: String
    /// That of the state, where other questions share it.
    var likelihood: SharedLikelihood?
    /// What distinguishes it from the run's other questions.
    var distinction: [String: String] = [:]
    /// From 1, where the input is lines.
    var line: Int?

    /// From this many units on a question gets every thread; below, questions share them out. A question of ten units
    /// takes some ten milliseconds, so a batch of smaller ones keeps the threads evenly busy.
    static let unitsWorthEveryThread = 11

    var isLarge: Bool { units.count >= Self.unitsWorthEveryThread }
}

/// Answers questions the same way wherever they come from.
struct PhiAnswers: Sendable {
    let formalism: Formalism
    let limits: Limits
    let cancellation: Cancellation
    /// Nil where results carry no provenance.
    let run: RunRecord?

    init(_ session: Session, question: [String: String]) {
        formalism = session.configuration.formalism
        limits = session.configuration.limitsInForce
        cancellation = session.cancellation
        run =
            session.configuration.provenance
            ? RunRecord(revision: BuildRevision.text(), configuration: session.resolved, question: question) : nil
    }

    func record(
        of question: PhiQuestion, on executor: any Executor, progress: Progress = Progress()
    ) throws -> PhiRecord {
        let began = ContinuousClock.now
        let result = try PlacedError.placing(in: question.place) {
            let analysis = try SystemPhiAnalysis(
                substrate: question.substrate, state: question.state, units: question.units, formalism: formalism,
                limits: limits, likelihood: question.likelihood?.value())
            return try executor.run(analysis, cancellation: cancellation, progress: progress)
        }
        var substrate = question.substrate
        substrate.state = question.state
        return PhiRecord(
            result: result, substrate: substrate, formalism: formalism,
            provenance: run?.provenance(
                inputDigest: question.inputDigest, began: began, question: question.distinction))
    }
}
