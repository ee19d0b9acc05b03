import Compute
import Drift
import Experiments
import Foundation
import Testing

@Suite struct PopulationQuestionTests {
    private func population(_ text: String, files: [(String, String)] = []) throws -> Population {
        let folder = try TemporaryFolder()
        for (name, contents) in files { _ = try folder.file(name, contents) }
        return try PopulationQuestion(path: folder.file("p.yaml", text)).population
    }

    @Test("a document says everything that a population has") func everything() throws {
        let read = try population(
            """
            kind: population
            name: all of it
            minds: 100
            traits: [calm, bold]
            rule: {inertia: 0.5, bounds: {minimum: 0.1}, traits: {bold: {cooldown_days: 3}}}
            initial: {calm: {mean: 0.4, deviation: 0.1}, others: {low: 0.2, high: 0.3}}
            initial_confidence: 0.7
            locks: [personality.traits.custom.calm]
            events:
              groups:
                - {name: x, share: 0.25, probability: 0.5, delta: {bold: 0.3}, confidence: {low: 0, high: 1}}
                - {share: 0.75, probability: 0.1, delta: {mean: 0, deviation: 1}}
            couplings: [{from: calm, to: bold, weight: -0.5}]
            set_points: {bold: {mean: 0.6, rate: 0.01, volatility: 0.02}}
            set_point_every: 5
            first_day: 2026-01-31
            days: 30
            report_every: 7
            quantiles: [0.1, 0.9]
            stability: {drifting: 0.2, volatile: 0.4}
            seed: "18446744073709551615"
            """)
        var (calm, bold) = (
            TraitDriftRule(inertia: 0.5, lowerBound: 0.1), TraitDriftRule(inertia: 0.5, lowerBound: 0.1)
        )
        bold.cooldownDays = 3
        calm.cooldownDays = 7
        let expected = Population(
            minds: 100,
            traits: [
                .init("calm", rule: calm, isLocked: true, initial: .normal(mean: 0.4, deviation: 0.1)),
                .init(
                    "bold", rule: bold, initial: .uniform(low: 0.2, high: 0.3),
                    setPoint: .init(mean: 0.6, rate: 0.01, volatility: 0.02)),
            ], initialConfidence: 0.7,
            groups: [
                .init(
                    name: "x", share: 0.25, probability: 0.5, deltas: [nil, .constant(0.3)],
                    confidence: .uniform(low: 0, high: 1)),
                .init(
                    name: "group 2", share: 0.75, probability: 0.1,
                    deltas: [.normal(mean: 0, deviation: 1), .normal(mean: 0, deviation: 1)]),
            ], couplings: [.init(from: 0, to: 1, weight: -0.5)], setPointInterval: 5, firstDay: 20_484, days: 30,
            reportInterval: 7, quantiles: [0.1, 0.9], thresholds: .init(drifting: 0.2, volatile: 0.4), seed: .max)
        #expect(read == expected)
    }

    @Test("the maturity principle says nothing of some traits") func maturity() throws {
        let read = try population("{minds: 1, days: 1, set_points: maturity}")
        #expect(read.traits.map(\.name).first == "openness")
        #expect(read.traits.map { $0.setPoint?.mean } == [nil, 0.6, nil, 0.6, 0.4])
    }

