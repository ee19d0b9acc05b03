import Analysis
import Experiments
import Graphs
import IntegratedInformation

/// One state of a network, whose complexes are asked for.
struct ComplexesQuestion: Sendable {
    let input: NetworkInput
    let state: State
    /// The attractor that the state belongs to, from 1, where that is of interest and it belongs to one.
    var attractor: Int?
    /// The units whose subsets are candidates.
    let units: [Int]
    /// What distinguishes it from the run's other questions.
    var distinction: [String: String]
}

/// Finds complexes, and where asked for their structures, the same way wherever a question comes from.
struct ComplexesAnswers: Sendable {
    let formalism: Formalism
    let limits: Limits
    let cancellation: Cancellation
    /// Whether each complex's cause–effect structure is computed.
    let hasStructures: Bool
    /// Nil where results carry no provenance.
    let run: RunRecord?

    /// - Throws: `FormalismNotApplicable` where the formalism in force is not IIT 4.0.
    init(_ session: Session, hasStructures: Bool, question: [String: String]) throws {
        formalism = try session.configuration.formalism
        limits = session.configuration.limitsInForce
        cancellation = session.cancellation
        self.hasStructures = hasStructures
        run = session.record(asking: question)
    }

    /// - Throws: what is wrong with the question, before anything is computed.
    func search(for question: ComplexesQuestion) throws -> ComplexSearch {
        try PlacedError.placing(in: question.input.name) {
            try ComplexSearch(
                substrate: question.input.substrate, state: question.state, units: question.units,
                formalism: formalism, limits: limits)
        }
    }

    func record(
        of question: ComplexesQuestion, on executor: any Executor, progress: Progress = Progress()
    ) throws -> ComplexesRecord {
        let began = ContinuousClock.now
        let search = try search(for: question)
        let (found, structures) = try PlacedError.placing(in: question.input.name) {
            let found = try executor.run(search, cancellation: cancellation, progress: progress)
            return (found, hasStructures ? try self.structures(of: found, question, executor, progress) : nil)
        }
        return ComplexesRecord(
            result: found, structures: structures, unitsConsidered: question.units.count,
            substrate: question.input.substrate, state: question.state, attractor: question.attractor,
            formalism: formalism,
            provenance: run?.provenance(
                inputDigest: question.input.digest, began: began, question: question.distinction))
    }

    private func structures(
        of found: Complexes, _ question: ComplexesQuestion, _ executor: any Executor, _ progress: Progress
    ) throws -> [CauseEffectStructure] {
        guard !found.complexes.isEmpty else { return [] }
        let likelihood = try StateLikelihood(substrate: question.input.substrate, state: question.state)
        return try found.complexes.map { complex in
            let analysis = try StructureAnalysis(
                substrate: question.input.substrate, state: question.state, units: complex.units,
                formalism: formalism, limits: limits, likelihood: likelihood)
            return try executor.run(analysis, cancellation: cancellation, progress: progress)
        }
    }
}
