import Analysis
import Compute
import Dynamics
import Experiments
import Graphs
import IntegratedInformation
import Logging

import class Analysis.Progress

extension SimulateCommand {
    /// A sweep: many simulations as one job, and a table of what they came to.
    func runSweep(_ question: SimulationQuestion, _ session: Session) throws {
        let sweep = try question.sweep(keepingSeries: keepSeries)
        let names = keepSeries ? try question.simulation().series.map(\.name) : []
        try question.checkMemory(
            keepingSeries: keepSeries, runs: min(session.pool.threads, question.points.count),
            limit: session.configuration.limits.memoryBytes)
        let destination = try output.map { try SimulationDestination(path: $0) }
        let paths = destination.map { destination in
            [destination.path(of: "points", format: .csv, isOnly: names.isEmpty), destination.recordPath]
                + names.map { destination.path(of: $0, format: .npy, isOnly: false) }
        }
        try checkPaths(paths ?? [], question.files)
        session.answerInterruptions()
        let device = try sweep.device(for: session.configuration.device, in: RunContext(pool: session.pool))
        let run = record(session)
        let files = try RunFiles(destination, report: report)
        var finished: SweepRecord?
        try files.writing {
            let output = try destination.map { try SweepOutput($0, series: names) }
            let began = ContinuousClock.now
            let title = "\(question.points.count) × \(question.settings.model.rawValue) on \(question.title)"
            let (outcomes, used) = try session.showingProgress(title) { progress in
                try compute(sweep, device, session, progress)
            }
            let record = SweepRecord(
                question: question, points: sweep.points, outcomes: outcomes, device: used,
                wallTimeSeconds: began.duration(to: .now) / .seconds(1), outputs: paths ?? [],
                provenance: run?.provenance(
                    inputDigest: question.inputDigest, seed: question.settings.seed, device: used.device))
            try output?.write(record)
            let page = report == nil ? nil : SimulationReport.html(record)
            try output?.commit()
            finished = record
            return (try record.json(), page)
        }
        if let finished {
            try answer({ try finished.json() }, { PhiText.render(finished, style: $0) }, session)
            try tell(failuresOf: finished, session)
        }
    }

    /// Says on standard error how many points have no result.
    ///
    /// - Throws: `CommandError` where none has one.
    private func tell(failuresOf record: SweepRecord, _ session: Session) throws {
        guard let shortfall = record.shortfall else { return }
        guard record.failures.count < record.points.count else {
            throw CommandError(code: "simulation-diverged", exitStatus: .badData, message: shortfall)
        }
        session.log.warning("\(shortfall)")
    }

    private func compute(
        _ sweep: Sweep, _ decision: DeviceDecision, _ session: Session, _ progress: Progress
    ) throws -> ([SweepOutcome], DeviceDecision) {
        let profile = profile ? Profile() : nil
        var used = decision
        if case .opencl(let device) = decision.device {
            do {
                let queue = try OpenCLContext(device, profile: profile)
                let context = RunContext(cancellation: session.cancellation, progress: progress, pool: session.pool)
                let outcomes = try sweep.outcomes(on: queue, in: context)
                try queue.finish()
                try tell(profile, of: decision.device, session)
                return (outcomes, decision)
            } catch let error as OpenCLError {
                used = try decision.afterFailure(error)
            }
        }
        let executor = PoolExecutor(pool: session.pool, profile: profile)
        let outcomes = try executor.run(sweep, cancellation: session.cancellation, progress: progress)
        try tell(profile, of: used.device, session)
        return (outcomes, used)
    }
}
