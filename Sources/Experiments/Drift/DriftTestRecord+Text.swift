internal import Compute
internal import Drift
internal import Graphs

extension PhiText {
    /// A comparison of two samples for people: what it means, a row for each feature and method, and what to beware of.
    ///
    /// - Complexity: O(features · methods).
    public static func render(_ record: DriftTestRecord, style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        let ink: PhiTextLayout.Ink = record.isDrift == true ? .reducible : .plain
        for sentence in record.meaning { layout.paragraph(PhiTextLayout.words(sentence.printable, ink)) }
        layout.blank()
        for (name, input) in [("reference", record.reference), ("current", record.current)] {
            let missing = input.missing > 0 ? ", \(input.missing.counted("row")) with a missing value left out" : ""
            layout.field(
                name, PhiTextLayout.words("\(input.file.path.printable): \(input.rows.counted("row"))\(missing)"),
                indent: 11)
        }
        layout.blank()
        var text = layout.text
        if !record.features.isEmpty { text += featureTable(record) + "\n" }
        if !record.joint.isEmpty { text += jointTable(record) + "\n" }
        layout = PhiTextLayout(style: style)
        for note in record.notes + record.warnings {
            layout.paragraph([.init("!", .strong)] + PhiTextLayout.words(note.printable), indent: 0)
        }
        layout.paragraph(
            PhiTextLayout.words(
                "\(record.device.device.label), \(duration(seconds: record.wallTimeSeconds))".printable, .dim))
        return text + layout.text + written(record.question.outputs)
    }

    /// The most rows of a table on a screen; `--json` has all.
    private static let mostRows = 60

    private static func featureTable(_ record: DriftTestRecord) -> String {
        var rows = [
            ["feature", "method", "statistic", "p", "adjusted p", "effect", "size", "drift", "effect measured by"]
        ]
        var left = 0
        for feature in record.ranked {
            for (index, finding) in feature.findings.enumerated() {
                guard rows.count <= mostRows else {
                    left += 1
                    continue
                }
                let name = index == 0 ? ReportMarkup.shortened(feature.name.printable, to: 24) : ""
                rows.append([name] + cells(finding))
            }
        }
        return table(rows, flushLeft: [0, 1, 6, 7, 8])
            + (left > 0 ? "… and \(left) more; --json and --output have all\n" : "")
    }

    private static func jointTable(_ record: DriftTestRecord) -> String {
        table(
            [["all features", "statistic", "p", "adjusted p", "effect", "size", "drift", "effect measured by"]]
                + record.joint.map(cells), flushLeft: [0, 5, 6, 7])
    }

    private static func cells(_ finding: DriftTestRecord.Finding) -> [String] {
        let effect = finding.result.effectSize
        return [
            finding.result.method, ReportMarkup.brief(finding.result.statistic), probability(finding.result.pValue),
            probability(finding.adjustedPValue), ReportMarkup.brief(effect.value),
            finding.magnitude?.rawValue ?? "–", finding.isDrift.map { $0 ? "yes" : "no" } ?? "–", effect.measure,
        ]
    }

    private static func probability(_ value: Double?) -> String { value.map(ReportMarkup.brief) ?? "–" }
}

extension DriftTestRecord {
    /// The features, those with the strongest evidence of drift first; features alike keep their order.
    var ranked: [Feature] {
        features.enumerated().sorted { first, second in
            (first.element.evidence, first.offset) < (second.element.evidence, second.offset)
        }.map(\.element)
    }

    /// What the results' notes say, each once, with the methods that say it.
    var notes: [String] {
        var methods: [String: [String]] = [:]
        var order: [String] = []
        for result in features.flatMap({ $0.findings.map(\.result) }) + joint.map(\.result) {
            for note in result.notes {
                if methods[note] == nil { order.append(note) }
                if methods[note]?.contains(result.method) != true { methods[note, default: []].append(result.method) }
            }
        }
        return order.map { "\(methods[$0, default: []].joined(separator: ", ")): \($0)" }
    }
}

extension DriftTestRecord.Feature {
    /// The least adjusted p-value; 1 where nothing tests.
    fileprivate var evidence: Double { findings.compactMap(\.adjustedPValue).min() ?? 1 }
}
