internal import Compute
public import Dynamics
internal import Graphs

/// Simulations, sweeps and runs of group selection as a single HTML file that needs nothing else.
public enum SimulationReport {
    /// The page of one simulation.
    ///
    /// - Parameters:
    ///   - observation: what was kept of the samples, the courses included.
    ///   - functional: the simulated functional connectivity, where it was computed.
    /// - Complexity: O(nodes²) for the matrices, of which at most 128 × 128 cells are drawn.
    public static func html(
        _ record: SimulationRecord, _ observation: SimulationObservation, _ functional: FunctionalConnectivity?
    ) -> String {
        let question = record.question
        var body = lead(question, simulations: 1, seconds: record.wallTimeSeconds, speed: record.speed, record.device)
        body += summaries(record.summaries)
        body += courses(observation, labels: question.connectome.labels, record.summaries)
        if let functional {
            body += connectivity(functional, question, series: record.comparedSeries ?? "", fit: record.fit)
        }
        body += model(question)
        body += SimulationGlossary.html(withConnectivity: functional != nil)
        body += ReportPage.origin(question.files, record.provenance)
        return page(question.title, question.settings.model.rawValue, body)
    }

    /// The page of a sweep.
    ///
    /// - Complexity: O(points).
    public static func html(_ record: SweepRecord) -> String {
        let question = record.question
        var body = lead(
            question, simulations: record.points.count, seconds: record.wallTimeSeconds, speed: record.speed,
            record.device)
        if let best = record.best, let fit = record.outcomes[best].fit {
            let point = question.axes.map { axis in
                "\(ReportMarkup.escape(axis.key)) = \(ReportMarkup.quantity(record.points[best][axis.key] ?? .nan))"
            }
            body += "<p>Best fit of the functional connectivity: <i>r</i> = \(ReportMarkup.quantity(fit)) at "
            body += "\(point.joined(separator: ", ")).</p>\n"
        }
        if let shortfall = record.shortfall { body += "<p>\(ReportMarkup.escape(shortfall)).</p>\n" }
        body += SweepPictures(record).html()
        body += model(question)
        body += SimulationGlossary.html(withConnectivity: question.empirical != nil)
        body += ReportPage.origin(question.files, record.provenance)
        return page(question.title, "\(question.settings.model.rawValue), a sweep", body)
    }

    static func page(_ title: String, _ model: String, _ body: String) -> String {
        ReportPage.html(title: "\(title): \(model)", style: style, body: body)
    }

    private static var style: String {
        ReportStyle.css + "\n" + ReportHeatMap.style + """
            .course{fill:none;stroke:var(--g0);stroke-width:1.1;stroke-linejoin:round}
            .course.envelope{fill:var(--g0);fill-opacity:.55;stroke-width:.6}
            .dot-mark{fill:var(--g0)}
            """
    }

    /// What was simulated, in numbers.
    private static func lead(
        _ question: SimulationQuestion, simulations: Int, seconds: Double, speed: Double, _ device: DeviceDecision
    ) -> String {
        let settings = question.settings
        let description = settings.model.description
        let coupling = description.coupling
        var items: [(String, String)] = [
            ("Model", ReportMarkup.escape(description.title)),
            ("Nodes", PhiText.count(question.connectome.nodeCount)),
            ("Edges", PhiText.count(question.connectome.edgeCount)),
            (
                "Coupling",
                "\((settings.coupling.kind ?? coupling.defaultKind).rawValue), <i>G</i> "
                    + (question.varies("coupling.gain")
                        ? "varied" : "= " + ReportMarkup.quantity(settings.coupling.gain ?? coupling.defaultGain))
            ),
            (
                "Delays",
                question.varies("coupling.speed")
                    ? "varied"
                    : settings.coupling.speed.map { "at \(ReportMarkup.quantity($0, unit: "mm/ms"))" } ?? "none"
            ),
            ("Integrator", "\(settings.integrator.rawValue), \(PhiText.span(settings.stepMilliseconds))"),
            ("Precision", settings.precision.rawValue), ("Seed", "\(settings.seed)"),
            ("Simulated", PhiText.span(question.simulatedMilliseconds)),
        ]
        if simulations > 1 { items.append(("Simulations", PhiText.count(simulations))) }
        if question.normalization != .none { items.append(("Weights divided by", question.normalization.rawValue)) }
        items += [
            ("Wall time", PhiText.duration(seconds: seconds)), ("Times real time", ReportMarkup.brief(speed)),
            ("Device", ReportMarkup.escape(device.device.label)),
        ]
        for noise in settings.noise {
            let intensity =
                if case .uniform(let value) = noise.intensity { ReportMarkup.quantity(value) } else { "by node" }
            items.append(
                ("Noise on \(ReportMarkup.escape(noise.variable))", "\(noise.kind.rawValue), σ = \(intensity)"))
        }
        if !settings.stimuli.isEmpty { items.append(("Stimuli", "\(settings.stimuli.count)")) }
        return "<section>\n" + ReportPage.numbers(items) + "</section>\n"
    }

