internal import Compute
internal import Dynamics
internal import Graphs

extension PhiRecordWriter {
    mutating func values(doubles: [Double]) {
        beginArray(inline: true)
        for number in doubles { value(number) }
        endArray()
    }

    mutating func write(_ parameter: ParameterValue) {
        switch parameter {
        case .uniform(let number): value(number)
        case .perNode(let numbers): values(doubles: numbers)
        }
    }

    /// One point of a sweep, with what it came to.
    ///
    /// - Parameter number: which of the points it is, from 1.
    mutating func write(
        _ point: Sweep.Point, _ outcome: SweepOutcome, number: Int, axes: [SimulationQuestion.Axis]
    ) {
        beginObject(inline: true)
        key("point")
        value(number)
        key("settings")
        beginObject(inline: true)
        for axis in axes {
            key(axis.key)
            value(point[axis.key])
        }
        endObject()
        key("series")
        beginArray(inline: true)
        for moments in outcome.moments {
            beginObject(inline: true)
            key("name")
            value(moments.series)
            key("mean")
            value(moments.mean)
            key("standard_deviation")
            value(moments.standardDeviation)
            endObject()
        }
        endArray()
        key("correlation")
        value(outcome.fit)
        key("failure")
        value(outcome.failure)
        endObject()
    }

    /// What all records of simulations share: of what, how, where and how fast.
    mutating func writeRun(
        _ question: SimulationQuestion, simulations: Int, seconds: Double, speed: Double, outputs: [String],
        device: DeviceDecision
    ) {
        key("connectome")
        beginObject(inline: true)
        key("name")
        value(question.connectome.name)
        key("nodes")
        value(question.connectome.nodeCount)
        key("edges")
        value(question.connectome.edgeCount)
        key("has_lengths")
        truth(question.connectome.lengths != nil)
        key("normalize")
        value(question.normalization.rawValue)
        endObject()
        key("settings")
        write(question.settings, nodes: question.connectome.nodeCount)
        key("simulations")
        value(simulations)
        key("simulated_ms")
        value(question.simulatedMilliseconds)
        writeEnd(seconds: seconds, speed: speed, outputs: outputs, files: question.files, device: device)
    }

    /// How long it took, where, what was read and what was written.
    mutating func writeEnd(
        seconds: Double, speed: Double?, outputs: [String], files: [InputFile], device: DeviceDecision
    ) {
        key("wall_time_seconds")
        value(seconds)
        key("speed")
        value(speed)
        key("device")
        beginObject(inline: true)
        key("choice")
        value(device.choice.description)
        key("label")
        value(device.device.label)
        key("reason")
        value(device.reason)
        endObject()
        key("inputs")
        beginArray()
        for file in files {
            beginObject(inline: true)
            key("role")
            value(file.role)
            key("path")
            value(file.path)
            key("sha256")
            value(file.digest)
            endObject()
        }
        endArray()
        key("outputs")
        values(outputs)
    }

    /// Settings with the keys of an experiment document, those at their defaults included.
    mutating func write(_ settings: SimulationSettings, nodes: Int) {
        let description = settings.model.description
        beginObject()
        key("model")
        value(settings.model.rawValue)
        key("parameters")
        beginObject(inline: true)
        for parameter in description.parameters {
            key(parameter.name)
            write(settings.parameters[parameter.name] ?? .uniform(parameter.defaultValue))
        }
        endObject()
        key("coupling")
        beginObject(inline: true)
        key("gain")
        value(settings.coupling.gain ?? description.coupling.defaultGain)
        key("kind")
        value((settings.coupling.kind ?? description.coupling.defaultKind).rawValue)
        key("speed")
        value(settings.coupling.speed)
        key("divided_by_nodes")
        truth(settings.coupling.dividedByNodes ?? description.coupling.isDividedByNodes)
        endObject()
        key("integrator")
        value(settings.integrator.rawValue)
        for (name, time) in [
            ("step", settings.stepMilliseconds), ("duration", settings.durationMilliseconds),
            ("transient", settings.transientMilliseconds), ("sampling", settings.samplingMilliseconds),
        ] {
            key(name)
            value(time)
        }
        key("record")
        values(settings.recordedNames)
        key("noise")
        beginArray()
        for noise in settings.noise { write(noise) }
        endArray()
        key("stimuli")
        beginArray()
        for stimulus in settings.stimuli { write(stimulus) }
        endArray()
        key("bold")
        write(settings.bold, of: description)
        key("initial")
        write(settings.initial)
        key("seed")
        value(settings.seed)
        key("precision")
        value(settings.precision.rawValue)
        key("tolerance")
        value(settings.tolerance)
        endObject()
    }

    private mutating func write(_ noise: Noise) {
        beginObject(inline: true)
        key("variable")
        value(noise.variable)
        key("kind")
        value(noise.kind.rawValue)
        key("intensity")
        write(noise.intensity)
        key("tau")
        value(noise.kind == .white ? nil : noise.timeConstantMilliseconds)
        endObject()
    }

    private mutating func write(_ bold: Balloon?, of description: ModelDescription) {
        guard let bold else { return null() }
        beginObject(inline: true)
        for (name, number) in [
            ("tr", bold.repetitionMilliseconds), ("step", bold.stepMilliseconds), ("scale", bold.activityScale),
        ] {
            key(name)
            value(number)
        }
        key("variable")
        value(bold.variable ?? description.boldVariable)
        for (name, number) in [
            ("kappa", bold.signalDecay), ("gamma", bold.elimination), ("tau", bold.transitSeconds),
            ("alpha", bold.stiffness), ("rho", bold.extraction), ("v0", bold.restingVolume),
        ] {
            key(name)
            value(number)
        }
        endObject()
    }

    private mutating func write(_ initial: InitialState) {
        guard case .values(let values) = initial else { return value("random") }
        beginObject(inline: true)
        for (name, parameter) in values.sorted(by: { $0.key < $1.key }) {
            key(name)
            write(parameter)
        }
        endObject()
    }

    private mutating func write(_ stimulus: Stimulus) {
        beginObject(inline: true)
        key("variable")
        value(stimulus.variable)
        key("nodes")
        if let nodes = stimulus.nodes { values(nodes) } else { null() }
        switch stimulus.waveform {
        case .pulse(let amplitude, let onset, let duration):
            write("pulse", [("amplitude", amplitude), ("onset", onset), ("duration", duration)])
        case .block(let amplitude, let onset, let on, let off):
            write("block", [("amplitude", amplitude), ("onset", onset), ("on", on), ("off", off)])
        case .sinusoid(let amplitude, let frequency, let phase, let onset, let duration):
            write(
                "sinusoid",
                [
                    ("amplitude", amplitude), ("frequency", frequency), ("phase", phase), ("onset", onset),
                    ("duration", duration),
                ])
        case .sampled(let rows, let interval, let onset):
            // The samples are in the file, whose digest is among the inputs.
            write("file", [("rows", Double(rows.count)), ("interval", interval), ("onset", onset)])
        }
        endObject()
    }

    private mutating func write(_ name: String, _ numbers: [(String, Double)]) {
        key(name)
        beginObject(inline: true)
        for (name, number) in numbers {
            key(name)
            value(number)
        }
        endObject()
    }
}
