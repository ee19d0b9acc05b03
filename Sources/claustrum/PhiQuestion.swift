import Analysis
import Compute
import Experiments
import Graphs
import IntegratedInformation

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
}

/// Answers questions the same way wherever they come from.
struct PhiAnswers: Sendable {
    let formalism: Formalism
    let limits: Limits
    let cancellation: Cancellation
    /// Where minima over partitions are computed.
    let device: Device
    /// What is asked beside φ_s; nil for nothing.
    let structure: StructureQuestion?
    /// Nil where results carry no provenance.
    let run: RunRecord?

    init(_ session: Session, question: [String: String], structure: StructureQuestion? = nil) throws {
        self.structure = structure
        formalism = try session.configuration.formalism
        device = try session.device(for: SystemPhiAnalysis.deviceWorkload)
        var limits = session.configuration.limitsInForce
        // A graphics processor wants many sets at once; how they are divided changes no result.
        if case .opencl(let device) = device, device.isDiscrete { limits.shardSteps = 1 << 30 }
        self.limits = limits
        cancellation = session.cancellation
        run = session.record(asking: question.merging(structure?.question ?? [:]) { $1 })
    }

    /// What is computed, for the progress display.
    var quantity: String { structure == nil ? "φ_s" : "Φ" }

    /// The names of the fields of a row a result, without a line break: φ_s and what belongs to it, then a structure's
    /// sums where one is asked for.
    var csvHeader: String {
        structure == nil ? PhiRecord.csvHeader : PhiRecord.csvHeader + "," + PhiRecord.structureCSVColumns
    }

    /// Whether the question is worth every thread at once.
    func isLarge(_ question: PhiQuestion) -> Bool {
        let units = structure == nil ? PhiQuestion.unitsWorthEveryThread : StructureQuestion.unitsWorthEveryThread
        return question.units.count >= units
    }

    func record(
        of question: PhiQuestion, on executor: any Executor, progress: Progress = Progress()
    ) throws -> PhiRecord {
        let began = ContinuousClock.now
        var substrate = question.substrate
        substrate.state = question.state
        let (result, structure) = try PlacedError.placing(in: question.place) {
            try answer(question, on: executor, progress)
        }
        return PhiRecord(
            result: result, substrate: substrate, formalism: formalism,
            provenance: run?.provenance(
                inputDigest: question.inputDigest, began: began, question: question.distinction, device: device),
            structure: structure)
    }

    private func answer(
        _ question: PhiQuestion, on executor: any Executor, _ progress: Progress
    ) throws -> (SystemIntegratedInformation, StructureRecord?) {
        let likelihood = try question.likelihood?.value()
        guard let structure else {
            let analysis = try SystemPhiAnalysis(
                substrate: question.substrate, state: question.state, units: question.units, formalism: formalism,
                limits: limits, likelihood: likelihood)
            return (try executor.run(analysis, cancellation: cancellation, progress: progress), nil)
        }
        let analysis = try StructureAnalysis(
            substrate: question.substrate, state: question.state, units: question.units, formalism: formalism,
            limits: limits, likelihood: likelihood)
        let found = try executor.run(analysis, cancellation: cancellation, progress: progress)
        let relations = try structure.relationsListed.map { count in
            try found.strongestRelations.prefix(count).map { relation in
                try cancellation.check()
                return relation
            }
        }
        return (found.system, StructureRecord(found, relations: relations, labels: question.substrate.labels))
    }
}
