internal import Compute
internal import Drift
internal import Graphs

extension DriftReport {
    /// The page of a comparison of two samples.
    ///
    /// - Complexity: O(n log n) for n values.
    public static func html(_ record: DriftTestRecord) -> String {
        var body = "<section>\n"
        for (place, sentence) in record.meaning.enumerated() {
            body += place == 0 ? "<p class=\"verdict\">" : "<p>"
            body += "\(ReportMarkup.escape(sentence))</p>\n"
        }
        for note in record.notes + record.warnings { body += "<p class=\"soft\">\(ReportMarkup.escape(note))</p>\n" }
        body += ReportPage.numbers(lead(record)) + "</section>\n"
        if !record.joint.isEmpty { body += joint(record) }
        if !record.features.isEmpty { body += features(record) + pictures(record) }
        body += DriftGlossary.html(of: record)
        body += ReportPage.origin([record.reference.file, record.current.file], record.provenance)
        let names = [record.reference, record.current].map(\.file.path)
        return ReportPage.html(title: "Drift from \(names[0]) to \(names[1])", style: style, body: body)
    }

    private static func lead(_ record: DriftTestRecord) -> [(String, String)] {
        let question = record.question
        var items: [(String, String)] = [
            ("Rows of the reference", PhiText.count(record.reference.rows)),
            ("Rows of the current sample", PhiText.count(record.current.rows)),
            ("Features", PhiText.count(record.features.count)),
            ("α", ReportMarkup.quantity(question.alpha)),
            ("Correction over features", question.correction.words),
            ("Methods", question.methods.map { ReportMarkup.escape($0.method.name) }.joined(separator: ", ")),
            ("Wall time", PhiText.duration(seconds: record.wallTimeSeconds)),
            ("Device", ReportMarkup.escape(record.device.device.label)),
        ]
        let missing = record.reference.missing + record.current.missing
        if missing > 0 { items.append(("Rows with a missing value, left out", PhiText.count(missing))) }
        return items
    }

    private static let findingColumns: [(title: String, isNumber: Bool)] = [
        ("statistic", true), ("<i>p</i>", true), ("adjusted <i>p</i>", true), ("effect", true), ("size", false),
        ("drift", false), ("effect measured by", false),
    ]

    private static func cells(_ finding: DriftTestRecord.Finding) -> [String] {
        let effect = finding.result.effectSize
        return [
            ReportMarkup.quantity(finding.result.statistic), ReportPage.optional(finding.result.pValue),
            ReportPage.optional(finding.adjustedPValue),
            ReportMarkup.quantity(effect.value), finding.magnitude?.rawValue ?? "–",
            finding.isDrift.map { $0 ? "<b>yes</b>" : "no" } ?? "–", ReportMarkup.escape(effect.measure),
        ]
    }

    private static func joint(_ record: DriftTestRecord) -> String {
        "<section>\n<h2>All features together</h2>\n"
            + ReportPage.table(
                [("method", false)] + findingColumns,
                record.joint.map { [ReportMarkup.escape($0.result.method)] + cells($0) }) + "</section>\n"
    }

    private static func features(_ record: DriftTestRecord) -> String {
        let ranked = record.ranked
        var rows: [[String]] = []
        for feature in ranked.prefix(mostRows) {
            for finding in feature.findings {
                rows.append(
                    [ReportMarkup.escape(feature.name), ReportMarkup.escape(finding.result.method)] + cells(finding))
            }
        }
        var html = "<section>\n<h2>Each feature</h2>\n"
        html += ReportPage.table([("feature", false), ("method", false)] + findingColumns, rows)
        let rest = ranked.count - mostRows
        if rest > 0 { html += "<p class=\"soft\">And \(rest.counted("feature")) more; --json has all.</p>\n" }
        return html
    }

    private static let mostRows = 200
    private static let mostPictures = 16

    private static func pictures(_ record: DriftTestRecord) -> String {
        var html =
            "<p><span class=\"key reference\"></span> reference, <span class=\"key current\"></span> current</p>\n"
        for (place, feature) in record.ranked.prefix(mostPictures).enumerated() {
            let pictures = DriftFeaturePictures(comparison: feature.comparison)
            let gap = feature.comparison.gap
            html += "<h3 class=\"feature\">\(ReportMarkup.escape(feature.name))</h3>\n<div class=\"row\">\n"
            html += figure(
                pictures.densities(), "density-\(place)", title: "Densities of \(feature.name)",
                caption: means(feature.comparison))
            html += figure(
                pictures.distributions(), "distribution-\(place)", title: "Distribution functions of \(feature.name)",
                caption: "They lie farthest apart, by D = \(PhiText.number(gap.distance)), at "
                    + "\(PhiText.number(gap.place)).")
            html += "</div>\n"
        }
        let rest = record.features.count - mostPictures
        if rest > 0 {
            html += "<p class=\"soft\">Pictures of \(rest.counted("feature")) with weaker evidence are left out.</p>\n"
        }
        return html + "</section>\n"
    }

    private static func means(_ comparison: FeatureComparison) -> String {
        let (before, now) = (
            FeatureComparison.summary(ofSorted: comparison.reference),
            FeatureComparison.summary(ofSorted: comparison.current)
        )
        return
            "Mean \(PhiText.number(before.mean)) (standard deviation \(PhiText.number(before.standardDeviation))) in the "
            + "reference, \(PhiText.number(now.mean)) (\(PhiText.number(now.standardDeviation))) in the current sample."
    }
}
