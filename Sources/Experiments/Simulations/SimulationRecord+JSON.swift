internal import Dynamics
internal import Graphs

extension SimulationRecord {
    /// Keys in the order of `docs/schema/simulation.schema.json`; a value that does not apply is null. Without a final
    /// line break.
    ///
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(nodes) where settings differ from node to node.
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("series")
        writer.beginArray()
        for summary in summaries {
            writer.beginObject(inline: true)
            writer.key("name")
            writer.value(summary.series.name)
            writer.key("unit")
            writer.value(summary.series.unit)
            writer.key("samples")
            writer.value(summary.series.sampleCount)
            writer.key("interval_ms")
            writer.value(summary.series.intervalMilliseconds)
            // Without a sample there is nothing to tell.
            let isEmpty = summary.series.sampleCount == 0
            for (key, value) in [
                ("mean", summary.mean), ("standard_deviation", summary.standardDeviation),
                ("minimum", summary.minimum), ("maximum", summary.maximum),
            ] {
                writer.key(key)
                writer.value(isEmpty ? nil : value)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.key("functional")
        question.writeEmpirical(to: &writer, comparedSeries: comparedSeries, fit: fit)
        writer.writeRun(
            question, simulations: 1, seconds: wallTimeSeconds, speed: speed, outputs: outputs, device: device)
        writer.key("schema")
        writer.value("claustrum.simulation/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }
}

extension SweepRecord {
    /// Keys in the order of `docs/schema/sweep.schema.json`; a value that does not apply is null. Without a final line
    /// break.
    ///
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(points).
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("axes")
        writer.beginArray()
        for axis in question.axes {
            writer.beginObject(inline: true)
            writer.key("key")
            writer.value(axis.key)
            writer.key("values")
            writer.values(doubles: axis.values)
            writer.endObject()
        }
        writer.endArray()
        writer.key("points")
        writer.beginArray()
        for (index, (point, outcome)) in zip(points, outcomes).enumerated() {
            writer.write(point, outcome, number: index + 1, axes: question.axes)
        }
        writer.endArray()
        writer.key("best")
        writer.value(best.map { $0 + 1 })
        writer.key("functional")
        question.writeEmpirical(to: &writer, comparedSeries: nil, fit: best.flatMap { outcomes[$0].fit })
        writer.writeRun(
            question, simulations: points.count, seconds: wallTimeSeconds, speed: speed, outputs: outputs,
            device: device)
        writer.key("schema")
        writer.value("claustrum.sweep/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }
}

extension SimulationQuestion {
    /// The series whose connectivity is compared, unless the document names one.
    public var defaultComparedSeries: String {
        empirical?.series ?? (settings.bold == nil ? settings.recordedNames.first ?? "bold" : "bold")
    }

    fileprivate func writeEmpirical(to writer: inout PhiRecordWriter, comparedSeries: String?, fit: Double?) {
        guard let empirical else { return writer.null() }
        writer.beginObject(inline: true)
        writer.key("file")
        writer.value(empirical.file)
        writer.key("kind")
        writer.value(empirical.form.rawValue)
        writer.key("series")
        writer.value(comparedSeries ?? defaultComparedSeries)
        writer.key("correlation")
        writer.value(fit)
        writer.endObject()
    }
}
