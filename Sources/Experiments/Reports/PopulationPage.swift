internal import Compute
internal import Drift
internal import Graphs

/// A run of a population as a single HTML file that needs nothing else.
public enum PopulationPage {
    /// - Complexity: O(reports · traits).
    public static func html(_ record: PopulationRecord) -> String {
        let population = record.question.population
        var body = "<section>\n"
        body += ReportPage.numbers([
            ("Minds", PhiText.count(population.minds)), ("Traits", "\(population.traits.count)"),
            ("Days", PhiText.count(population.days)), ("Effects", PhiText.count(record.effects)),
            ("Seed", "\(population.seed)"), ("Wall time", PhiText.duration(seconds: record.wallTimeSeconds)),
            ("Million effects a second", ReportMarkup.brief(record.speed / 1e6)),
            ("Device", ReportMarkup.escape(record.device.device.label)),
        ])
        body += "</section>\n" + courses(record) + coherence(record) + ends(record) + stability(record)
        body += glossary + ReportPage.origin(record.question.files, record.provenance)
        return ReportPage.html(
            title: "\(record.question.title): drift of a population", style: style, body: body)
    }

    private static var style: String {
        ReportStyle.css + """

            .course{fill:none;stroke:var(--g0);stroke-width:1.4;stroke-linejoin:round}
            .quantiles{fill:var(--g0);fill-opacity:.2}
            .start{fill:none;stroke:var(--g1);stroke-width:1.2}.end{fill:var(--g0);fill-opacity:.45}
            figure{flex:0 1 18.6rem}
            """
    }

    /// The band between each quantile and its counterpart, and the mean.
    private static func courses(_ record: PopulationRecord) -> String {
        let population = record.question.population
        let days = record.reports.map { Double($0.day) }
        var html = "<section>\n<h2>The traits over time</h2>\n<div class=\"row\">\n"
        for (index, trait) in population.traits.enumerated() {
            let spreads = record.reports.map(\.traits[index].scores)
            html += ReportPage.figure(
                ReportBands(xTitle: "day", yTitle: "score", x: days, spreads: spreads).drawing(), class: "population",
                identifier: "course-\(index)", title: trait.name,
                description: "The mean score by day, with bands between the quantiles.",
                caption: ReportMarkup.escape(trait.name) + (trait.isLocked ? " (locked)" : ""))
        }
        return html + "</div>\n<p class=\"soft\">Line: the mean; bands: between the quantiles "
            + population.quantiles.map(PhiText.number).joined(separator: ", ")
            + ", each with its counterpart.</p>\n</section>\n"
    }

    private static func coherence(_ record: PopulationRecord) -> String {
        let bands = ReportBands(
            xTitle: "day", yTitle: "coherence", x: record.reports.map { Double($0.day) },
            spreads: record.reports.map(\.coherence))
        return "<section>\n<h2>Identity coherence</h2>\n<div class=\"row\">\n"
            + ReportPage.figure(
                bands.drawing(), class: "population", identifier: "coherence", title: "Identity coherence",
                description: "The mean coherence with the beginning by day, with bands between the quantiles.",
                caption: "How much of each mind’s profile is still what it began as.")
            + "</div>\n</section>\n"
    }

    /// The scores' distributions at the beginning and at the end.
    private static func ends(_ record: PopulationRecord) -> String {
        guard let first = record.reports.first, let last = record.reports.last else { return "" }
        var html = "<section>\n<h2>Beginning and end</h2>\n<div class=\"row\">\n"
        for (index, trait) in record.question.population.traits.enumerated() {
            let histograms = ReportHistograms(
                start: first.traits[index].histogram, end: last.traits[index].histogram)
            html += ReportPage.figure(
                histograms.drawing(), class: "population", identifier: "ends-\(index)", title: trait.name,
                description: "Minds by score at the beginning and at the end.",
                caption: ReportMarkup.escape(trait.name)
                    + ": minds by score, at the beginning (line) and at the end (filled).")
        }
        return html + "</div>\n</section>\n"
    }

    private static func stability(_ record: PopulationRecord) -> String {
        let population = record.question.population
        guard let first = record.reports.first, let last = record.reports.last else { return "" }
        let heads = ["mean", "change", "velocity a day", "speed a day"] + StabilityClass.allCases.map(\.rawValue)
        let rows = zip(population.traits, zip(first.traits, last.traits)).map { trait, ends in
            let (before, statistics) = ends
            let mean = statistics.scores.mean
            let shares = (statistics.stability ?? []).map { minds in
                let percent = (Double(minds) / Double(max(1, population.minds)) * 1000).rounded() / 10
                return "\(PhiText.number(percent)) %"
            }
            return [ReportMarkup.escape(trait.name) + (trait.isLocked ? " (locked)" : "")]
                + [mean, mean - before.scores.mean, statistics.velocity, statistics.speed].map(ReportPage.optional)
                + shares
        }
        return "<section>\n<h2>Stability</h2>\n"
            + ReportPage.table([("trait", false)] + heads.map { ($0, true) }, rows)
            + "<p class=\"soft\">Change of the mean since the beginning; velocity and speed of the last window "
            + "(\(last.windowDays.counted("day"))); minds by stability over the whole run.</p>\n</section>\n"
    }

    private static let glossary = """
        <section class="glossary">
        <h2>What the words mean</h2>
        <dl>
        <dt>Velocity, speed</dt>
        <dd>Velocity is the mean change of a score a day, in which rises and falls cancel; speed is the root of the mean
        square of the minds’ changes, in which they do not.</dd>
        <dt>Identity coherence</dt>
        <dd>1 less the mean share of its range that each trait of a mind has moved since the beginning: 1 where nothing
        moved.</dd>
        <dt>Stability</dt>
        <dd>A mind’s trait is unmoved, stable, drifting or volatile by its net change over the run, as a share of the
        fastest drift that its rule allows.</dd>
        </dl>
        </section>

        """
}
