import ArgumentParser
import Experiments
import Graphs

/// The flags that take the place of what an experiment document says.
struct SimulateOptions: ParsableArguments {
    @Option(help: "The model; --list-models has them all, group-selection included.")
    var model: String?

    @Option(
        help: ArgumentHelp("Set one of the model's parameters, as a=0.1; may be repeated.", valueName: "name=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("The global coupling G.", valueName: "G"))
    var gain: Double?

    @Option(help: "additive or diffusive coupling.")
    var coupling: String?

    @Option(
        help: ArgumentHelp(
            "The conduction speed in mm/ms (which is m/s); without, there are no delays.", valueName: "mm/ms"))
    var speed: Double?

    @Option(help: ArgumentHelp("Divide the connectome's weights: maximum, row-sum, spectral or none.", valueName: "by"))
    var normalize: String?

    @Option(help: "euler, heun, rk4 or dopri5.")
    var integrator: String?

    @Option(help: ArgumentHelp("The step: milliseconds, or a text such as 100us.", valueName: "time"))
    var step: String?

    @Option(help: ArgumentHelp("The time that is recorded: milliseconds, or 60s, 2min.", valueName: "time"))
    var duration: String?

    @Option(help: ArgumentHelp("The time before anything is recorded.", valueName: "time"))
    var transient: String?

    @Option(help: ArgumentHelp("From one recorded sample to the next.", valueName: "time"))
    var sampling: String?

    @Option(help: ArgumentHelp("The variables to record, as x,y.", valueName: "names"))
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Noise on a variable: x=0.01 (white) or x=ou:0.01:5 (Ornstein–Uhlenbeck, τ in ms); may be repeated.",
            valueName: "noise"))
    var noise: [String] = []

    @Flag(help: "Record the BOLD signal too.")
    var bold = false

    @Option(help: ArgumentHelp("The time from one BOLD sample to the next; asks for the signal.", valueName: "time"))
    var tr: String?

    @Option(help: "The seed of all random numbers.")
    var seed: String?

    @Option(help: "double or single.")
    var precision: String?

    @Option(help: ArgumentHelp("The error a step of dopri5 may make.", valueName: "error"))
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "A measured functional connectivity, or a time series, to compare with.", valueName: "file"))
    var functional: String?

    @Option(
        help: ArgumentHelp(
            "One axis of a sweep: coupling.gain=0:2:21 (from, to, how many) or parameters.a=0.1,0.2; may be repeated.",
            valueName: "axis"))
    var sweep: [String] = []

    /// The flags given.
    ///
    /// - Throws: `ExperimentError` where one cannot be read.
    func flags(_ connectome: ConnectomeOptions) throws -> [ExperimentFlag] {
        var flags: [ExperimentFlag] = []
        func add(_ name: String, _ path: String..., text: String?) {
            guard let text else { return }
            flags.append(
                path.count == 1
                    ? ExperimentFlag(name, path[0], text: text) : ExperimentFlag(name, path[0], path[1], text: text))
        }
        add("--model", "model", text: model)
        add("--format", "connectome", "format", text: connectome.format)
        add("--lengths", "connectome", "lengths", text: connectome.lengths)
        add("--orientation", "connectome", "orientation", text: connectome.orientation?.rawValue)
        add("--normalize", "connectome", "normalize", text: normalize)
        if let gain { flags.append(ExperimentFlag("--gain", "coupling", "gain", number: gain)) }
        add("--coupling", "coupling", "kind", text: coupling)
        if let speed { flags.append(ExperimentFlag("--speed", "coupling", "speed", number: speed)) }
        add("--integrator", "integrator", text: integrator)
        add("--step", "step", text: step)
        add("--duration", "duration", text: duration)
        add("--transient", "transient", text: transient)
        add("--sampling", "sampling", text: sampling)
        if let record { flags.append(ExperimentFlag("--record", "record", words: record)) }
        if !noise.isEmpty { flags.append(try ExperimentFlag("--noise", noise: noise)) }
        if bold { flags.append(ExperimentFlag("--bold", "bold", truth: true)) }
        add("--tr", "bold", "tr", text: tr)
        add("--seed", "seed", text: seed)
        add("--precision", "precision", text: precision)
        if let tolerance { flags.append(ExperimentFlag("--tolerance", "tolerance", number: tolerance)) }
        add("--functional", "functional", "file", text: functional)
        for axis in sweep { flags.append(try ExperimentFlag("--sweep", axis: axis)) }
        for assignment in set {
            // Neuronal group selection has no parameters apart from its keys.
            flags.append(
                model == Experiment.Kind.groupSelection.rawValue
                    ? try ExperimentFlag("--set", assignment: assignment)
                    : try ExperimentFlag("--set", under: ["parameters"], assignment: assignment))
        }
        return flags
    }
}
