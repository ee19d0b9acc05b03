internal import Dynamics
internal import Graphs

extension SimulationReader {
    /// A stimulus: what it acts on, and its course.
    ///
    /// - Parameter span: the time simulated, in ms, for which a course without an end lasts.
    func stimulus(_ value: DocumentValue, span: Double) throws -> Stimulus {
        let courses = ["pulse", "block", "sinusoid", "file"]
        let keys = try value.object(
            keys: ["variable", "nodes"] + courses, "{variable, nodes, pulse | block | sinusoid | file}")
        let variable = try keys.required("variable", "the variable's name").string("the variable's name")
        let nodes = try keys["nodes"].map(nodes)
        let given = courses.filter { keys[$0] != nil }
        guard given.count == 1, let kind = given.first, let course = keys[kind] else {
            throw value.error(
                given.isEmpty ? .missingKey : .conflictingKeys,
                given.isEmpty ? "has no course" : "has \(given.joined(separator: " and "))",
                remedy: "give one of pulse, block, sinusoid and file")
        }
        let waveform: Stimulus.Waveform =
            switch kind {
            case "pulse": try pulse(course, span: span)
            case "block": try block(course, span: span)
            case "sinusoid": try sinusoid(course, span: span)
            default: try sampled(course, span: span)
            }
        return Stimulus(waveform, of: variable, nodes: nodes)
    }

    /// Nodes, each of them once.
    private func nodes(_ list: DocumentValue) throws -> [Int] {
        var seen: Set<Int> = []
        return try list.elements("a list of nodes: numbers or labels").map { entry in
            let index = try node(entry)
            guard seen.insert(index).inserted else {
                throw entry.error(
                    .duplicateUnit, "is node \(index) (\(labels[index])), which the list has already",
                    remedy: "name every node once")
            }
            return index
        }
    }

    /// When a course begins, in ms: at the start where nothing is said.
    private func onset(_ keys: DocumentObject, span: Double) throws -> Double {
        guard let value = keys["onset"] else { return 0 }
        let onset = try value.milliseconds()
        guard span <= 0 || onset < span else {
            throw value.error(
                .wrongType, "is \(PhiText.span(onset)), when the simulation has ended",
                remedy: "give a time before \(PhiText.span(span)), which is the transient and the duration")
        }
        return onset
    }

    /// A node by number or label.
    private func node(_ value: DocumentValue) throws -> Int {
        if let number = value.node.number {
            guard let index = Int(exactly: number), labels.indices.contains(index) else {
                throw value.error(
                    .unknownUnit, "there is no node \(number)", remedy: "nodes go from 0 to \(labels.count - 1)")
            }
            return index
        }
        let label = try value.string("a node's number or label")
        guard let index = labels.firstIndex(of: label) else {
            let near = Spelling.nearest(to: label, in: labels)
            throw value.error(
                .unknownUnit, "there is no node \"\(label.prefix(64))\"",
                remedy: near.map { "did you mean \"\($0)\"?" }
                    ?? "the nodes are \(labels.prefix(8).joined(separator: ", "))\(labels.count > 8 ? ", …" : "")")
        }
        return index
    }

    private func pulse(_ value: DocumentValue, span: Double) throws -> Stimulus.Waveform {
        let keys = try value.object(keys: ["amplitude", "onset", "duration"], "{amplitude, onset, duration}")
        let onset = try onset(keys, span: span)
        return .pulse(
            amplitude: try amplitude(keys), onset: onset,
            duration: try keys["duration"]?.milliseconds() ?? span - onset)
    }

    private func block(_ value: DocumentValue, span: Double) throws -> Stimulus.Waveform {
        let keys = try value.object(keys: ["amplitude", "onset", "on", "off"], "{amplitude, onset, on, off}")
        return .block(
            amplitude: try amplitude(keys), onset: try onset(keys, span: span),
            on: try keys.required("on", "how long it is on").milliseconds(),
            off: try keys.required("off", "how long it is off").milliseconds())
    }

    private func sinusoid(_ value: DocumentValue, span: Double) throws -> Stimulus.Waveform {
        let keys = try value.object(
            keys: ["amplitude", "frequency", "phase", "onset", "duration"],
            "{amplitude, frequency, phase, onset, duration}")
        let onset = try onset(keys, span: span)
        return .sinusoid(
            amplitude: try amplitude(keys),
            frequency: try keys.required("frequency", "the frequency in Hz").number("a frequency in Hz"),
            phase: try keys["phase"]?.number("a phase in rad") ?? 0, onset: onset,
            duration: try keys["duration"]?.milliseconds() ?? span - onset)
    }

    private func sampled(_ value: DocumentValue, span: Double) throws -> Stimulus.Waveform {
        let keys = try value.object(keys: ["path", "interval", "onset"], "{path, interval, onset}")
        return .sampled(
            values: try inputs.matrix(keys.required("path", "a matrix, a row a sample"), as: "stimulus"),
            interval: try keys.required("interval", "the time between two rows").milliseconds(),
            onset: try onset(keys, span: span))
    }

    private func amplitude(_ keys: DocumentObject) throws -> Double {
        try keys.required("amplitude", "a number").number("a number")
    }
}
