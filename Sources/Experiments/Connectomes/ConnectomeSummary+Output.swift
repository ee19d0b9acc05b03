internal import Graphs

extension ConnectomeSummary {
    /// For people, a fact a line; what the file has in its names cannot steer the terminal.
    ///
    /// - Complexity: O(n).
    public var text: String {
        let count = connectome.nodeCount
        var lines: [String] = []
        if let name = connectome.name { lines.append(name) }
        if let source = connectome.source { lines.append("source: \(source)") }
        let shown = connectome.labels.prefix(12).joined(separator: ", ")
        lines.append("\(count.counted("node")): \(shown)\(count > 12 ? ", …" : "")")
        lines.append(
            "\(connectome.edgeCount.counted("edge")), \(connectome.selfConnectionCount) of them to the node itself; "
                + "\(percent(connectome.density)) of all possible between different nodes")
        lines.append(
            isSymmetric
                ? "symmetric" : "not symmetric: opposite weights differ by up to \(percent(asymmetry)) of the largest")
        lines.append(components("weak", weakComponentSizes))
        lines.append(components("strong", strongComponentSizes))
        if let weights { lines += spread("weights", weights, unit: "") } else { lines.append("weights: none") }
        lines.append(
            "in-strengths: \(range(inStrengths)); out-strengths: \(range(outStrengths))")
        if let lengths {
            lines += spread("lengths", lengths, unit: " mm")
        } else {
            lines.append("lengths: none known, so no delays")
        }
        if let delays {
            lines.append(
                "delays at \(short(speed)) mm/ms: \(short(delays.minimum)) … \(short(delays.maximum)) ms, "
                    + "mean \(short(delays.mean)) ms")
        }
        if connectome.positions != nil { lines.append("positions: known") }
        lines += warnings.map { "! \($0)" }
        return lines.map { $0.printable + "\n" }.joined()
    }

    private func components(_ kind: String, _ sizes: [Int]) -> String {
        sizes.count == 1
            ? "one \(kind)ly connected component"
            : "\(sizes.count) \(kind)ly connected components, the largest of \((sizes.first ?? 0).counted("node"))"
    }

    private func spread(_ title: String, _ spread: Spread, unit: String) -> [String] {
        let largest = Double(max(spread.counts.max() ?? 1, 1))
        let width = (spread.maximum - spread.minimum) / Double(spread.counts.count)
        let head =
            "\(title): \(short(spread.minimum)) … \(short(spread.maximum))\(unit), mean \(short(spread.mean))\(unit)"
        guard spread.counts.count > 1 else { return [head] }
        return [head]
            + spread.counts.enumerated().map { bin, count in
                let start = short(spread.minimum + Double(bin) * width)
                let bar = String(repeating: "▇", count: Int((Double(count) / largest * 32).rounded(.up)))
                return "  " + String(repeating: " ", count: max(0, 9 - start.count)) + start + " \(bar) \(count)"
            }
    }

    private func range(_ numbers: [Double]) -> String {
        guard let low = numbers.min(), let high = numbers.max() else { return "none" }
        let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
        return "\(short(low)) … \(short(high)), mean \(short(mean))"
    }

    /// With one decimal, or three digits where that would leave nothing.
    private func percent(_ share: Double) -> String {
        let percent = 100 * share
        return short(percent < 0.1 ? percent : (10 * percent).rounded() / 10) + " %"
    }

    private func short(_ number: Double) -> String { PhiText.number(number) }

    /// Keys in the order of `docs/schema/connectome-summary.schema.json`; a value that does not apply is null. Without
    /// a final line break.
    ///
    /// - Throws: `ResultNotFinite` where a sum of weights is beyond the largest double.
    /// - Complexity: O(n).
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("schema")
        writer.value("claustrum.connectome-summary/1")
        writer.key("name")
        writer.value(connectome.name)
        writer.key("source")
        writer.value(connectome.source)
        // Whatever the file's orientation was, what is read goes from i to j.
        writer.key("orientation")
        writer.value(ConnectomeOrientation.fromTo.rawValue)
        writer.key("nodes")
        writer.value(connectome.nodeCount)
        writer.key("edges")
        writer.value(connectome.edgeCount)
        writer.key("self_connections")
        writer.value(connectome.selfConnectionCount)
        writer.key("density")
        writer.value(connectome.density)
        writer.key("symmetric")
        writer.truth(isSymmetric)
        writer.key("asymmetry")
        writer.value(asymmetry)
        writer.key("weak_components")
        writer.values(weakComponentSizes)
        writer.key("strong_components")
        writer.values(strongComponentSizes)
        writer.key("has_positions")
        writer.truth(connectome.positions != nil)
        writer.key("weights")
        write(weights, to: &writer)
        writer.key("lengths_mm")
        write(lengths, to: &writer)
        writer.key("speed_mm_per_ms")
        writer.value(speed)
        writer.key("delays_ms")
        write(delays, to: &writer)
        writer.key("labels")
        writer.values(connectome.labels)
        for (key, strengths) in [("in_strengths", inStrengths), ("out_strengths", outStrengths)] {
            writer.key(key)
            writer.beginArray(inline: true)
            for strength in strengths { writer.value(strength) }
            writer.endArray()
        }
        writer.key("warnings")
        writer.values(warnings)
        writer.endObject()
        return try writer.finish()
    }

    private func write(_ spread: Spread?, to writer: inout PhiRecordWriter) {
        guard let spread else { return writer.null() }
        writer.beginObject()
        writer.key("minimum")
        writer.value(spread.minimum)
        writer.key("maximum")
        writer.value(spread.maximum)
        writer.key("mean")
        writer.value(spread.mean)
        writer.key("histogram")
        writer.values(spread.counts)
        writer.endObject()
    }
}
