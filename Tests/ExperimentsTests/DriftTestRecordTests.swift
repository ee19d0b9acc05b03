import Analysis
import Compute
import Drift
import Experiments
import Foundation
import GeneratedInput
import Testing

@Suite("Comparing two samples")
struct DriftTestRecordTests {
    private static let device = DeviceDecision(choice: .auto, device: .cpu, reason: "asked for")

    private func table(_ columns: [String], shift: Double, rows: Int, seed: UInt64) -> String {
        var random = SplitMix64(seed: seed)
        return columns.joined(separator: ",") + "\n"
            + (0..<rows).map { _ in
                columns.map { "\(random.value(0, 1) + ($0 == "b" ? shift : 0))" }.joined(separator: ",") + "\n"
            }.joined()
    }

    private func file(_ path: String) throws -> SampleFile {
        try SampleFile(path: path, options: .init(), limit: 1 << 30, cancellation: Cancellation())
    }

    private func record(
        methods: [String] = [], options: [String] = [], shift: Double = 0.5, correction: Correction = .holm
    ) throws -> DriftTestRecord {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let reference = try file(try folder.file("r.csv", table(["a", "b", "c<i>"], shift: 0, rows: 80, seed: 1)))
        let current = try file(
            try folder.file("c.csv", table(["c<i>", "b", "a"], shift: shift, rows: 60, seed: 2))
        ).matching(reference)
        let question = try DriftTestQuestion(
            methods: methods, features: reference.sample.columns, options: options, common: [], alpha: 0.05,
            correction: correction)
        return try question.record(
            reference: reference, current: current, in: RunContext(), device: Self.device,
            run: RunRecord(revision: "abc", configuration: ResolvedConfiguration()))
    }

