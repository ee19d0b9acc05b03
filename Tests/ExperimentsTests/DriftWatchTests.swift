import Analysis
import Compute
import Drift
import Experiments
import Foundation
import GeneratedInput
import Testing

/// Streams to watch.
enum DriftStreams {
    /// Errors, 0 or 1, whose rate jumps at the middle: a stream that every detector takes.
    static func errors(_ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { random.chance($0 < count / 2 ? 0.1 : 0.6) ? 1 : 0 }
    }

    static func batch(_ values: some Sequence<Double>, firstLine: Int = 1) -> NumberBatch {
        var batch = NumberBatch()
        batch.values = Array(values)
        batch.lines = Array(firstLine..<(firstLine + batch.values.count))
        return batch
    }

    static func detectors() throws -> [any CataloguedDetector] {
        try DetectorQuestion.detectors(["all", "errors"], options: [])
    }
}

@Suite("Watching a stream")
struct DriftWatchTests {
    @Test("events are the detectors' own, at their indices, in the order of the stream")
    func events() throws {
        let values = DriftStreams.errors(3000, seed: 7)
        var watch = DriftWatch(try DriftStreams.detectors())
        let events = watch.add(DriftStreams.batch(values), of: "x").events
        #expect(events.map(\.index) == events.map(\.index).sorted())
        var found = 0
        for description in DetectorCatalogue.detectors {
            var detector = try description.make()
            let indices = detector.detections(in: values)
            #expect(
                events.filter { $0.detector == description.name && $0.signal == .drift }.map(\.index) == indices,
                "\(description.name)")
            found += indices.count
        }
        #expect(found > 0)
    }

    @Test("the stretches between drifts make up the whole stream, with their means")
    func stretches() throws {
        let values = DriftStreams.errors(4000, seed: 3)
        var watch = DriftWatch(try DetectorQuestion.detectors(["adwin", "ddm"], options: []))
        let events = watch.add(DriftStreams.batch(values), of: "x").events
        for follower in watch.followers {
            let drifts = events.filter { $0.detector == follower.question.name && $0.signal == .drift }
            #expect(!drifts.isEmpty && drifts.count == follower.detections)
            let stretches = drifts.map(\.stretch) + [try #require(follower.current)]
            var next = 0
            for stretch in stretches {
                #expect(stretch.from == next)
                let part = values[stretch.from..<(stretch.from + stretch.values)]
                #expect(abs(stretch.mean - part.reduce(0, +) / Double(part.count)) < 1e-12)
                next += stretch.values
            }
            #expect(next == values.count)
        }
    }

    @Test("how the stream is cut into pieces, or stopped, saved and restored, changes nothing", arguments: 1...4)
    func pieces(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let values = DriftStreams.errors(2500, seed: seed)
        var whole = DriftWatch(try DriftStreams.detectors())
        let expected = whole.add(DriftStreams.batch(values), of: "x").events
        var watch = DriftWatch(try DriftStreams.detectors())
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var found: [DriftEvent] = []
        var start = 0
        while start < values.count {
            let end = min(values.count, start + 1 + random.index(400))
            found += watch.add(DriftStreams.batch(values[start..<end], firstLine: start + 1), of: "x").events
            start = end
            if random.chance(0.3) {
                let file = try folder.file("state", String(decoding: watch.saved(), as: UTF8.self))
                watch = try #require(try DriftWatch.restored(from: file, detectors: try DriftStreams.detectors()))
                #expect(watch.valueCount == end && watch.firstIndex == end)
            }
        }
        #expect(found == expected)
        #expect(try watch.saved() == whole.saved())
    }

    @Test("a value that a detector does not take is named with its line, and those before it are taken")
    func mistake() throws {
        var watch = DriftWatch(try DetectorQuestion.detectors(["adwin", "ddm"], options: []))
        let outcome = watch.add(DriftStreams.batch([0, 1, 0.5, 1], firstLine: 11), of: "errors.csv")
        #expect(outcome.mistake?.message.hasPrefix("errors.csv: line 13: 0.5 is nothing that ddm takes") == true)
        #expect(watch.valueCount == 2)
    }

    @Test("a state that is broken, or of other detectors, is refused")
    func badState() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var watch = DriftWatch(try DetectorQuestion.detectors(["ddm"], options: []))
        _ = watch.add(DriftStreams.batch(DriftStreams.errors(100, seed: 1)), of: "x")
        let text = String(decoding: try watch.saved(), as: UTF8.self)
        for broken in [
            "", "{}", "[1]", String(text.dropLast(30)), text.replacing("\"values\":100", with: "\"values\":-1"),
            text.replacing("drift-state/1", with: "drift-state/9"), text.replacing("\"ddm\"", with: "\"dmd\""),
            text.replacing("\"stretch_start\":", with: "\"stretch_start\":7"),
            text.replacing(/"mean":[-0-9.e]+,"squares"/, with: "\"mean\":\"nan\",\"squares\""),
            text.replacing(/"mean":[-0-9.e]+,"squares"/, with: "\"mean\":1e200,\"squares\""),
            text.replacing(/"squares":[0-9.e]+}/, with: "\"squares\":-5}"),
            text.replacing(/"stretch":{"count":[0-9]+/, with: "\"stretch\":{\"count\":0")
                .replacing(/"stretch_start":[0-9]+/, with: "\"stretch_start\":100"),
        ] {
            let file = try folder.file("state", broken)
            #expect(throws: DriftError.self, "\(broken)") { try DriftWatch.restored(from: file, detectors: nil) }
        }
        let file = try folder.file("state", text)
        let other = try DetectorQuestion.detectors(["ddm"], options: ["drift_threshold=2.5"])
        #expect(throws: DriftError.self) { try DriftWatch.restored(from: file, detectors: other) }
        #expect(try DriftWatch.restored(from: file, detectors: nil)?.valueCount == 100)
        #expect(try DriftWatch.restored(from: folder.path + "/absent", detectors: nil) == nil)
    }

    @Test("options go to the detectors that have them, and what is unknown is named with what was meant")
    func options() throws {
        let made = try DetectorQuestion.detectors(
            ["adwin", "page-hinkley"], options: ["delta=0.01", "adwin.delta=0.05", "page-hinkley.mode=up"])
        let settings = made.map { detector in
            Dictionary(uniqueKeysWithValues: zip(type(of: detector).options.map(\.name), detector.optionTexts))
        }
        #expect(settings[0]["delta"] == "0.05" && settings[1]["delta"] == "0.01" && settings[1]["mode"] == "up")
        for (names, options, part) in [
            (["adwim"], [], "did you mean 'adwin'?"), (["adwin"], ["delt=0.1"], "perhaps delta"),
            (["adwin"], ["delta"], "OPTION=VALUE"), (["adwin"], ["ddm.delta=1"], "no detector 'ddm' was asked for"),
            (["adwin", "adwin"], [], "given twice"), (["adwin"], ["delta=7"], "delta"),
        ] as [([String], [String], String)] {
            do {
                _ = try DetectorQuestion.detectors(names, options: options)
                Issue.record("\(names) \(options) passed")
            } catch let error as DriftError {
                #expect(error.message.contains(part), "\(error.message)")
            }
        }
    }

    @Test("the envelope of a long stream keeps its least and greatest value of every stretch")
    func envelope() {
        var random = SplitMix64(seed: 11)
        for count in [1, 2, 1599, 1600, 1601, 3200, 3201, 50_000] {
            let values = (0..<count).map { _ in random.value(-1, 1) }
            var envelope = StreamEnvelope()
            for value in values { envelope.add(value) }
            #expect(envelope.count == count && envelope.stretches.count <= 1600)
            for (place, bounds) in envelope.stretches.enumerated() {
                let part = values[(place * envelope.stretch)..<min(count, (place + 1) * envelope.stretch)]
                #expect(bounds.low == part.min() && bounds.high == part.max())
            }
        }
    }

    @Test("the record agrees with its schema, and its text and page say the same")
    func record() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let values = DriftStreams.errors(3000, seed: 7)
        let path = try folder.file("errors<b>.csv", "rate\n" + values.map { "\($0)\n" }.joined())
        var options = NumberRows.Options()
        options.wantsDigest = true
        var rows = try NumberRows(path: path, options: options, cancellation: .init())
        var watch = DriftWatch(try DriftStreams.detectors())
        var observation = DriftWatchRecord.Observation()
        var batch = NumberBatch()
        while try rows.read(into: &batch) { observation.add(batch.values, watch.add(batch, of: rows.name).events) }
        let record = DriftWatchRecord(
            stream: .init(rows, path: path), watch: watch, observation: observation, state: nil, outputs: [],
            wallTimeSeconds: 0.5,
            provenance: RunRecord(revision: "abc", configuration: ResolvedConfiguration()).provenance(
                inputDigest: rows.digest))
        let value = try JSONSerialization.jsonObject(with: Data(record.json()))
        let schema = try PhiRecordSchema()
        #expect(schema.problems(of: value, against: "urn:claustrum:drift-watch:1").isEmpty)
        let object = try #require(value as? [String: Any])
        #expect(Set(object.keys) == Set(schema.required(by: "urn:claustrum:drift-watch:1")))
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect((object["inputs"] as? [[String: Any]])?[0]["sha256"] as? String == RunRecord.digest(of: bytes))
        let detectors = try #require(object["detectors"] as? [[String: Any]])
        let text = PhiText.render(record, style: TextStyle())
        for detector in detectors {
            let events = try #require(detector["events"] as? [[String: Any]])
            #expect(events.count { $0["signal"] as? String == "drift" } == detector["detections"] as? Int)
            #expect(text.contains(try #require(detector["name"] as? String)))
        }
        let page = DriftReport.html(record)
        MarkupChecks.expectClosed(page)
        MarkupChecks.expectIdentified(page)
        #expect(MarkupChecks.drawings(in: page).allSatisfy { MarkupChecks.isXML(String($0)) })
        #expect(page.contains("errors&lt;b&gt;.csv") && !page.contains("<b>.csv"))
    }
}
