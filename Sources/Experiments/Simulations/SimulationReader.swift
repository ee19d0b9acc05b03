internal import Dynamics
internal import Foundation
internal import Graphs

/// Reads the keys of a simulation into settings, on a connectome whose nodes are known.
struct SimulationReader {
    let keys: DocumentObject
    let inputs: ExperimentInputs
    let labels: [String]

    /// - Throws: `GraphsError` naming the key that is wrong, where it stands, and what would be right.
    func settings(_ model: NeuralModel) throws -> SimulationSettings {
        var settings = SimulationSettings(model: model)
        settings.parameters = try values(keys["parameters"], "the model's parameters by name")
        if let value = keys["coupling"] { settings.coupling = try coupling(value) }
        if let value = keys["integrator"] { settings.integrator = try value.choice(Integrator.self) }
        if let value = keys["step"] { settings.stepMilliseconds = try value.milliseconds() }
        if let value = keys["duration"] { settings.durationMilliseconds = try value.milliseconds() }
        if let value = keys["transient"] { settings.transientMilliseconds = try value.milliseconds() }
        if let value = keys["sampling"] { settings.samplingMilliseconds = try value.milliseconds() }
        if let value = keys["record"] { settings.recorded = try words(value, "names of variables") }
        if let value = keys["seed"] { settings.seed = try value.seed() }
        if let value = keys["precision"] { settings.precision = try value.choice(Precision.self) }
        if let value = keys["tolerance"] { settings.tolerance = try value.number("a number above 0") }
        if let value = keys["noise"] { settings.noise = try value.elements("a list of noise terms").map(noise) }
        if let value = keys["bold"] { settings.bold = try bold(value) }
        if let value = keys["initial"] { settings.initial = try initial(value) }
        if let value = keys["stimuli"] {
            let span = settings.transientMilliseconds + settings.durationMilliseconds
            settings.stimuli = try value.elements("a list of stimuli").map { try stimulus($0, span: span) }
        }
        return settings
    }

    /// A word, or a list of words.
    func words(_ value: DocumentValue, _ expectation: String) throws -> [String] {
        if value.node.isList { return try value.elements(expectation).map { try $0.string("a name") } }
        return [try value.string(expectation)]
    }

    /// Values by name.
    private func values(_ value: DocumentValue?, _ expectation: String) throws -> [String: ParameterValue] {
        guard let value else { return [:] }
        var values: [String: ParameterValue] = [:]
        for (name, entry) in try value.object(keys: nil, expectation).entries { values[name] = try parameter(entry) }
        return values
    }

    /// A number, a list with one a node, or a file with one a node.
    func parameter(_ value: DocumentValue) throws -> ParameterValue {
        let form = "a number, a list with one a node, or the path of a file with one a node"
        if let number = value.node.number { return .uniform(number) }
        if value.node.isList { return .perNode(try value.elements(form).map { try $0.number("a number") }) }
        let path = try value.string(form)
        guard try path == "-" || FileManager.default.fileExists(atPath: inputs.path(value)) else {
            // A text without a dot or a slash was meant for a number rather than a file.
            guard !value.isOverlay || path.contains(where: { "./".contains($0) }) else {
                throw value.error(.badOption, "is \(path.prefix(64).debugDescription)", remedy: "give \(form)")
            }
            throw value.error(
                .missingFile, "there is no such file as \(path.debugDescription)", remedy: "give \(form)")
        }
        let rows = try inputs.matrix(value, as: "parameter")
        guard rows.count == 1 || rows.allSatisfy({ $0.count == 1 }) else {
            throw value.error(
                .wrongShape, "is \(rows.count) × \(rows.first?.count ?? 0) numbers",
                remedy: "give one row or one column, with a number a node")
        }
        return .perNode(rows.flatMap { $0 })
    }

    private func coupling(_ value: DocumentValue) throws -> CouplingSettings {
        let keys = try value.object(keys: ["gain", "kind", "speed", "divided_by_nodes"], "{gain, kind, speed}")
        return CouplingSettings(
            gain: try keys["gain"]?.number("a number"), kind: try keys["kind"]?.choice(CouplingKind.self),
            speed: try keys["speed"]?.number("a number of mm/ms above 0"),
            dividedByNodes: try keys["divided_by_nodes"]?.truth())
    }

    private func noise(_ value: DocumentValue) throws -> Noise {
        let keys = try value.object(keys: ["variable", "kind", "intensity", "tau"], "{variable, kind, intensity, tau}")
        return Noise(
            try keys["kind"]?.choice(Noise.Kind.self) ?? .white,
            of: try keys.required("variable", "the variable's name").string("the variable's name"),
            intensity: try parameter(keys.required("intensity", "a number, or one a node")),
            timeConstantMilliseconds: try keys["tau"]?.milliseconds() ?? 5)
    }

    /// - Returns: nil for `false`.
    private func bold(_ value: DocumentValue) throws -> Balloon? {
        if case .bool(let isWanted) = value.node.value { return isWanted ? Balloon() : nil }
        let keys = try value.object(
            keys: ["tr", "step", "scale", "variable", "kappa", "gamma", "tau", "alpha", "rho", "v0"],
            "true, or {tr, step, scale, variable, kappa, gamma, tau, alpha, rho, v0}")
        var bold = Balloon()
        if let value = keys["tr"] { bold.repetitionMilliseconds = try value.milliseconds() }
        if let value = keys["step"] { bold.stepMilliseconds = try value.milliseconds() }
        bold.variable = try keys["variable"]?.string("a variable's name")
        let numbers: [(String, WritableKeyPath<Balloon, Double>)] = [
            ("scale", \.activityScale), ("kappa", \.signalDecay), ("gamma", \.elimination), ("tau", \.transitSeconds),
            ("alpha", \.stiffness), ("rho", \.extraction), ("v0", \.restingVolume),
        ]
        for (key, path) in numbers {
            if let value = keys[key] { bold[keyPath: path] = try value.number("a number") }
        }
        return bold
    }

    private func initial(_ value: DocumentValue) throws -> InitialState {
        let form = "random, or values by variable: {x: 0.1}"
        if value.node.string != nil {
            guard try value.string(form) == "random" else { throw value.wrongType(form) }
            return .random
        }
        return .values(try values(value, form))
    }
}