    @Test("the record agrees with its schema, and its numbers are those of the tests and their correction")
    func schema() throws {
        let record = try record(methods: ["ks", "welch", "psi"])
        let value = try JSONSerialization.jsonObject(with: Data(record.json()))
        let schema = try PhiRecordSchema()
        #expect(schema.problems(of: value, against: "urn:claustrum:drift-test:1").isEmpty)
        let object = try #require(value as? [String: Any])
        #expect(Set(object.keys) == Set(schema.required(by: "urn:claustrum:drift-test:1")))
        #expect(object["drift"] as? Bool == true)
        #expect(
            record.features.map(\.name) == ["a", "b", "c<i>"] && record.features.map(\.isDrift) == [false, true, false])
        for method in 0..<2 {
            let findings = record.features.map { $0.findings[method] }
            #expect(findings.map(\.adjustedPValue) == Correction.holm.adjusted(findings.compactMap(\.result.pValue)))
        }
        // A distance without permutations is not tested.
        #expect(record.features.allSatisfy { $0.findings[2].isDrift == nil && $0.findings[2].result.pValue == nil })
    }

    @Test("the text and the page name what drifted, escaped, and say what a null result is worth")
    func text() throws {
        let record = try record(methods: ["ks"])
        let text = PhiText.render(record, style: TextStyle())
        #expect(text.hasPrefix("1 of 3 features differs at α = 0.05 after Holm's correction: b.\n"))
        let page = DriftReport.html(record)
        MarkupChecks.expectClosed(page)
        MarkupChecks.expectIdentified(page)
        #expect(MarkupChecks.drawings(in: page).count == 6)
        #expect(MarkupChecks.drawings(in: page).allSatisfy { MarkupChecks.isXML(String($0)) })
        #expect(page.contains("c&lt;i&gt;") && !page.contains("c<i>"))
        let same = try self.record(methods: ["ks"], shift: 0)
        #expect(PhiText.render(same, style: TextStyle()).contains("no proof that there is none"))
    }

    @Test(
        "words for sizes are those of the thresholds that are published",
        arguments: [
            ("Hedges' g", -0.19, "negligible"), ("Hedges' g", 0.2, "small"), ("Hedges' g", -0.79, "medium"),
            ("Hedges' g", 0.8, "large"), ("Cramér's V", 0.3, "medium"), ("rank-biserial correlation", -0.48, "large"),
            ("population stability index", 0.09, "negligible"), ("population stability index", 0.1, "medium"),
            ("population stability index", 0.25, "large"),
        ])
    func magnitudes(measure: String, value: Double, word: String) {
        #expect(EffectMagnitude(.init(measure: measure, value: value))?.rawValue == word)
        #expect(EffectMagnitude(.init(measure: "Kolmogorov-Smirnov distance", value: value)) == nil)
    }

    @Test("methods have short names, defaults by the number of features, and options of their own")
    func methods() throws {
        func names(_ methods: [String], features: Int) throws -> [String] {
            try DriftTestQuestion(
                methods: methods, features: features, options: [], common: [], alpha: 0.05, correction: .none
            ).methods.map(\.method.name)
        }
        #expect(try names([], features: 1) == ["kolmogorov-smirnov"])
        #expect(try names([], features: 2) == ["kolmogorov-smirnov", "mmd"])
        #expect(try names(["ks"], features: 2) == ["kolmogorov-smirnov"])
        #expect(throws: DriftError.self) { try names(["ks", "kolmogorov-smirnov"], features: 1) }
        #expect(throws: DriftError.self) { try names(["kss"], features: 1) }
        let tested = try record(methods: ["psi", "welch"], options: ["psi.bins=5", "permutations=49"])
        #expect(tested.features[0].findings[0].result.pValueMethod == .permutation(permutations: 49, seed: 0))
        #expect(throws: DriftError.self) { try record(methods: ["welch"], options: ["bins=5"]) }
    }

    @Test("columns that only one side has are named")
    func columns() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let reference = try file(try folder.file("r.csv", "a,b\n1,2\n"))
        for (text, part) in [
            ("a,c\n1,2\n", "it lacks b, and"), ("a\n1\n", "it lacks b;"), ("1,2,3\n", "3 columns, and"),
        ] {
            do {
                _ = try file(try folder.file("c.csv", text)).matching(reference)
                Issue.record("\(text) passed")
            } catch let error as DriftError {
                #expect(error.message.contains(part), "\(error.message)")
            }
        }
        // By position where one side has no names.
        let plain = try file(try folder.file("p.csv", "7,8\n")).matching(reference)
        #expect(plain.sample.columnNames == ["a", "b"] && plain.sample.values == [7, 8])
        let swapped = try file(try folder.file("s.csv", "b,a\n7,8\n")).matching(reference)
        #expect(swapped.sample.columnNames == ["a", "b"] && swapped.sample.values == [8, 7])
    }

    @Test("the smallest numbers there are have a page and a record, and those too large to be squared are refused")
    func extremes() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        for (before, now) in [("0\n5e-324\n0\n", "0\n5e-324\n5e-324\n"), ("0\n1e-310\n3e-311\n", "1e-310\n0\n1\n")] {
            let reference = try file(try folder.file("r", before))
            let question = try DriftTestQuestion(
                methods: ["ks", "mann-whitney"], features: 1, options: [], common: [], alpha: 0.05, correction: .none)
            let record = try question.record(
                reference: reference, current: try file(try folder.file("c", now)), in: RunContext(),
                device: Self.device, run: nil)
            let page = DriftReport.html(record)
            MarkupChecks.expectClosed(page)
            #expect(MarkupChecks.drawings(in: page).allSatisfy { MarkupChecks.isXML(String($0)) })
            #expect(try !record.json().isEmpty)
        }
        do {
            _ = try file(try folder.file("l.csv", "a,b\n1,2\n3,-1.1e150\n"))
            Issue.record("a number was taken whose square is none")
        } catch let error as DriftError {
            #expect(error.message.contains("l.csv: line 3: -1.1e+150 is too large"), "\(error.message)")
        }
    }

    @Test(
        "a change that says nothing is refused, of generated streams and of a series",
        arguments: ["", "=", "mean-jump="])
    func emptyChange(text: String) throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let series = try file(try folder.file("s.csv", table(["x"], shift: 0, rows: 300, seed: 5)))
        for file in [nil, series] {
            #expect(throws: DriftError.self) {
                try CalibrationQuestion(
                    detectors: ["page-hinkley"], options: [], change: text, series: file, blockLength: 20, length: 500,
                    changeAt: 100, horizon: 200, repetitions: 10, seed: 3)
            }
        }
    }

    @Test("a flag that no method takes is named as it was given")
    func flags() throws {
        do {
            _ = try DriftTestQuestion(
                methods: ["welch"], features: 1, options: [], common: [("permutations", "9")], alpha: 0.05,
                correction: .none)
            Issue.record("welch took permutations")
        } catch let error as DriftError {
            #expect(error.message.hasPrefix("--permutations: welch has no such option"), "\(error.message)")
        }
    }

    @Test("a calibration agrees with its schema, on generated streams and on a series")
    func calibration() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let series = try file(try folder.file("s.csv", table(["x"], shift: 0, rows: 300, seed: 5)))
        for (detectors, change, file) in [
            (["page-hinkley"], nil, nil), (["ddm"], nil, nil), (["page-hinkley"], "mean-jump=3", series),
        ] as [([String], String?, SampleFile?)] {
            let question = try CalibrationQuestion(
                detectors: detectors, options: [], change: change, series: file, blockLength: 20, length: 500,
                changeAt: 100, horizon: 200, repetitions: 10, seed: 3)
            let record = try question.record(run: nil) { try InlineExecutor().run($0) }
            let value = try JSONSerialization.jsonObject(with: Data(record.json()))
            let schema = try PhiRecordSchema()
            #expect(schema.problems(of: value, against: "urn:claustrum:drift-calibration:1").isEmpty)
            #expect(PhiText.render(record, style: TextStyle()).contains(detectors[0]))
        }
    }
}
