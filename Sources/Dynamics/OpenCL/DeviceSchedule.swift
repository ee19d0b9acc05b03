internal import Compute

/// When a device's run makes steps and samples.
struct DeviceSchedule {
    let stepMilliseconds: Double
    let transient: Int
    let total: Int
    /// Steps from one sample of the variables to the next, and of the BOLD signal.
    let variableSteps: Int
    let boldSteps: Int
    /// Steps of one launch: a fraction of a second of work, so that it can be stopped, and samples of bounded size.
    let stepsPerLaunch: Int

    /// - Parameters:
    ///   - edges: Edges of one run.
    ///   - recorded: Variables that are recorded.
    init(
        _ settings: SimulationSettings, series: [Series], recorded: Int, runs: Int, nodes: Int, edges: Int,
        on device: OpenCLDevice
    ) {
        stepMilliseconds = settings.stepMilliseconds
        transient = settings.steps(in: settings.transientMilliseconds)
        total = transient + settings.steps(in: settings.durationMilliseconds)
        variableSteps = recorded == 0 ? max(1, total) : series[0].stepsPerSample
        boldSteps = settings.bold == nil ? max(1, total) : series[series.count - 1].stepsPerSample
        let work = Double(runs) * (Double(edges) + 100 * Double(nodes))
        let byWork = (device.isDiscrete ? 5e10 : 2e8) / max(1, work)
        let bySamples = Double(1 << 25) * Double(variableSteps) / Double(max(1, recorded * runs * nodes))
        stepsPerLaunch = Int(max(1, min(byWork, bySamples, 8192)))
    }

    /// Samples every `interval` steps up to step `step`.
    func samples(every interval: Int, until step: Int) -> Int { max(0, step - transient) / interval }

    /// Samples that fall into one launch at most.
    var variableCapacity: Int { stepsPerLaunch / variableSteps + 1 }
    var boldCapacity: Int { stepsPerLaunch / boldSteps + 1 }
}
