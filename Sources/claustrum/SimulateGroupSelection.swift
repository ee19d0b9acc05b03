import Analysis
import Compute
import Dynamics
import Experiments
import Graphs
import IntegratedInformation

extension SimulateCommand {
    /// Neuronal group selection.
    func runGroupSelection(
        _ configuration: GroupSelection.Configuration, _ inputs: [InputFile], _ session: Session
    ) throws {
        if keepSeries {
            throw CommandError.usage("--keep-series is for sweeps; --output alone keeps all samples of group selection")
        }
        let destination = try output.map { try SimulationDestination(path: $0) }
        let paths = destination.map { GroupSelectionRecord.paths($0) } ?? []
        try checkPaths(paths + (destination.map { [$0.recordPath] } ?? []), inputs)
        let device = try Device.resolve(session.configuration.device, for: configuration.workload)
        session.answerInterruptions()
        let run = record(session)
        let files = try RunFiles(destination, report: report)
        let profile = profile ? Profile() : nil
        var finished: GroupSelectionRecord?
        try files.writing {
            let outputs = try paths.map { try ResultOutput(path: $0) }
            var samples: [GroupSelectionSample] = []
            let began = ContinuousClock.now
            try session.showingProgress("group selection") { progress in
                progress.expect(configuration.generations)
                try configuration.run(
                    on: device.device, pool: session.pool, memoryBytes: session.configuration.limits.memoryBytes,
                    cancellation: session.cancellation, profile: profile
                ) { sample in
                    progress.finish(sample.generation - (samples.last?.generation ?? 0))
                    samples.append(sample)
                }
            }
            let record = GroupSelectionRecord(
                configuration: configuration, samples: samples, files: inputs, device: device,
                wallTimeSeconds: began.duration(to: .now) / .seconds(1),
                outputs: paths + (destination.map { [$0.recordPath] } ?? []),
                provenance: run?.provenance(
                    inputDigest: inputs.first?.digest ?? RunRecord.digest(of: []), seed: configuration.model.seed,
                    device: device.device))
            try tell(profile, of: device.device, session)
            if let format = destination?.format { try record.write(to: outputs, as: format) }
            finished = record
            return (try record.json(), report == nil ? nil : SimulationReport.html(record))
        }
        if let finished {
            try answer({ try finished.json() }, { PhiText.render(finished, style: $0) }, session)
        }
    }
}
