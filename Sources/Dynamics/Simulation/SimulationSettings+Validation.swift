extension SimulationSettings {
    /// Throws unless the settings make a simulation on `nodes` nodes.
    ///
    /// - Parameter hasLengths: whether the connectome knows its tracts' lengths.
    /// - Throws: `DynamicsError` with the key that is wrong and what would be right.
    public func validate(nodes: Int, hasLengths: Bool) throws(DynamicsError) {
        let description = model.description
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            guard let parameter = description.parameters.first(where: { $0.name == name }) else {
                throw DynamicsError(
                    .unknownParameter, key: "parameters.\(name)",
                    problem: "\(description.title) has no parameter '\(name)'",
                    remedy: "its parameters are \(description.parameters.map(\.name).joined(separator: ", "))")
            }
            try value.check(key: "parameters.\(name)", nodes: nodes, isPositive: parameter.isPositive)
        }
        try checkTimes()
        try checkCoupling(description, hasLengths: hasLengths)
        for name in recorded ?? [] { _ = try description.recordable(named: name, key: "record") }
        if recorded?.isEmpty == true && bold == nil {
            throw DynamicsError(
                .badSetting, key: "record", problem: "nothing is recorded", remedy: "name a variable, or ask for bold")
        }
        for (index, noise) in noise.enumerated() {
            try noise.check(index, description, nodes: nodes)
            guard self.noise[..<index].contains(where: { $0.variable == noise.variable && $0.kind == noise.kind })
            else { continue }
            throw DynamicsError(
                .badSetting, key: "noise[\(index)]",
                problem: "\(noise.variable) has \(noise.kind.rawValue) noise already",
                remedy: "add the intensities' squares and give it once")
        }
        for (index, stimulus) in stimuli.enumerated() { try stimulus.check(index, description, nodes: nodes) }
        try bold?.check(description)
        if case .values(let values) = initial {
            for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                _ = try description.variable(named: name, key: "initial.\(name)")
                try value.check(key: "initial.\(name)", nodes: nodes)
            }
        }
        if model == .kuramoto && precision == .single { try checkPhases(nodes: nodes) }
        if integrator == .dormandPrince { try checkAdaptive(description) }
    }

    private func checkTimes() throws(DynamicsError) {
        let positive = [
            ("step", stepMilliseconds), ("duration", durationMilliseconds), ("sampling", samplingMilliseconds),
            ("tolerance", tolerance),
        ]
        for (name, value) in positive {
            try ParameterValue.uniform(value).check(key: name, nodes: 1, isPositive: true)
        }
        guard transientMilliseconds >= 0, transientMilliseconds.isFinite else {
            throw DynamicsError(
                .badSetting, key: "transient", problem: "is \(transientMilliseconds)", remedy: "it is 0 ms or more")
        }
        // A step's number is a 32-bit word of the noise's counter.
        let steps = (durationMilliseconds + transientMilliseconds) / stepMilliseconds
        guard steps < 4_294_967_295 else {
            throw DynamicsError(
                .tooLarge, key: "duration", problem: "the simulation has \(steps) steps",
                remedy: "a simulation has fewer than 2^32 steps")
        }
        let recordsVariables = recorded?.isEmpty != true
        for (key, interval, isUsed) in [
            ("sampling", samplingMilliseconds, recordsVariables), ("bold.tr", bold?.repetitionMilliseconds ?? 0, true),
            ("bold.step", bold?.stepMilliseconds ?? 0, true),
        ] where isUsed && interval > durationMilliseconds * (1 + Stimulus.slackOfAStep) {
            throw DynamicsError(
                .badSetting, key: key,
                problem: "is \(interval) ms, longer than the \(durationMilliseconds) ms that are recorded",
                remedy: "simulate longer, or sample more often")
        }
        guard samplingMilliseconds >= stepMilliseconds * 0.5 else {
            throw DynamicsError(
                .badSetting, key: "sampling", problem: "is \(samplingMilliseconds) ms, less than a step",
                remedy: "give at least the step, \(stepMilliseconds) ms")
        }
    }

    private func checkCoupling(_ description: ModelDescription, hasLengths: Bool) throws(DynamicsError) {
        if let gain = coupling.gain { try ParameterValue.uniform(gain).check(key: "coupling.gain", nodes: 1) }
        if coupling.kind == .diffusive && !description.coupling.allowsDiffusive {
            throw DynamicsError(
                .badSetting, key: "coupling.kind", problem: "\(description.title) have no diffusive form",
                remedy: "leave it out: what they receive depends on the difference already")
        }
        guard let speed = coupling.speed else { return }
        try ParameterValue.uniform(speed).check(key: "coupling.speed", nodes: 1, isPositive: true)
        guard hasLengths else {
            throw DynamicsError(
                .missingLengths, key: "coupling.speed", problem: "the connectome has no tract lengths",
                remedy: "give a connectome with lengths, or leave the speed out for no delays")
        }
    }

    /// A phase counts whole turns, and 64 rad is as far as single precision resolves a step of a tenth of a millisecond to a
    /// thousandth.
    private func checkPhases(nodes: Int) throws(DynamicsError) {
        let fastest = (0..<nodes).reduce(0) { max($0, abs(value(of: model.description.parameters[0], node: $1))) }
        let turned = fastest * (durationMilliseconds + transientMilliseconds)
        guard turned > 64 else { return }
        throw DynamicsError(
            .notSupported, key: "precision",
            problem: "phases grow to \(turned) rad, for which single precision is too coarse",
            remedy: "simulate Kuramoto's oscillators in double precision")
    }

    private func checkAdaptive(_ description: ModelDescription) throws(DynamicsError) {
        let obstacle =
            if !noise.isEmpty { "noise" } else if coupling.speed != nil { "delays" } else if bold != nil {
                "a BOLD signal"
            } else if (recorded ?? []).contains(where: { name in
                description.observables.contains { $0.name == name }
            }) {
                "what is no variable"
            } else { "" }
        guard obstacle.isEmpty else {
            throw DynamicsError(
                .notSupported, key: "integrator",
                problem: "dopri5 chooses its own steps, which \(obstacle) cannot follow",
                remedy: "use euler, heun or rk4")
        }
        guard precision == .double else {
            throw DynamicsError(
                .notSupported, key: "precision", problem: "dopri5 works in double precision",
                remedy: "leave precision out")
        }
    }

    /// The variables that are recorded, by name.
    package var recordedNames: [String] { recorded ?? [model.description.variables[0].name] }

    /// The settings' steps: of the transient, between samples, between BOLD steps.
    package func steps(in milliseconds: Double) -> Int { Int((milliseconds / stepMilliseconds).rounded()) }

    /// The value of the model's parameter at `node`.
    package func value(of parameter: ModelDescription.Parameter, node: Int) -> Double {
        parameters[parameter.name]?[node] ?? parameter.defaultValue
    }

    /// The gain in force on a connectome of `nodes` nodes.
    package func gain(nodes: Int) -> Double {
        let description = model.description.coupling
        let gain = coupling.gain ?? description.defaultGain
        return coupling.dividedByNodes ?? description.isDividedByNodes ? gain / Double(max(1, nodes)) : gain
    }

    /// Whether the coupling in force is diffusive.
    package var isDiffusive: Bool { (coupling.kind ?? model.description.coupling.defaultKind) == .diffusive }

    /// The signals that are sent: those of variables that nobody receives are left out.
    package var signalCount: Int {
        let description = model.description
        guard model == .hopf else { return description.coupling.signals.count }
        if case .perNode? = parameters["coupling_y"] { return 2 }
        return parameters["coupling_y"].map { $0[0] == 0 ? 1 : 2 } ?? 1
    }
}
