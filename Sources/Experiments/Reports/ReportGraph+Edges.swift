internal import Graphs

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension ReportGraph {
    /// Every connection of the substrate, those that are cut last and so on top.
    func edges() -> String {
        let connections = (0..<substrate.unitCount).flatMap { source in
            (0..<substrate.unitCount).filter { substrate.connectivity.feeds(source, $0) }.map { (source, $0) }
        }
        let strongest = connections.reduce(0.0) { max($0, abs(weight($1.0, $1.1) ?? 0)) }
        let isDense = connections.count > 60
        var markup = isDense ? "<g class=\"edges dense\">" : "<g class=\"edges\">"
        for wanted in [false, true] {
            for (source, target) in connections where isCut(source, target) == wanted {
                markup += edge(from: source, to: target, strongest: strongest, isDense: isDense)
            }
        }
        return markup + "</g>"
    }

    private func weight(_ source: Int, _ target: Int) -> Double? {
        substrate.weights.map { $0[source][target] }
    }

    private func edge(from source: Int, to target: Int, strongest: Double, isDense: Bool) -> String {
        let weight = weight(source, target)
        let cut = isCut(source, target)
        let isInhibitory = (weight ?? 0) < 0
        let isOutside = !groups.isEmpty && (isOutside(source) || isOutside(target))
        var classes = ["edge"]
        if cut { classes.append("cut") }
        if isInhibitory { classes.append("inhibitory") }
        if isOutside { classes.append("outside") }
        let marker = (cut ? "cut" : isOutside ? "off" : "on") + (isInhibitory ? "-bar" : "")
        let thickest = isDense ? 2.2 : 3.4
        let width = weight.map { strongest > 0 ? 0.8 + (thickest - 0.8) * abs($0) / strongest : 0.8 } ?? 1.3
        let labels = (ReportMarkup.escape(substrate.labels[source]), ReportMarkup.escape(substrate.labels[target]))
        let title =
            "\(labels.0) → \(labels.1)" + (weight.map { ", weight \(PhiText.number($0))" } ?? "")
            + (cut ? ", cut by the MIP" : "")
        return "<path class=\"\(classes.joined(separator: " "))\" stroke-width=\"\(ReportMarkup.coordinate(width))\" "
            + "marker-end=\"url(#\(identifier)-\(marker))\" d=\"\(path(from: source, to: target))\">"
            + "<title>\(title)</title></path>"
    }

    private func isOutside(_ unit: Int) -> Bool { !groups.contains { $0.units.contains(unit) } }

    private func path(from source: Int, to target: Int) -> String {
        source == target ? loop(at: source) : curve(from: position(source), to: position(target))
    }

    /// A self-connection: a small loop on the unit's outer side.
    private func loop(at unit: Int) -> String {
        let centre = position(unit)
        let length = (centre.x * centre.x + centre.y * centre.y).squareRoot()
        let outward = length > 0 ? atan2(centre.y, centre.x) : -.pi / 2
        func point(_ angle: Double, _ distance: Double) -> String {
            let c = ReportMarkup.coordinate
            return "\(c(centre.x + distance * cos(outward + angle))) \(c(centre.y + distance * sin(outward + angle)))"
        }
        let rim = Self.nodeRadius + 1
        return "M\(point(-0.55, rim))C\(point(-0.75, 45)) \(point(0.75, 45)) \(point(0.5, rim + 2))"
    }

    /// A slight bow to one side, so that a connection and its reverse stay apart.
    private func curve(from start: Point, to end: Point) -> String {
        let c = ReportMarkup.coordinate
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1)
        let bow = min(0.14 * length, 26)
        let control = Point(x: (start.x + end.x) / 2 - dy / length * bow, y: (start.y + end.y) / 2 + dx / length * bow)
        let from = toward(control, from: start, by: Self.nodeRadius + 1)
        let to = toward(control, from: end, by: Self.nodeRadius + 3)
        return "M\(c(from.x)) \(c(from.y))Q\(c(control.x)) \(c(control.y)) \(c(to.x)) \(c(to.y))"
    }

    private func toward(_ goal: Point, from start: Point, by distance: Double) -> Point {
        let (dx, dy) = (goal.x - start.x, goal.y - start.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1)
        return Point(x: start.x + dx / length * distance, y: start.y + dy / length * distance)
    }
}
