internal import Dynamics
internal import Foundation
internal import Graphs

extension Experiment {
    /// The keys of a document that describes a simulation or a sweep.
    static let simulationKeys = [
        "kind", "name", "source", "description", "connectome", "model", "parameters", "coupling", "integrator", "step",
        "duration", "transient", "sampling", "record", "noise", "stimuli", "bold", "initial", "seed", "precision",
        "tolerance", "functional", "sweep",
    ]

    /// Reads what a simulation or sweep needs.
    ///
    /// - Throws: `GraphsError` naming file, line and key, or the flag, and what would be right; `ExperimentError`.
    /// - Complexity: O(bytes of the files).
    public func simulation() throws -> SimulationQuestion {
        let keys = try document.root.object(keys: Self.simulationKeys, "an experiment")
        let modelKey = try keys.required(
            "model", "one of \(NeuralModel.allCases.map(\.rawValue).joined(separator: ", "))")
        let model = try modelKey.choice(NeuralModel.self)
        let (connectome, normalization, file) = try readConnectome(keys)
        let settings = try SimulationReader(keys: keys, inputs: inputs, labels: connectome.labels).settings(model)
        let names =
            (settings.recorded ?? [model.description.variables[0].name]) + (settings.bold == nil ? [] : ["bold"])
        return SimulationQuestion(
            connectome: connectome, normalization: normalization, title: connectome.name ?? file, settings: settings,
            empirical: try keys["functional"].map {
                try EmpiricalConnectivity($0, inputs: inputs, nodes: connectome.nodeCount, series: names)
            },
            axes: try keys["sweep"].map { try axes($0) } ?? [], files: inputs.files, document: document)
    }

    /// The connectome, what it was divided by, and its file.
    private func readConnectome(_ keys: DocumentObject) throws -> (Connectome, ConnectomeNormalization, String) {
        let value = try keys.required("connectome", "the path of a connectome's file")
        let members = try value.object(
            keys: ["file", "lengths", "format", "orientation", "normalize"],
            "a file, or {file, lengths, orientation, normalize}")
        var options = ConnectomeImportOptions()
        options.format = try members["format"]?.choice(ConnectomeFormat.self)
        options.orientation = try members["orientation"]?.choice(ConnectomeOrientation.self)
        options.lengths = try members["lengths"].map { try inputs.matrix($0, as: "lengths") }
        let path = try inputs.path(members.required("file", "the path of a connectome's file"))
        let connectome = try inputs.connectome(path, options: options)
        let normalization = try members["normalize"]?.choice(ConnectomeNormalization.self) ?? .none
        do {
            return (try connectome.normalized(normalization), normalization, path)
        } catch let error as GraphsError {
            throw error.placed(in: path)
        }
    }

    /// The axes of a sweep in the document's order: a list of numbers, or a range.
    private func axes(_ value: DocumentValue) throws -> [SimulationQuestion.Axis] {
        let form = "axes, such as {coupling.gain: {from: 0, to: 2, count: 21}, parameters.a: [0.1, 0.2]}"
        let axes = try value.object(keys: nil, form).entries.map { key, axis in
            SimulationQuestion.Axis(key: key, values: try values(axis))
        }
        guard !axes.isEmpty else { throw value.error(.missingKey, "has no axis", remedy: "give \(form)") }
        let count = axes.reduce(1.0) { $0 * Double($1.values.count) }
        guard count <= 10_000_000 else {
            throw value.error(.tooLarge, "has \(count) points", remedy: "at most 10 000 000 are run as one job")
        }
        return axes
    }

    private func values(_ axis: DocumentValue) throws -> [Double] {
        guard axis.node.isList == false else {
            let values = try axis.elements("a list of numbers").map { element -> Double in
                let value = try element.number("a number")
                guard value.isFinite else { throw element.wrongType("a finite number") }
                return value
            }
            guard !values.isEmpty else { throw axis.error(.missingKey, "has no value", remedy: "give one at least") }
            return values
        }
        let keys = try axis.object(
            keys: ["from", "to", "count", "scale"], "a list of numbers, or {from, to, count}")
        let from = try keys.required("from", "the first value").number("a number")
        let to = try keys.required("to", "the last value").number("a number")
        let countKey = try keys.required("count", "how many values there are")
        let wanted = try countKey.number("a whole number")
        guard let count = Int(exactly: wanted), (1...10_000_000).contains(count) else {
            throw countKey.error(
                .wrongType, "the count is \(PhiText.number(wanted))", remedy: "give a whole number from 1 to 10 000 000"
            )
        }
        guard count > 1 || from == to else {
            throw countKey.error(
                .wrongType, "one value cannot be both \(PhiText.number(from)) and \(PhiText.number(to))",
                remedy: "give a count of 2 at least, or one value alone")
        }
        let scale = try keys["scale"]?.choice(AxisScale.self) ?? .linear
        guard scale == .linear || from > 0 && to > 0 else {
            throw axis.error(.wrongType, "goes from \(from) to \(to)", remedy: "a logarithmic axis stays above 0")
        }
        guard count > 1 else { return [from] }
        return (0..<count).map { index in
            // The ends are met exactly, and so are whole numbers between them.
            if index == count - 1 { return to }
            return scale == .linear
                ? from + (to - from) * Double(index) / Double(count - 1)
                : from * pow(to / from, Double(index) / Double(count - 1))
        }
    }
}

/// How the values of an axis lie between its ends.
enum AxisScale: String, CaseIterable {
    case linear, logarithmic
}

extension DocumentNode {
    var isList: Bool {
        switch value {
        case .numbers, .array: true
        default: false
        }
    }
}
