import Analysis
import Compute
import Dynamics
import Experiments
import Foundation
import Graphs
import IntegratedInformation

import class Analysis.Progress

/// The files of one run: they appear when all of it is done, and a folder that was made for them goes with a failure.
struct RunFiles {
    let destination: SimulationDestination?
    let report: String?
    private let record: ResultOutput?
    private let page: ResultOutput?

    init(_ destination: SimulationDestination?, report: String?) throws {
        self.destination = destination
        self.report = report
        do {
            try destination?.makeFolder()
            record = try (destination?.recordPath).map { try ResultOutput(path: $0) }
            page = try report.map { try ResultOutput(path: $0) }
        } catch {
            ResultOutput.abandonAll()
            throw error
        }
    }

    /// Runs `body`, which writes the samples; the record and the page follow.
    func writing(_ body: () throws -> (record: [UInt8], page: String?)) throws {
        do {
            let (bytes, html) = try body()
            try record?.write(bytes + [0x0A])
            if let html { try page?.write(html) }
            try record?.commit()
            try page?.commit()
        } catch {
            // The folder goes once what failed has left no unfinished file in it.
            ResultOutput.abandonAll()
            throw error
        }
    }
}

extension SimulateCommand {
    /// One simulation: its samples stream to their files while it runs.
    func runSimulation(_ question: SimulationQuestion, _ session: Session) throws {
        let simulation = try question.simulation()
        try question.checkMemory(limit: session.configuration.limits.memoryBytes)
        let destination = try output.map { try SimulationDestination(path: $0) }
        let series = simulation.series
        let paths = destination.map { destination in
            series.map { destination.path(of: $0.name, isOnly: series.count == 1) } + [destination.recordPath]
        }
        try checkPaths(paths ?? [], question.files)
        let device = try Device.resolve(session.configuration.device, for: question.workload)
        let compared = question.comparedSeries(isReported: report != nil)
        session.answerInterruptions()
        let run = record(session)
        let files = try RunFiles(destination, report: report)
        var finished: SimulationRecord?
        try files.writing {
            let samples = try destination.map {
                try SeriesOutput($0, series: series, labels: question.connectome.labels)
            }
            var observation = SimulationObservation(
                simulation, connectivityOf: compared, keepsCourses: report != nil)
            let began = ContinuousClock.now
            let used = try session.showingProgress("\(question.settings.model.rawValue) on \(question.title)") {
                progress in
                try simulate(simulation, device, session, progress) { block in
                    try observation.add(block)
                    try samples?.write(block)
                }
            }
            let seconds = began.duration(to: .now) / .seconds(1)
            let functional = observation.functionalConnectivity
            let fit = functional.flatMap { simulated in
                question.empirical.flatMap {
                    FunctionalConnectivity.fit(simulated.matrix, $0.matrix, nodes: simulated.nodes)
                }
            }
            let record = SimulationRecord(
                question: question, summaries: observation.summaries, fit: fit, comparedSeries: compared, device: used,
                wallTimeSeconds: seconds, outputs: paths ?? [],
                provenance: run?.provenance(
                    inputDigest: question.inputDigest, seed: question.settings.seed, device: used.device))
            let page = report == nil ? nil : SimulationReport.html(record, observation, functional)
            try samples?.commit()
            finished = record
            return (try record.json(), page)
        }
        if let finished {
            try answer({ try finished.json() }, { PhiText.render(finished, style: $0) }, session)
        }
    }

    /// Runs on the device, or under `auto` on the processor where the device fails before anything came of it.
    private func simulate(
        _ simulation: Simulation, _ decision: DeviceDecision, _ session: Session, _ progress: Progress,
        _ receive: (SampleBlock) throws -> Void
    ) throws -> DeviceDecision {
        let profile = profile ? Profile() : nil
        let context = RunContext(
            cancellation: session.cancellation, progress: progress,
            pool: simulation.isSplitAmongThreads ? session.placedPool : session.pool, profile: profile)
        var used = decision
        var hasReceived = false
        func take(_ block: SampleBlock) throws {
            hasReceived = true
            try receive(block)
        }
        if case .opencl(let device) = decision.device {
            do {
                let queue = try OpenCLContext(device, profile: profile)
                try simulation.run(on: queue, in: context, receive: take)
                try queue.finish()
                try tell(profile, of: decision.device, session)
                return decision
            } catch let error as OpenCLError where !hasReceived {
                used = try decision.afterFailure(error)
            }
        }
        try simulation.run(in: context, receive: take)
        try tell(profile, of: used.device, session)
        return used
    }

    /// Prints what was profiled, beside what the device can do.
    func tell(_ profile: Profile?, of device: Device, _ session: Session) throws {
        guard let profile else { return }
        let peak: DevicePeak? =
            switch device {
            case .cpu: DevicePeak.measure(session.pool)
            case .opencl(let device): try DevicePeak.measure(device)
            }
        FileHandle.standardError.write(Data(profile.record(of: device, peak: peak).text.utf8))
    }
}
