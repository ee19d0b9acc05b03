internal import Compute
public import Drift
internal import Graphs

/// How often detectors were wrong, and how late they were right.
public struct CalibrationRecord: Sendable {
    public let question: CalibrationQuestion
    /// In the order of the question's detectors.
    public let results: [CalibrationResult]
    public let wallTimeSeconds: Double
    public let provenance: Provenance?

    /// Keys in the order of `docs/schema/drift-calibration.schema.json`; a value that does not apply is null. Without a
    /// final line break.
    ///
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(detectors).
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("detectors")
        writer.beginArray()
        for (detector, result) in zip(question.detectors, results) { writer.write(detector, result) }
        writer.endArray()
        writer.key("settings")
        writer.beginObject(inline: true)
        writer.key("change")
        writer.value(question.change)
        let first = question.calibrations.first
        var blockLength: Int?
        if case .series(_, let length, _) = first?.model { blockLength = length }
        writer.key("block_length")
        writer.value(blockLength)
        for (key, number) in [
            ("length", first?.length), ("change_at", first?.changeAt), ("horizon", first?.horizon),
            ("repetitions", first?.repetitions),
        ] {
            writer.key(key)
            writer.value(number)
        }
        writer.key("seed")
        writer.value(first?.seed)
        writer.endObject()
        writer.writeEnd(
            seconds: wallTimeSeconds, speed: nil, outputs: [], files: [question.series].compactMap { $0 },
            device: DeviceDecision(choice: .cpu, device: .cpu, reason: "detectors are sequential"))
        writer.key("schema")
        writer.value("claustrum.drift-calibration/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }
}

extension PhiRecordWriter {
    fileprivate mutating func write(_ detector: DetectorQuestion, _ result: CalibrationResult) {
        beginObject()
        key("name")
        value(detector.name)
        key("options")
        write(detector.settings)
        key("false_alarms")
        beginObject(inline: true)
        let alarms = result.falseAlarms
        key("count")
        value(alarms.count)
        for (name, number) in [
            ("per_thousand", alarms.perThousand), ("standard_error", alarms.standardError),
            ("mean_time_between", alarms.meanTimeBetween), ("stream_share", alarms.streamShare),
        ] {
            key(name)
            value(number)
        }
        endObject()
        key("detection")
        beginObject(inline: true)
        let (detection, delay) = (result.detection, result.detection.delay)
        for (name, number) in [
            ("share", detection.share), ("standard_error", detection.standardError),
            ("early_share", detection.earlyShare), ("delay_mean", delay?.mean),
            ("delay_standard_error", delay?.standardError),
        ] {
            key(name)
            value(number)
        }
        for (name, number) in [
            ("delay_tenth", delay?.tenth), ("delay_median", delay?.median), ("delay_ninetieth", delay?.ninetieth),
        ] {
            key(name)
            value(number)
        }
        endObject()
        endObject()
    }

    /// Options by their names, as texts.
    mutating func write(_ settings: [DetectorQuestion.Setting]) {
        beginObject(inline: true)
        for setting in settings {
            key(setting.name)
            value(setting.text)
        }
        endObject()
    }
}

extension PhiText {
    /// A calibration for people: a row for each detector.
    ///
    /// - Complexity: O(detectors).
    public static func render(_ record: CalibrationRecord, style: TextStyle) -> String {
        guard let first = record.question.calibrations.first else { return "" }
        let origin = record.question.series.map { "blocks of \($0.path.printable), " } ?? ""
        var layout = PhiTextLayout(style: style)
        layout.paragraph(
            PhiTextLayout.words(
                "\(origin)\(record.question.change) after \(count(first.changeAt)) of "
                    + "\(count(first.changeAt + first.horizon)) values; false alarms in \(count(first.length)) values without "
                    + "a change; \(first.repetitions.counted("repetition")) of each, seed \(first.seed)"))
        layout.blank()
        var rows = [["", "false alarms", "streams", "", "detected", "delay", "", "", "early"]]
        rows.append(["detector", "per 1000", "with one", "", "share", "mean", "median", "9 of 10", "share"])
        for (detector, result) in zip(record.question.detectors, record.results) {
            let (alarms, found) = (result.falseAlarms, result.detection)
            rows.append([
                detector.name, uncertain(alarms.perThousand, alarms.standardError), rounded(alarms.streamShare), "",
                uncertain(found.share, found.standardError),
                found.delay.map { uncertain($0.mean, $0.standardError) } ?? "–",
                found.delay.map { "\($0.median)" } ?? "–", found.delay.map { "\($0.ninetieth)" } ?? "–",
                rounded(found.earlyShare),
            ])
        }
        var end = PhiTextLayout(style: style)
        end.paragraph(
            PhiTextLayout.words(
                "± is the standard error of the trial; early: alarms before the change. "
                    + "\(duration(seconds: record.wallTimeSeconds))", .dim))
        return layout.text + table(rows) + "\n" + end.text
    }

    /// A number with its standard error.
    private static func uncertain(_ value: Double, _ error: Double?) -> String {
        guard let error, error > 0 else { return rounded(value) }
        return "\(rounded(value)) ± \(rounded(error))"
    }

    /// Three significant digits: a trial gives no more.
    private static func rounded(_ value: Double) -> String {
        var scale = 1.0
        while value.magnitude * scale < 100 && scale < 1e6 && value != 0 { scale *= 10 }
        return number((value * scale).rounded() / scale)
    }
}
