public import Compute
internal import Drift
internal import Graphs

extension PhiText {
    /// What stands above a population's lines.
    public static func heading(_ question: PopulationQuestion, _ device: DeviceDecision, style: TextStyle) -> String {
        let population = question.population
        var layout = PhiTextLayout(style: style)
        layout.paragraph(
            flowing(
                "\(question.title.printable): \(count(population.minds)) minds,",
                "\(population.traits.count.counted("trait")), \(population.days.counted("day")),",
                "seed \(population.seed)"))
        layout.field("device", flowing("\(device.device.label) (\(device.reason))"))
        layout.field(
            "below", flowing("mean ± standard deviation of each trait; effects of the window, and those applied"))
        layout.blank()
        return layout.text
    }

    /// What stands below them: how fast it was, where each trait ended, and how stable it was.
    ///
    /// - Complexity: O(traits).
    public static func summary(_ record: PopulationRecord, style: TextStyle) -> String {
        let population = record.question.population
        guard let first = record.reports.first, let last = record.reports.last else { return "" }
        var layout = PhiTextLayout(style: style)
        layout.blank()
        layout.field(
            "time",
            flowing(
                "\(count(record.effects)) effects in \(duration(seconds: record.wallTimeSeconds)),",
                "\(ReportMarkup.brief(record.speed / 1e6)) million a second"))
        layout.blank()
        let quantiles = population.quantiles.map { number(($0 * 1000).rounded() / 10) + " %" }
        var rows = [["trait"] + quantiles + ["change"] + StabilityClass.allCases.map(\.rawValue)]
        for (trait, (before, statistics)) in zip(population.traits, zip(first.traits, last.traits)) {
            let stability = statistics.stability ?? []
            rows.append(
                [trait.name.printable + (trait.isLocked ? " (locked)" : "")]
                    + statistics.scores.quantiles.map { PopulationLines.fixed($0) }
                    + [signed(statistics.scores.mean - before.scores.mean)]
                    + stability.map { share($0, of: population.minds) })
        }
        return layout.text + table(rows)
            + "scores at the end by quantile, mean change since the beginning, shares of minds by stability\n"
            + written(record.outputs)
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        number((Double(part) / Double(max(1, whole)) * 1000).rounded() / 10) + " %"
    }

    private static func signed(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return (rounded > 0 ? "+" : "") + number(rounded)
    }
}
