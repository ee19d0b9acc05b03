internal import Graphs
internal import IntegratedInformation

/// The section of one result: headline, drawing, partition, states, numbers, provenance.
enum ReportSection {
    static func system(_ record: PhiRecord, identifier: String) -> String {
        headline(record, note: "") + body(record, identifier: identifier)
            + structure(of: record, identifier: identifier) + numbers(record)
            + provenance(record.provenance) + machineReadable(try? record.json(pretty: true))
    }

    static func headline(_ record: PhiRecord, note: String) -> String {
        let meaning = PhiText.meaning(of: record)
        let verdict = record.isIrreducible ? "irreducible" : "reducible"
        return "<div class=\"headline\"><p class=\"phi\"><i>φ</i><sub>s</sub> = "
            + "\(ReportMarkup.quantity(record.result.phi, unit: "ibits"))</p>\n\(bigPhi(record))</div>\n"
            + "<p>\(note)<span class=\"verdict \(verdict)\">\(verdict)</span>"
            + "\(ReportMarkup.sentence(String(meaning.dropFirst(verdict.count)))).</p>\n"
    }

    /// The drawings and the states of one system.
    static func body(_ record: PhiRecord, identifier: String) -> String {
        var html = "<div class=\"row\">\n"
        html += network(record, identifier: identifier)
        if let partition = record.result.partition {
            let matrix = ReportMatrix(record: record, partition: partition, identifier: "\(identifier)-m")
            html += "<figure>\(matrix.svg())<figcaption>Which connections the partition cuts: from the row’s unit to "
            html += "the column’s. <span class=\"key cut\"></span> cut, <span class=\"key absent\"></span> cut but not "
            html +=
                "in the network, <span class=\"key kept\"></span> kept; blank: no connection.</figcaption></figure>\n"
        }
        return html + "</div>\n" + states(record)
    }

    private static func network(_ record: PhiRecord, identifier: String) -> String {
        let result = record.result
        let graph = graph(of: record, identifier: identifier)
        var html = "<figure class=\"wide\">\(graph.svg())<figcaption>Filled units are on (1). Arrows are connections"
        html += record.substrate.weights == nil ? "" : ", a bar marks an inhibitory one, width shows weight"
        html += result.partition == nil ? "." : "; dashed red ones are cut by the partition."
        html += result.units.count < record.substrate.unitCount ? " Units without colour are background." : ""
        html += "</figcaption>\n"
        if let partition = result.partition { html += parts(partition, of: record) }
        return html + "</figure>\n"
    }

    /// The network with the parts of the system's partition.
    static func graph(of record: PhiRecord, identifier: String) -> ReportGraph {
        let result = record.result
        let groups: [ReportGraph.Group] =
            if let partition = result.partition {
                partition.parts.enumerated().map { index, part in
                    .init(
                        units: part.units.map { result.units[$0] }, color: index,
                        title: "part \(index + 1): \(words(for: part.cuts))")
                }
            } else {
                result.units.isEmpty ? [] : [.init(units: result.units, color: 0, title: "the candidate system")]
            }
        let positions = Dictionary(uniqueKeysWithValues: result.units.enumerated().map { ($0.element, $0.offset) })
        return ReportGraph(
            substrate: record.substrate, states: states(of: record), groups: groups,
            title: "The network and its minimum-information partition",
            description: description(record), identifier: "\(identifier)-g"
        ) { source, target in
            guard let partition = result.partition, let from = positions[source], let to = positions[target] else {
                return false
            }
            return partition.cutInputs[to] >> UInt64(from) & 1 == 1
        }
    }

    /// Each unit's state: the system's own, and the background's where the substrate's state agrees with the system's.
    private static func states(of record: PhiRecord) -> [Int?] {
        let result = record.result
        let known = record.substrate.state.flatMap { $0.restricted(to: result.units) == result.state ? $0 : nil }
        var states: [Int?] = (0..<record.substrate.unitCount).map { known?[$0] }
        for (position, unit) in result.units.enumerated() { states[unit] = result.state[position] }
        return states
    }

    private static func parts(_ partition: DirectedPartition, of record: PhiRecord) -> String {
        let labels = record.units
        var html = "<ul class=\"parts\">\n"
        for (index, part) in partition.parts.enumerated() {
            let units = part.units.map { ReportMarkup.escape(labels[$0]) }.joined(separator: " ")
            html += "<li><span class=\"dot \(ReportMarkup.groupClass(index))\"></span><strong>\(units)</strong>"
            html += " <span class=\"soft\">\(words(for: part.cuts, alone: labels.count == 1))</span></li>\n"
        }
        return html + "</ul>\n"
    }

    static func words(for cut: DirectedPartition.Cut, alone: Bool = false) -> String {
        if alone { return "self-connection cut" }
        return switch cut {
        case .inputs: "inputs from the other parts cut"
        case .outputs: "outputs to the other parts cut"
        case .both: "inputs and outputs cut"
        }
    }

    private static func description(_ record: PhiRecord) -> String {
        let substrate = record.substrate
        let connections = substrate.connectivity.inputs.reduce(0) { $0 + $1.nonzeroBitCount }
        var text = "\(substrate.unitCount) units and \(connections) connections."
        if let partition = record.result.partition {
            let labels = record.units
            let parts = partition.parts.map { part in
                part.units.map { labels[$0] }.joined(separator: " ") + " (\(words(for: part.cuts)))"
            }
            text += " Parts: " + parts.joined(separator: "; ") + "."
        }
        return text
    }
}
