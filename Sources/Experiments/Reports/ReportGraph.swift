internal import Graphs
internal import IntegratedInformation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The substrate drawn as a directed graph: units on a circle, those of a group side by side and joined by a band of
/// colour, connections as arrows (a bar for an inhibitory one), those that the partition cuts dashed in red.
struct ReportGraph {
    struct Point {
        var x: Double
        var y: Double
    }

    /// Units that belong together, such as a part of the partition: indices in the substrate.
    struct Group {
        let units: [Int]
        let color: Int
        let title: String
    }

    static let nodeRadius = 15.0
    static let labelLimit = 14

    let substrate: Substrate
    /// Each unit's state, 0 or 1; nil where it is not known.
    let states: [Int?]
    let groups: [Group]
    /// Whether the connection from a unit to another is cut, by substrate indices.
    let isCut: (Int, Int) -> Bool
    let title: String
    let description: String
    let identifier: String
    let radius: Double
    private let order: [Int]
    private let angles: [Double]

    init(
        substrate: Substrate, states: [Int?], groups: [Group], title: String, description: String, identifier: String,
        isCut: @escaping (Int, Int) -> Bool
    ) {
        self.substrate = substrate
        self.states = states
        self.groups = groups
        self.title = title
        self.description = description
        self.identifier = identifier
        self.isCut = isCut
        let grouped = groups.flatMap(\.units)
        let order = grouped + (0..<substrate.unitCount).filter { !grouped.contains($0) }
        self.order = order
        let count = order.count
        radius = count < 2 ? 0 : max(count == 2 ? 80 : 105, Double(count) * 54 / (2 * .pi))
        var angles = [Double](repeating: -Double.pi / 2, count: count)
        let start = count == 2 ? Double.pi : -Double.pi / 2
        for (place, unit) in order.enumerated() where count > 1 {
            angles[unit] = start + 2 * .pi * Double(place) / Double(count)
        }
        self.angles = angles
    }

    /// The drawing as an SVG element.
    ///
    /// - Complexity: O(n²) for n units.
    func svg() -> String {
        let drawing = drawing()
        return drawing.svg(
            class: "graph", identifier: identifier, title: title, description: description,
            maxWidth: max(drawing.width, 300))
    }

    /// - Complexity: O(n²) for n units.
    func drawing() -> ReportDrawing {
        let longest = substrate.labels.map { min($0.count, Self.labelLimit) }.max() ?? 1
        let width = 2 * (radius + 40 + Double(longest) * 8)
        let heights = order.map { position($0).y }
        let top = (heights.min() ?? 0) - 58
        let height = (heights.max() ?? 0) + 58 - top
        var body = markers()
        for group in groups { body += band(group) }
        body += edges()
        for unit in order { body += node(unit) }
        return ReportDrawing(minX: -width / 2, minY: top, width: width, height: height, body: body)
    }

    func position(_ unit: Int) -> Point {
        Point(x: radius * cos(angles[unit]), y: radius * sin(angles[unit]))
    }

    private func markers() -> String {
        var markers = "<defs>"
        for kind in ["on", "off", "cut"] {
            let attributes =
                "viewBox=\"0 0 10 10\" orient=\"auto\" markerUnits=\"userSpaceOnUse\" class=\"m-\(kind)\""
            markers +=
                "<marker id=\"\(identifier)-\(kind)\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" "
                + "\(attributes)><path d=\"M0 1 10 5 0 9 2.5 5z\"/></marker>"
            markers +=
                "<marker id=\"\(identifier)-\(kind)-bar\" refX=\"6\" refY=\"5\" markerWidth=\"12\" "
                + "markerHeight=\"12\" \(attributes)><path d=\"M5 0h2.4v10H5z\"/></marker>"
        }
        return markers + "</defs>"
    }

    private func band(_ group: Group) -> String {
        guard let first = group.units.first, let last = group.units.last else { return "" }
        let color = ReportMarkup.groupClass(group.color)
        let title = "<title>\(ReportMarkup.escape(group.title))</title>"
        let c = ReportMarkup.coordinate
        if group.units.count == 1 {
            let centre = position(first)
            return
                "<circle class=\"band \(color)\" cx=\"\(c(centre.x))\" cy=\"\(c(centre.y))\" r=\"23\">\(title)</circle>"
        }
        if group.units.count == order.count {
            return "<circle class=\"ring \(color)\" r=\"\(c(radius))\">\(title)</circle>"
        }
        let (from, to) = (position(first), position(last))
        let isLarge = angles[last] - angles[first] > .pi ? 1 : 0
        return "<path class=\"ring \(color)\" d=\"M\(c(from.x)) \(c(from.y))A\(c(radius)) \(c(radius)) 0 \(isLarge) 1 "
            + "\(c(to.x)) \(c(to.y))\">\(title)</path>"
    }

    private func node(_ unit: Int) -> String {
        let c = ReportMarkup.coordinate
        let centre = position(unit)
        let value = states[unit]
        let group = groups.first { $0.units.contains(unit) }
        let classes = [
            "unit-node", value == 1 ? "is-on" : "is-off", group.map { ReportMarkup.groupClass($0.color) } ?? "outside",
        ]
        let label = substrate.labels[unit]
        let full = ReportMarkup.escape(value.map { "\(label) = \($0)" } ?? label)
        let (direction, hasLoop) = (angles[unit], substrate.connectivity.feeds(unit, unit))
        let reach = Self.nodeRadius + (hasLoop ? 25 : 10)
        let horizontal = cos(direction)
        let anchor = abs(horizontal) < 0.2 ? "middle" : horizontal > 0 ? "start" : "end"
        let x = centre.x + reach * horizontal
        let y = centre.y + reach * sin(direction) + (sin(direction) < -0.9 ? 0 : sin(direction) > 0.9 ? 9 : 4.5)
        return "<g class=\"\(classes.joined(separator: " "))\"><title>\(full)</title>"
            + "<circle cx=\"\(c(centre.x))\" cy=\"\(c(centre.y))\" r=\"\(c(Self.nodeRadius))\"/>"
            + (value.map { "<text class=\"bit\" x=\"\(c(centre.x))\" y=\"\(c(centre.y + 4.5))\">\($0)</text>" } ?? "")
            + "<text class=\"label\" text-anchor=\"\(anchor)\" x=\"\(c(x))\" y=\"\(c(y))\">"
            + "\(ReportMarkup.escape(ReportMarkup.shortened(label, to: Self.labelLimit)))</text></g>"
    }
}
