internal import Compute
internal import Drift
internal import Graphs

/// A run of a population as a single HTML file that needs nothing else.
public enum PopulationPage {
    /// - Complexity: O(reports · traits).
    public static func html(_ record: PopulationRecord) -> String {
        let population = record.question.population
        var body = "<section>\n"
        body += SimulationReport.numbers([
            ("Minds", PhiText.count(population.minds)), ("Traits", "\(population.traits.count)"),
            ("Days", PhiText.count(population.days)), ("Effects", PhiText.count(record.effects)),
            ("Seed", "\(population.seed)"), ("Wall time", PhiText.duration(seconds: record.wallTimeSeconds)),
            ("Million effects a second", ReportMarkup.brief(record.speed / 1e6)),
            ("Device", ReportMarkup.escape(record.device.device.label)),
        ])
        body += "</section>\n" + courses(record) + coherence(record) + ends(record) + stability(record)
        body += glossary + SimulationReport.origin(record.question.files, record.provenance)
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
            html += figure(
                ReportBands(xTitle: "day", yTitle: "score", x: days, spreads: spreads).drawing(),
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
            + figure(
                bands.drawing(), identifier: "coherence", title: "Identity coherence",
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
            html += figure(
                histograms.drawing(), identifier: "ends-\(index)", title: trait.name,
                description: "Minds by score at the beginning and at the end.",
                caption: ReportMarkup.escape(trait.name)
                    + ": minds by score, at the beginning (line) and at the end (filled).")
        }
        return html + "</div>\n</section>\n"
    }

    private static func figure(
        _ drawing: ReportDrawing, identifier: String, title: String, description: String, caption: String
    ) -> String {
        "<figure>"
            + drawing.svg(
                class: "population", identifier: identifier, title: title, description: description,
                maxWidth: drawing.width * 1.1)
            + "<figcaption>\(caption)</figcaption></figure>\n"
    }

    private static func stability(_ record: PopulationRecord) -> String {
        let population = record.question.population
        guard let last = record.reports.last else { return "" }
        let heads = ["mean", "a year", "speed a year"] + StabilityClass.allCases.map(\.rawValue)
        var html = "<section>\n<h2>Stability</h2>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">trait</th>"
        html += heads.map { "<th scope=\"col\" class=\"n\">\($0)</th>" }.joined() + "</tr></thead><tbody>\n"
        for (trait, statistics) in zip(population.traits, last.traits) {
            html += "<tr><th scope=\"row\">\(ReportMarkup.escape(trait.name))\(trait.isLocked ? " (locked)" : "")</th>"
            let numbers = [
                statistics.scores.mean, statistics.velocity.map { $0 * 365.25 }, statistics.speed.map { $0 * 365.25 },
            ]
            html += numbers.map { "<td class=\"n\">\($0.map { ReportMarkup.quantity($0) } ?? "–")</td>" }.joined()
            html += (statistics.stability ?? []).map { minds in
                let percent = (Double(minds) / Double(max(1, population.minds)) * 1000).rounded() / 10
                return "<td class=\"n\">\(PhiText.number(percent)) %</td>"
            }.joined()
            html += "</tr>\n"
        }
        return html
            + "</tbody></table></div>\n<p class=\"soft\">Velocity and speed of the last window; minds by stability "
            + "over the whole run.</p>\n</section>\n"
    }

    private static let glossary = """
        <section class="glossary">
        <h2>What the words mean</h2>
        <dl>
        <dt>Velocity, speed</dt>
        <dd>Velocity is the mean change of a score a day, in which rises and falls cancel; speed is the root of the mean
        square of the minds’ changes, in which they do not. Here they are given for a year.</dd>
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
