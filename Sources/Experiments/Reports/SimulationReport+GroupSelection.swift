internal import Compute
internal import Dynamics
internal import Graphs

extension SimulationReport {
    /// The page of a run of neuronal group selection.
    ///
    /// - Complexity: O(samples · populations).
    public static func html(_ record: GroupSelectionRecord) -> String {
        let model = record.configuration.model
        var body = "<section>\n"
        body += ReportPage.numbers([
            ("Populations", PhiText.count(model.populations)), ("Groups in each", PhiText.count(model.groups)),
            ("Inputs", "\(model.inputs)"), ("Stimuli", "\(model.stimuli.count)"),
            ("Generations", PhiText.count(record.configuration.generations)), ("Seed", "\(model.seed)"),
            ("Wall time", PhiText.duration(seconds: record.wallTimeSeconds)),
            ("Million groups·generations a second", ReportMarkup.brief(record.groupGenerationsPerSecond / 1e6)),
            ("Device", ReportMarkup.escape(record.device.device.label)),
        ])
        body += "</section>\n<section>\n<h2>Over the generations</h2>\n<div class=\"row\">\n"
        let generations = record.samples.map { Double($0.generation) }
        let means = record.samples.map(\.means)
        let lines: [(String, [Double])] = [
            ("mean fitness", means.map(\.fitness)), ("entropy of the shares (nats)", means.map(\.entropy)),
            ("greatest share", means.map(\.dominantShare)),
        ]
        for (index, (title, values)) in lines.enumerated() {
            let drawing = ReportLine(xTitle: "generation", yTitle: title, x: generations, y: values).drawing()
            body += ReportPage.figure(
                drawing, class: "selection", identifier: "selection-\(index)", title: title,
                description: "The mean over the populations, by generation.",
                caption: "The \(title), as a mean over the populations.")
        }
        body += "</div>\n</section>\n" + glossary + ReportPage.origin(record.files, record.provenance)
        return page("Neuronal group selection", model.populations.counted("population"), body)
    }

    private static let glossary = """
        <section class="glossary">
        <h2>What the words mean</h2>
        <dl>
        <dt>Group, population, share</dt>
        <dd>A population (a repertoire) is made of groups that respond to the same stimuli in different ways. Each has a
        share of it; the shares add up to 1.</dd>
        <dt>Mean fitness</dt>
        <dd>What a population multiplies by in a generation: the groups’ fitnesses, weighted by their shares.</dd>
        <dt>Entropy</dt>
        <dd>How evenly the shares are spread: 0 where one group has everything, the logarithm of the number of groups where
        all are alike.</dd>
        </dl>
        </section>

        """
}
