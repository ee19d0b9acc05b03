internal import Compute
internal import Dynamics
internal import Graphs

extension PhiText {
    /// A simulation for people: what was simulated, how fast, and what it came to.
    ///
    /// - Complexity: O(series).
    public static func render(_ record: SimulationRecord, style: TextStyle) -> String {
        let question = record.question
        var layout = PhiTextLayout(style: style)
        heading(question, in: &layout)
        layout.field("how", flowing(question.settings))
        layout.field(
            "time",
            flowing(
                "\(span(question.simulatedMilliseconds)) simulated in \(duration(seconds: record.wallTimeSeconds)),",
                "\(ReportMarkup.brief(record.speed)) times real time")
        )
        layout.field("device", flowing("\(record.device.device.label) (\(record.device.reason))"))
        layout.blank()
        var rows = [["series", "unit", "samples", "every", "mean", "sd", "min", "max"]]
        for summary in record.summaries {
            let isEmpty = summary.series.sampleCount == 0
            rows.append(
                [
                    summary.series.name, summary.series.unit, count(summary.series.sampleCount),
                    span(summary.series.intervalMilliseconds),
                ]
                    + [summary.mean, summary.standardDeviation, summary.minimum, summary.maximum].map {
                        isEmpty ? "–" : ReportMarkup.brief($0)
                    })
        }
        var text = layout.text + table(rows)
        if let empirical = question.empirical {
            let fit =
                record.fit.map { "r = \(number(($0 * 10_000).rounded() / 10_000))" }
                ?? "not defined: a node is constant"
            text += "\nfunctional connectivity of \(record.comparedSeries ?? "") against \(empirical.file.printable) "
            text += "(\(empirical.form.rawValue)): \(fit)\n"
        }
        return text + written(record.outputs)
    }

    /// A sweep for people: its axes, how fast it was, and the points, of which some are left out where there are many.
    ///
    /// - Complexity: O(points).
    public static func render(_ record: SweepRecord, style: TextStyle) -> String {
        let question = record.question
        var layout = PhiTextLayout(style: style)
        heading(question, in: &layout)
        layout.field("how", flowing(question.settings))
        for axis in question.axes {
            let ends = [axis.values.min(), axis.values.max()].compactMap { $0 }.map(number)
            layout.field(
                "over",
                flowing("\(axis.key):", "\(axis.values.count.counted("value")) in \(ends.joined(separator: " … "))"))
        }
        layout.field(
            "time",
            flowing(
                "\(record.points.count.counted("simulation")) of \(span(question.simulatedMilliseconds)) in",
                "\(duration(seconds: record.wallTimeSeconds)), \(ReportMarkup.brief(record.speed)) times real time"))
        layout.field("device", flowing("\(record.device.device.label) (\(record.device.reason))"))
        layout.blank()
        var text = layout.text + pointTable(record)
        if let best = record.best, let fit = record.outcomes[best].fit {
            let point = question.axes.map { "\($0.key) = \(number(record.points[best][$0.key] ?? .nan))" }
            text += "\nbest fit r = \(number((fit * 10_000).rounded() / 10_000)) at \(point.joined(separator: ", "))\n"
        }
        if let shortfall = record.shortfall { text += "\n\(shortfall)\n" }
        return text + written(record.outputs)
    }

    /// As many rows of a sweep as a screen has room for.
    private static func pointTable(_ record: SweepRecord) -> String {
        let most = 24
        let hasFit = record.question.empirical != nil
        let names = record.outcomes.first { !$0.moments.isEmpty }?.moments.map(\.series) ?? []
        var rows = [
            ["point"] + record.question.axes.map(\.key) + names.flatMap { ["mean \($0)", "sd \($0)"] }
                + (hasFit ? ["fit"] : [])
        ]
        for (index, (point, outcome)) in zip(record.points, record.outcomes).enumerated().prefix(most) {
            var row = ["\(index + 1)"] + record.question.axes.map { ReportMarkup.brief(point[$0.key] ?? .nan) }
            if outcome.failure == nil {
                row += outcome.moments.flatMap { [$0.mean, $0.standardDeviation] }.map(ReportMarkup.brief)
                if hasFit { row.append(outcome.fit.map(ReportMarkup.brief) ?? "–") }
            } else {
                row += Array(repeating: "–", count: 2 * names.count + (hasFit ? 1 : 0))
            }
            rows.append(row)
        }
        let rest = record.points.count - most
        return table(rows) + (rest > 0 ? "… and \(rest) more; --json and --output have all\n" : "")
    }

    private static func heading(_ question: SimulationQuestion, in layout: inout PhiTextLayout) {
        let connectome = question.connectome
        let settings = question.settings
        layout.paragraph(
            flowing("\(settings.model.rawValue) on \(question.title.printable):")
                + [
                    .init("\(connectome.nodeCount.counted("node")), \(connectome.edgeCount.counted("edge"))")
                ])
        let description = settings.model.description
        let kind = (settings.coupling.kind ?? description.coupling.defaultKind).rawValue
        let gain = settings.coupling.gain ?? description.coupling.defaultGain
        let gainText = question.varies("coupling.gain") ? "varied" : number(gain)
        let speed =
            question.varies("coupling.speed") ? "varied speeds" : settings.coupling.speed.map { "\(number($0)) mm/ms" }
        layout.field(
            "coupling", flowing("\(kind), gain \(gainText), \(speed.map { "delays at \($0)" } ?? "no delays")"))
    }

    private static func flowing(_ settings: SimulationSettings) -> [PhiTextLayout.Word] {
        var parts = ["\(settings.integrator.rawValue), steps of \(span(settings.stepMilliseconds))"]
        parts.append("\(settings.precision.rawValue) precision, seed \(settings.seed)")
        parts += settings.noise.map { "\($0.kind.rawValue) noise on \($0.variable)" }
        if !settings.stimuli.isEmpty { parts.append(settings.stimuli.count.counted("stimulus", plural: "stimuli")) }
        if let bold = settings.bold { parts.append("BOLD every \(span(bold.repetitionMilliseconds))") }
        return flowing(parts.joined(separator: "; "))
    }

    static func flowing(_ texts: String...) -> [PhiTextLayout.Word] {
        texts.flatMap { $0.split(separator: " ") }.map { PhiTextLayout.Word(String($0)) }
    }

    /// A simulated time: `0.1 ms`, `60 s`, `2 min`.
    static func span(_ milliseconds: Double) -> String {
        if milliseconds >= 120_000 { return number(milliseconds / 60_000) + " min" }
        return milliseconds >= 1000 ? number(milliseconds / 1000) + " s" : number(milliseconds) + " ms"
    }

    static func written(_ paths: [String]) -> String {
        paths.isEmpty ? "" : "\nwritten: \(paths.joined(separator: ", ").printable)\n"
    }

    /// Cells in columns.
    ///
    /// - Parameter flushLeft: the columns that are flush left; the others are flush right.
    static func table(_ rows: [[String]], flushLeft: Set<Int> = [0]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? PhiTextLayout.columns($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                guard flushLeft.contains(column) else { return PhiTextLayout.rightAligned(cell, to: widths[column]) }
                // Nothing follows the last column, so nothing pads it.
                return column > 0 && column == row.count - 1 ? cell : PhiTextLayout.padded(cell, to: widths[column])
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}