    private static func summaries(_ summaries: [SimulationObservation.Summary]) -> String {
        "<section>\n<h2>What was recorded</h2>\n"
            + ReportPage.table(
                [
                    ("series", false), ("unit", false), ("samples", true), ("every", true), ("mean", true),
                    ("standard deviation", true), ("minimum", true), ("maximum", true),
                ],
                summaries.filter { $0.series.sampleCount > 0 }.map { summary in
                    [
                        ReportMarkup.escape(summary.series.name), summary.series.unit,
                        PhiText.count(summary.series.sampleCount), PhiText.span(summary.series.intervalMilliseconds),
                    ]
                        + [summary.mean, summary.standardDeviation, summary.minimum, summary.maximum].map {
                            ReportMarkup.quantity($0)
                        }
                })
    }

    private static func courses(
        _ observation: SimulationObservation, labels: [String], _ summaries: [SimulationObservation.Summary]
    ) -> String {
        var html = ""
        for (index, courses) in observation.courses.enumerated() where summaries[index].series.sampleCount > 0 {
            let series = summaries[index].series
            let shown = observation.shownNodes.map { labels[$0] }
            let name = ReportMarkup.escape(series.name)
            let drawing = ReportCourses(series: series, labels: shown, courses: courses).drawing()
            html += "<h3>\(name) over time</h3>\n"
            html += ReportPage.figure(
                drawing, class: "courses", identifier: "courses-\(index)", title: "\(series.name) over time",
                description: "Courses at \(shown.joined(separator: ", ")).",
                caption: "\(name) at \(shown.count) of \(labels.count.counted("node")), all to one scale. "
                    + "Where the whole has more samples than there is room for, the band goes from the least to the greatest "
                    + "value of each stretch.")
        }
        return html + "</section>\n"
    }

    private static func connectivity(
        _ functional: FunctionalConnectivity, _ question: SimulationQuestion, series: String, fit: Double?
    ) -> String {
        var html = "<section>\n<h2>Functional connectivity</h2>\n"
        if question.empirical != nil {
            html += "<p class=\"phi\"><i>r</i> = " + (fit.map { ReportMarkup.quantity($0) } ?? "not defined") + "</p>\n"
            html += "<p class=\"soft\">The correlation of the two matrices above their diagonals.</p>\n"
        }
        html += "<div class=\"row\">\n"
        html += matrix(functional.matrix, functional.nodes, "simulated", caption: "Simulated, from \(series).")
        if let empirical = question.empirical {
            html += matrix(
                empirical.matrix, functional.nodes, "empirical",
                caption: "Empirical, from \(ReportMarkup.escape(empirical.file)) (\(empirical.form.rawValue)).")
        }
        return html + "</div>\n</section>\n"
    }

    private static func matrix(_ values: [Double], _ nodes: Int, _ identifier: String, caption: String) -> String {
        let map = ReportHeatMap(
            rows: nodes, columns: nodes,
            // Perfect correlations of the nodes with themselves would hide the rest; both matrices share one scale.
            values: values.indices.map { $0 / nodes == $0 % nodes ? .nan : min(1, max(-1, values[$0])) }, range: nil,
            limit: 1)
        return "<figure>"
            + map.drawing().svg(
                class: "matrix-map", identifier: "fc-\(identifier)", title: "\(identifier) functional connectivity",
                description: "\(nodes) × \(nodes) correlations, nodes in the connectome's order.", maxWidth: 460)
            + "<figcaption>\(caption) Nodes in the connectome’s order; the diagonal is left out.</figcaption></figure>\n"
    }

    /// The equations, and the parameters in force.
    private static func model(_ question: SimulationQuestion) -> String {
        let settings = question.settings
        let description = settings.model.description
        var html =
            "<section>\n<h2>The model</h2>\n<pre>\(description.equations.split(separator: "\n").map { ReportMarkup.escape(String($0)) }.joined(separator: "\n"))</pre>\n"
        html += "<p class=\"soft\">\(ReportMarkup.escape(description.source)).</p>\n"
        html += ReportPage.table(
            [("parameter", false), ("value", true), ("unit", false), ("meaning", false)],
            description.parameters.map { parameter in
                let value =
                    if question.varies("parameters.\(parameter.name)") {
                        "<strong>varied</strong>"
                    } else {
                        switch settings.parameters[parameter.name] {
                        case nil: ReportMarkup.quantity(parameter.defaultValue)
                        case .uniform(let value)?: "<strong>\(ReportMarkup.quantity(value))</strong>"
                        case .perNode?: "<strong>by node</strong>"
                        }
                    }
                return [
                    ReportMarkup.escape(parameter.name), value, parameter.unit, ReportMarkup.escape(parameter.meaning),
                ]
            })
        return html + "<p class=\"soft\">Bold: not the default.</p>\n</section>\n"
    }
}
