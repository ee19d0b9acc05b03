internal import Compute
internal import Drift
internal import Dynamics

extension DriftWatchRecord {
    /// Keys in the order of `docs/schema/drift-watch.schema.json`; a value that does not apply is null. Without a final
    /// line break.
    ///
    /// - Parameter pretty: whether it is set in lines for people.
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(events).
    public func json(pretty: Bool = true) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty)
        writer.beginObject()
        writer.key("detectors")
        writer.beginArray()
        for follower in watch.followers { writer.write(follower, events: observation.events) }
        writer.endArray()
        writer.key("stream")
        writer.beginObject()
        writer.key("format")
        writer.value(stream.format?.rawValue)
        writer.key("column")
        writer.value(stream.column)
        writer.key("first_index")
        writer.value(watch.firstIndex)
        writer.key("values")
        writer.value(watch.moments.count)
        writer.key("missing")
        writer.value(stream.missing)
        let isEmpty = watch.moments.count == 0
        for (key, number) in [
            ("mean", watch.moments.mean), ("standard_deviation", watch.moments.standardDeviation),
            ("minimum", watch.extremes.low), ("maximum", watch.extremes.high),
        ] {
            writer.key(key)
            writer.value(isEmpty ? nil : number)
        }
        writer.endObject()
        writer.key("state")
        writer.value(state)
        writer.writeEnd(
            seconds: wallTimeSeconds, speed: speed, outputs: outputs, files: [stream.file],
            device: DeviceDecision(choice: .cpu, device: .cpu, reason: "a stream is one value after the other"))
        writer.key("schema")
        writer.value("claustrum.drift-watch/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }
}

extension DriftEvent {
    /// The event as a line of JSON, without the line break: keys in the order of `event` in
    /// `docs/schema/drift-watch.schema.json`.
    ///
    /// - Throws: `ResultNotFinite`.
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: false)
        writer.write(self)
        return try writer.finish()
    }

    /// What the columns of `csvRow` are called.
    public static let csvHeader =
        "detector,signal,index,line,value,stretch_from,stretch_values,stretch_mean,stretch_standard_deviation"

    /// The event as a row of CSV, without the line break.
    public var csvRow: String {
        "\(detector),\(signal.rawValue),\(index),\(line),\(value),\(stretch.from),\(stretch.values),\(stretch.mean),"
            + "\(stretch.standardDeviation)"
    }
}

extension PhiRecordWriter {
    fileprivate mutating func write(_ follower: DriftWatch.Follower, events: [DriftEvent]) {
        beginObject()
        key("name")
        value(follower.question.name)
        key("options")
        write(follower.question.settings)
        key("warm_up")
        value(follower.warmUp)
        key("warnings")
        value(follower.warnings)
        key("detections")
        value(follower.detections)
        key("events")
        beginArray()
        for event in events where event.detector == follower.question.name { write(event) }
        endArray()
        key("current")
        write(follower.current)
        endObject()
    }

    fileprivate mutating func write(_ event: DriftEvent) {
        beginObject(inline: true)
        key("detector")
        value(event.detector)
        key("signal")
        value(event.signal.rawValue)
        key("index")
        value(event.index)
        key("line")
        value(event.line)
        key("value")
        value(event.value)
        key("stretch")
        write(event.stretch)
        endObject()
    }

    private mutating func write(_ stretch: DriftEvent.Stretch?) {
        guard let stretch else { return null() }
        beginObject(inline: true)
        key("from")
        value(stretch.from)
        key("values")
        value(stretch.values)
        key("mean")
        value(stretch.mean)
        key("standard_deviation")
        value(stretch.standardDeviation)
        endObject()
    }
}
