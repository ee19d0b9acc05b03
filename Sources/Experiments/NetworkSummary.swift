public import Graphs

/// What `claustrum network show` prints of a network: its facts, and its attractors or reachable states where asked for.
public struct NetworkSummary: Sendable {
    public let substrate: Substrate
    /// Its size, structure and peculiarities.
    public let report: ValidationReport
    /// Nil where they were not asked for.
    public let attractors: [Attractor]?
    public let reachableStates: [State]?

    /// - Complexity: O(n² · 2ⁿ) at worst, from the validation report.
    public init(substrate: Substrate, attractors: [Attractor]? = nil, reachableStates: [State]? = nil) {
        self.substrate = substrate
        report = substrate.validationReport()
        self.attractors = attractors
        self.reachableStates = reachableStates
    }

    /// For people, a fact a line; what the file has in its names cannot steer the terminal.
    ///
    /// - Complexity: O(n² + the states listed · n).
    public var text: String {
        let labels = substrate.labels
        var lines: [String] = []
        if let name = substrate.name { lines.append(name) }
        lines.append("\(labels.count.counted("unit")): \(labels.joined(separator: ", "))")
        if !substrate.background.isEmpty {
            lines.append("background: " + substrate.background.map { labels[$0] }.joined(separator: ", "))
        }
        if let units = substrate.units {
            lines.append("candidate system: " + units.map { labels[$0] }.joined(separator: ", "))
        }
        if let state = substrate.state { lines.append("state: " + text(state)) }
        lines.append(
            "\(report.connectionCount.counted("connection")), \(report.selfConnected.count) of them to the unit itself "
                + "(\(Int((report.density * 100).rounded())) % of all possible)")
        lines.append(report.isStronglyConnected ? "strongly connected" : "not strongly connected")
        lines.append(report.isDeterministic ? "deterministic" : "probabilistic")
        lines += report.hints.map { "! \($0)" }
        for (unit, inputs) in substrate.connectivity.inputs.enumerated() {
            let sources = labels.indices.filter { inputs >> UInt64($0) & 1 == 1 }.map { labels[$0] }
            lines.append("  \(labels[unit]) ← \(sources.isEmpty ? "nothing" : sources.joined(separator: ", "))")
        }
        if let attractors {
            lines.append("\(attractors.count.counted("attractor")), largest basin first:")
            for (rank, attractor) in attractors.enumerated() {
                let kind = attractor.period == 1 ? "fixed point" : "cycle of \(attractor.period.counted("state"))"
                lines.append("  \(rank + 1). \(kind), basin of \(attractor.basinSize.counted("state"))")
                lines += attractor.states.map { "     " + text($0) }
            }
        }
        if let reachableStates {
            lines.append("\(reachableStates.count.counted("reachable state")):")
            lines += reachableStates.map { "  " + text($0) }
        }
        return lines.map { $0.printable + "\n" }.joined()
    }

    /// Keys as in `text`; a value that was not asked for or does not apply is null. Without a final line break.
    ///
    /// - Throws: `ResultNotFinite`, which no summary holds.
    /// - Complexity: O(n² + the states listed · n).
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("schema")
        writer.value("claustrum.network-summary/1")
        writer.key("name")
        writer.value(substrate.name)
        writer.key("source")
        writer.value(substrate.source)
        writer.key("labels")
        writer.values(substrate.labels)
        writer.key("background")
        writer.values(substrate.background.map { substrate.labels[$0] })
        writer.key("units")
        if let units = substrate.units { writer.values(units.map { substrate.labels[$0] }) } else { writer.null() }
        writer.key("state")
        if let state = substrate.state { writer.values(state.values) } else { writer.null() }
        writer.key("connections")
        writer.value(report.connectionCount)
        writer.key("self_connections")
        writer.value(report.selfConnected.count)
        writer.key("strongly_connected")
        writer.truth(report.isStronglyConnected)
        writer.key("deterministic")
        writer.truth(report.isDeterministic)
        writer.key("state_is_reachable")
        if let reachable = report.stateIsReachable { writer.truth(reachable) } else { writer.null() }
        writer.key("hints")
        writer.values(report.hints)
        writer.key("connectivity")
        writer.beginArray()
        for row in substrate.connectivity.matrix { writer.values(row) }
        writer.endArray()
        writer.key("attractors")
        if let attractors { write(attractors, to: &writer) } else { writer.null() }
        writer.key("reachable_states")
        write(reachableStates, to: &writer)
        writer.endObject()
        return try writer.finish()
    }

    private func write(_ attractors: [Attractor], to writer: inout PhiRecordWriter) {
        writer.beginArray()
        for attractor in attractors {
            writer.beginObject()
            writer.key("period")
            writer.value(attractor.period)
            writer.key("basin_size")
            writer.value(attractor.basinSize)
            writer.key("states")
            write(attractor.states, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ states: [State]?, to writer: inout PhiRecordWriter) {
        guard let states else { return writer.null() }
        writer.beginArray()
        for state in states { writer.values(state.values) }
        writer.endArray()
    }

    private func text(_ state: State) -> String { state.values.map(String.init).joined(separator: ",") }
}