    @Test("effects are the same from CSV and from JSON lines") func effects() throws {
        let csv =
            "trait,day,delta,mind\nopenness,0,0.5,*\n\n# a note\n"
            + "personality.traits.big5.neuroticism.score , 2026-01-03,-1e-1,17\n"
        let lines = """
            {"day": 0, "mind": "*", "trait": "openness", "delta": 0.5}
            {"day": "2026-01-03", "mind": 17, "trait": "neuroticism", "delta": -0.1, "confidence": 0.5}
            """
        let text = "{minds: 20, days: 5, first_day: 2026-01-01, events: FILE}"
        let first = try population(text.replacing("FILE", with: "e.csv"), files: [("e.csv", csv)])
        let second = try population(text.replacing("FILE", with: "e.jsonl"), files: [("e.jsonl", lines)])
        #expect(
            first.effects == [
                .init(day: 0, mind: nil, trait: 0, delta: 0.5), .init(day: 2, mind: 17, trait: 4, delta: -0.1),
            ])
        #expect(second == first)
    }

    static let mistakes: [(text: String, part: String)] = [
        ("{days: 1}", "give minds"), ("{minds: 1.5, days: 1}", "minds: is a number, 1.5"),
        ("{minds: 1, days: 1, coupling: []}", "did you mean \"couplings\""),
        ("{minds: 0, days: 1}", "minds: it is 0"), ("{minds: 1, days: 1, traits: big6}", "big5, hexaco"),
        ("{minds: 1, days: 1, traits: [a, a]}", "there twice"),
        ("{minds: 1, days: 1, rule: {inertia: 2}}", "inertia"),
        ("{minds: 1, days: 1, rule: {bounds: {minimum: 0.00001}}}", "four decimals"),
        ("{minds: 1, days: 1, locks: [courage]}", "locks no trait"),
        ("{minds: 1, days: 1, initial: {mean: 0.5}}", "give deviation"),
        ("{minds: 1, days: 1, initial: {low: 0, mean: 0.5}}", "stands beside low"),
        ("{minds: 1, days: 1, set_points: youth}", "maturity"),
        ("{minds: 1, days: 1, couplings: [{from: opennes, to: neuroticism, weight: 1}]}", "did you mean \"openness\""),
        ("{minds: 1, days: 1, couplings: [{from: openness, to: neuroticism, weight: 2}]}", "couplings[0].weight"),
        ("{minds: 1, days: 1, events: {probability: 2, delta: 1}}", "probability: it is 2"),
        ("{minds: 1, days: 1, events: {probability: 1}}", "give delta"),
        ("{minds: 1, days: 1, events: {probability: 1, groups: []}}", "stands beside groups"),
        ("{minds: 1, days: 1, events: nowhere.csv}", "nowhere.csv"),
        ("{minds: 1, days: 1, first_day: 2026-02-30}", "2026-01-31"),
        ("{minds: 1, days: 1, kind: simulation}", "kind: population"),
        ("{minds: 1, days: 1, seed: -1}", "seed"), ("{minds: 1, days: 1, name: [1, 2]}", "name: is a list"),
        ("{minds: 1, days: 1, events: {}}", "events: is an object"),
        ("{minds: 1, days: 1, events: {groups: []}}", "events.groups: is empty"),
    ]

    @Test("a mistake is told with its place", arguments: mistakes.indices)
    func mistake(index: Int) throws {
        let (text, part) = Self.mistakes[index]
        let error = #expect(throws: (any Error).self) { try population(text) }
        let coded = try #require(error as? any CodedError)
        #expect(coded.message.contains(part), "\(coded.message)")
        #expect(coded.message.contains("p.yaml") || text.contains("nowhere"), "\(coded.message)")
    }

    static let badEffects: [(text: String, part: String)] = [
        ("", "line 1 holds nothing"), ("day,mind,trait\n", "no column delta"),
        ("day,mind,trait,delta\n0,0,openness\n", "line 2 has 3 cells"),
        ("day,mind,trait,delta\n0,0,courage,1\n", "line 2 has \"courage\" for its trait"),
        ("day,mind,trait,delta\n0,0,opennes,1\n", "did you mean \"openness\""),
        ("day,mind,trait,delta\nx,0,openness,1\n", "\"x\" for its day"),
        ("day,mind,trait,delta\n0,all,openness,1\n", "give a mind's number, or *"),
        ("day,mind,trait,delta\n0,0,openness,nan\n", "give a finite number"),
        ("day,mind,trait,delta\n# five minds\n\n0,5,openness,1\n", "line 4, mind: it is 5; give a number from 0 to 4"),
        ("day,mind,trait,delta\n0,0,openness,1\n9,0,openness,1\n", "line 3, day: it is 9"),
        ("day,mind,trait,delta\n2026-01-01,0,openness,1\n", "line 2, day: it is 20454"),
        ("day,mind,trait,delta,confidence\n0,0,openness,1,2\n", "line 2, confidence"),
        ("{\"day\": 0, \"mind\": 0, \"trait\": \"openness\", \"delta\": 1e9}\n", "line 1, delta: it is 1000000000"),
        ("{\"day\": 0, \"mind\": 0, \"trait\": \"openness\"}\n", "line 1"),
    ]

    @Test("a bad effect is told with its line", arguments: badEffects.indices)
    func badEffect(index: Int) throws {
        let (text, part) = Self.badEffects[index]
        let error = #expect(throws: (any Error).self) {
            try population("{minds: 5, days: 3, events: e.csv}", files: [("e.csv", text)])
        }
        let coded = try #require(error as? any CodedError)
        #expect(coded.message.contains(part), "\(coded.message)")
        #expect(coded.exitStatus == .badData)
    }

    @Test("a row of an array is counted from 1, as lines are") func badRow() throws {
        let folder = try TemporaryFolder()
        // Scores of two minds with four traits are an array of two rows, which here stand for effects.
        let writer = try PopulationQuestion(
            path: folder.file("w.yaml", "{minds: 2, days: 0, traits: [a, b, c, d]}"))
        let path = try folder.file("p.yaml", "{minds: 5, days: 3, events: e.npy}")
        let array = try ResultOutput(path: folder.file("e.npy", ""))
        try writer.write([0, 0, 0, 1, 0, 7, 0, 1], to: array)
        try array.commit()
        let error = #expect(throws: ExperimentError.self) { try PopulationQuestion(path: path) }
        #expect(error?.message.contains("row 2, mind: it is 7") == true, "\(error?.message ?? "")")
    }

    /// The day of an effect is that of its date less the first: no first day may be beyond what they are counted by.
    @Test("a first day beyond all days is told before dates are placed by it", arguments: [Int.min, -1, .max])
    func firstDay(day: Int) throws {
        let error = #expect(throws: (any Error).self) {
            try population(
                "{minds: 5, days: 3, first_day: \(day), events: e.csv}",
                files: [("e.csv", "day,mind,trait,delta\n2026-01-01,0,openness,1\n")])
        }
        #expect((error as? any CodedError)?.message.contains("first_day") == true)
    }

    @Test("a byte order mark is no part of the header") func byteOrderMark() throws {
        let read = try population(
            "{minds: 5, days: 3, events: e.csv}", files: [("e.csv", "\u{FEFF}day,mind,trait,delta\n0,0,openness,1\n")])
        #expect(read.effects == [.init(day: 0, mind: 0, trait: 0, delta: 1)])
    }

    @Test("nothing that is given beside a file is ignored") func confidenceBesideFile() throws {
        let error = #expect(throws: (any Error).self) {
            try population(
                "{minds: 5, days: 3, events: {file: e.csv, confidence: 0.9}}",
                files: [("e.csv", "day,mind,trait,delta\n0,0,openness,1\n")])
        }
        #expect((error as? any CodedError)?.message.contains("give probability") == true)
    }

    @Test("reports that are kept count for memory") func reportMemory() throws {
        let folder = try TemporaryFolder()
        let question = try PopulationQuestion(
            path: folder.file("p.yaml", "{minds: 1, days: 536870911, report_every: 1}"))
        try question.checkMemory(keepingScores: true, limit: 1_000_000)
        let error = #expect(throws: ExperimentError.self) {
            try question.checkMemory(keepingScores: false, keepingReports: true, limit: 1_000_000_000_000)
        }
        #expect(error?.code == "memory-limit")
        #expect(question.population.reportDays.count == 536_870_911)
    }

    @Test("what does not fit is refused before it begins") func memory() throws {
        let folder = try TemporaryFolder()
        let question = try PopulationQuestion(path: folder.file("p.yaml", "{minds: 1000000, days: 1}"))
        try question.checkMemory(keepingScores: true, limit: 200_000_000)
        #expect(throws: ExperimentError.self) { try question.checkMemory(keepingScores: false, limit: 100_000_000) }
    }

    @Test("lines, records and pages say the same") func forms() throws {
        let folder = try TemporaryFolder()
        let question = try PopulationQuestion(
            path: folder.file(
                "p.yaml",
                "{minds: 500, days: 20, report_every: 8, events: {probability: 0.5, delta: {mean: 0, deviation: 1}}}"))
        var reports: [PopulationReport] = []
        try question.population.run(pool: ThreadPool(threads: 1)) { reports.append($0) }
        #expect(reports.map(\.day) == [0, 8, 16, 20])
        let record = PopulationRecord(
            question: question, reports: reports, effects: reports.reduce(0) { $0 + $1.effects },
            device: try Device.resolve(.cpu, for: question.workload),
            wallTimeSeconds: 1, outputs: [], provenance: nil)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(record.json())) as? [String: Any])
        let told = try #require(object["reports"] as? [[String: Any]])
        for (report, told) in zip(reports, told) {
            let line = try PopulationLines.jsonl.line(report, of: question)
            let alone = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
            #expect(alone == told as NSDictionary)
            let rows = try PopulationLines.csv.line(report, of: question).split(separator: "\r\n")
            #expect(rows.count == 5)
            let columns = PopulationLines.csv.heading(question).split(separator: ",").count
            #expect(rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
            let traits = try #require(told["traits"] as? [[String: Any]])
            let means = traits.compactMap { $0["mean"] as? Double }
            // Foundation's reader of JSON misses a double by its last bit at times.
            #expect(zip(means, report.traits.map(\.scores.mean)).allSatisfy { abs($0 - $1) < 1e-15 })
            #expect(rows.map { Double($0.split(separator: ",")[2]) } == report.traits.map(\.scores.mean))
        }
        #expect(object["schema"] as? String == "claustrum.population/1")
        // The record says what was run: its document makes the same population again.
        let document = try JSONSerialization.data(withJSONObject: #require(object["population"]))
        let again = try PopulationQuestion(
            path: folder.file("again.json", String(decoding: document, as: UTF8.self)))
        #expect(again.population == question.population)
        let page = PopulationPage.html(record)
        #expect(page.contains("Identity coherence") && page.contains("conscientiousness"))
        #expect(!page.contains("nan") && !page.contains("inf"))
    }
}
