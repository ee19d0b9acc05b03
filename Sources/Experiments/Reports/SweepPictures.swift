internal import Dynamics
internal import Graphs

/// What a sweep came to as drawings: a line over one axis, a map over two; of more axes the table in the files tells.
struct SweepPictures {
    /// A number that every point has, or nil where its run failed.
    private struct Quantity {
        let title: String
        let values: [Double?]
    }

    private let record: SweepRecord
    private let quantities: [Quantity]

    init(_ record: SweepRecord) {
        self.record = record
        var quantities: [Quantity] = []
        if record.question.empirical != nil {
            quantities.append(Quantity(title: "fit (r)", values: record.outcomes.map(\.fit)))
        }
        let names = record.outcomes.first { !$0.moments.isEmpty }?.moments.map(\.series) ?? []
        for (index, name) in names.enumerated() {
            let moments = record.outcomes.map { $0.moments.isEmpty ? nil : $0.moments[index] }
            quantities.append(Quantity(title: "mean of \(name)", values: moments.map { $0?.mean }))
            quantities.append(
                Quantity(title: "standard deviation of \(name)", values: moments.map { $0?.standardDeviation }))
        }
        self.quantities = quantities
    }

    /// - Complexity: O(points).
    func html() -> String {
        let axes = record.question.axes
        guard axes.count <= 2 else {
            return "<p>A sweep over \(axes.count) axes: the table of points is in the files written beside.</p>\n"
        }
        var html = "<section>\n<h2>Over \(axes.map { ReportMarkup.escape($0.key) }.joined(separator: " and "))</h2>\n"
        html += "<div class=\"row\">\n"
        for (index, quantity) in quantities.enumerated() {
            let drawing = axes.count == 1 ? line(quantity, axes[0]) : map(quantity, axes[0], axes[1])
            html += "<figure>"
            html += drawing.svg(
                class: "sweep", identifier: "sweep-\(index)", title: quantity.title,
                description: description(quantity), maxWidth: drawing.width * 1.15)
            html += "<figcaption>\(ReportMarkup.escape(quantity.title)). \(ReportMarkup.escape(description(quantity)))"
            html += "</figcaption></figure>\n"
        }
        return html + "</div>\n</section>\n"
    }

    private func line(_ quantity: Quantity, _ axis: SimulationQuestion.Axis) -> ReportDrawing {
        let order = axis.values.indices.sorted { axis.values[$0] < axis.values[$1] }
        return ReportLine(
            xTitle: axis.key, yTitle: quantity.title, x: order.map { axis.values[$0] },
            y: order.map { quantity.values[$0] }
        ).drawing()
    }

    private func map(
        _ quantity: Quantity, _ down: SimulationQuestion.Axis, _ across: SimulationQuestion.Axis
    ) -> ReportDrawing {
        let finite = quantity.values.compactMap { $0 }
        let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
        return ReportHeatMap(
            rows: down.values.count, columns: across.values.count, values: quantity.values.map { $0 ?? .nan },
            // Both signs: zero is what colours go out from; one sign: they go from the least to the greatest.
            range: low < 0 && high > 0 ? nil : low...high, rowTitle: down.key, columnTitle: across.key,
            rowMarks: down.values.map(ReportMarkup.brief), columnMarks: across.values.map(ReportMarkup.brief)
        ).drawing()
    }

    private func description(_ quantity: Quantity) -> String {
        let finite = quantity.values.compactMap { $0 }
        guard let low = finite.min(), let high = finite.max() else { return "No point has a value." }
        let missing = quantity.values.count - finite.count
        let rest = missing > 0 ? "; \(missing.counted("point")) without a value" : ""
        return "From \(PhiText.number(low)) to \(PhiText.number(high))\(rest)."
    }
}
