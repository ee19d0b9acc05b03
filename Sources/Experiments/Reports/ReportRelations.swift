internal import Graphs
internal import IntegratedInformation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The relation structure as a disc: distinctions on its rim, the smaller mechanisms first, clockwise from the top;
/// φ_d as a bar outside; relations inside, as figures of the hyperbolic plane. A relation of two distinctions is a
/// geodesic, one of more an ideal polygon, a self-relation a circle that touches the rim. So each relation reaches
/// exactly the distinctions that it relates, and neighbours do not crowd the middle.
struct ReportRelations {
    static let radius = 172.0
    private static let barsAt = 9.0
    private static let barLength = 34.0

    let structure: ReportStructure
    /// The size of the greatest labels.
    let largestLabel: Double
    /// The rank of the distinction at each place on the rim.
    private let order: [Int]
    /// Each distinction's angle, by rank.
    private let angles: [Double]
    /// The angle between neighbours.
    private let step: Double

    init(_ structure: ReportStructure, largestLabel: Double = 12.5) {
        self.structure = structure
        self.largestLabel = largestLabel
        let ranked = structure.ranked
        let order = ranked.indices.sorted { a, b in
            let (first, second) = (ranked[a].mechanism, ranked[b].mechanism)
            return first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
        }
        self.order = order
        // Mechanisms of different sizes stand three quarters of a place further apart.
        var places: [Double] = []
        var place = 0.0
        for (position, rank) in order.enumerated() {
            if position > 0 {
                place += ranked[order[position - 1]].mechanism.count == ranked[rank].mechanism.count ? 1 : 1.75
            }
            places.append(place)
        }
        let closing = ranked[order.last ?? 0, default: 0] == ranked[order.first ?? 0, default: 0] ? 1 : 1.75
        step = 2 * .pi / (place + closing)
        var angles = [Double](repeating: 0, count: ranked.count)
        for (position, rank) in order.enumerated() { angles[rank] = -.pi / 2 + places[position] * step }
        self.angles = angles
    }

    /// The drawing: relations from the weakest to the strongest, then the distinctions.
    ///
    /// - Parameters:
    ///   - shown: How many relations are to be seen; the others are drawn and hidden.
    ///   - hidden: Whether those beyond `shown` are drawn at all.
    /// - Complexity: O(relations · degree + distinctions).
    func drawing(shown: Int, hidden: Bool) -> ReportDrawing {
        let extent = Self.radius + Self.barsAt + Self.barLength + 8
        let reach = labelSize.map { Double(structure.nameLength) * $0 * 0.62 + 4 } ?? 0
        var body = "<circle class=\"disc\" r=\"\(ReportMarkup.coordinate(Self.radius))\"/><g class=\"links\">"
        let links = hidden ? structure.links : Array(structure.links.prefix(shown))
        for (place, link) in links.enumerated().reversed() { body += draw(link, place, isLate: place >= shown) }
        body += "</g>" + groups() + "<g class=\"distinctions\">"
        for rank in order { body += node(rank) }
        body += "</g>"
        let size = 2 * (extent + reach)
        return ReportDrawing(minX: -size / 2, minY: -size / 2, width: size, height: size, body: body)
    }

    /// The size of the labels; nil where there is no room for them.
    private var labelSize: Double? {
        let room = step * (Self.radius + Self.barsAt + Self.barLength)
        return room < 6.5 ? nil : min(largestLabel, room * 0.95)
    }

    private func point(_ angle: Double, _ distance: Double = Self.radius) -> String {
        let c = ReportMarkup.coordinate
        return "\(c(distance * cos(angle))) \(c(distance * sin(angle)))"
    }

    // MARK: - Distinctions

    private func node(_ rank: Int) -> String {
        let c = ReportMarkup.coordinate
        let distinction = structure.ranked[rank]
        let angle = angles[rank]
        let scale = ReportScale(greatest: structure.ranked.first?.phi ?? 0, length: Self.barLength)
        let start = Self.radius + Self.barsAt
        let end = start + max(scale.position(distinction.phi), 0.8)
        let width = max(min(step * start * 0.62, 11), 1)
        let title = "\(structure.notation.mechanism(distinction)), φ_d = \(PhiText.number(distinction.phi)) ibits"
        var markup = "<g class=\"distinction\" data-d=\"\(rank + 1)\"><title>\(ReportMarkup.escape(title))</title>"
        markup += "<path class=\"hit\" stroke-width=\"\(c(max(min(step * start, 26), 4)))\" "
        markup += "d=\"M\(point(angle, Self.radius - 10))L\(point(angle, start + Self.barLength + 22))\"/>"
        markup += "<path class=\"ray\" stroke-width=\"\(c(width))\" "
        markup += "d=\"M\(point(angle, start))L\(point(angle, end))\"/>"
        let centre = (Self.radius * cos(angle), Self.radius * sin(angle))
        let dot = max(min(step * Self.radius * 0.3, 5), 1.5)
        markup += "<circle class=\"pip\" cx=\"\(c(centre.0))\" cy=\"\(c(centre.1))\" r=\"\(c(dot))\"/>"
        if let labelSize { markup += label(rank, size: labelSize, at: angle) }
        return markup + "</g>"
    }

    /// The name beyond the bar: upright where there is room around it, else along the ray.
    private func label(_ rank: Int, size: Double, at angle: Double) -> String {
        let c = ReportMarkup.coordinate
        let distance = Self.radius + Self.barsAt + Self.barLength + 6
        let name = structure.name(rank)
        let (across, down) = (cos(angle), sin(angle))
        if step * distance > 24 {
            let anchor = abs(across) < 0.25 ? "middle" : across > 0 ? "start" : "end"
            let x = distance * across
            let y = distance * down + size * (0.35 + 0.4 * down)
            return "<text text-anchor=\"\(anchor)\" font-size=\"\(c(size))\" x=\"\(c(x))\" y=\"\(c(y))\">\(name)</text>"
        }
        let degrees = angle * 180 / .pi
        let isLeft = across < -1e-9
        return "<text text-anchor=\"\(isLeft ? "end" : "start")\" font-size=\"\(c(size))\" "
            + "transform=\"rotate(\(c(isLeft ? degrees + 180 : degrees))) translate(\(c(isLeft ? -distance : distance)) "
            + "\(c(size * 0.35)))\">\(name)</text>"
    }

    /// An arc along the rim for the mechanisms of each size.
    private func groups() -> String {
        var markup = "<g class=\"groups\">"
        var start = 0
        while start < order.count {
            let size = structure.ranked[order[start]].mechanism.count
            let end = order[start...].firstIndex { structure.ranked[$0].mechanism.count != size } ?? order.count
            let (first, last) = (angles[order[start]], angles[order[end - 1]])
            let margin = min(step * 0.3, 0.07)
            let isLarge = last - first + 2 * margin > .pi ? 1 : 0
            let c = ReportMarkup.coordinate
            let isWhole = last - first + 2 * margin > 2 * .pi - 0.01
            if !isWhole {
                markup += "<path d=\"M\(point(first - margin))A\(c(Self.radius)) \(c(Self.radius)) 0 \(isLarge) 1 "
                markup += "\(point(last + margin))\"><title>mechanisms of \(size == 1 ? "1 unit" : "\(size) units")"
                markup += "</title></path>"
            }
            start = end
        }
        return markup + "</g>"
    }

    // MARK: - Relations

    private func draw(_ link: ReportStructure.Link, _ place: Int, isLate: Bool) -> String {
        let c = ReportMarkup.coordinate
        let relation = link.relation
        let strongest = structure.links.first?.relation.phi ?? 1
        let strength = strongest > 0 ? relation.phi / strongest : 0
        let members = relation.distinctions.map { String($0 + 1) }.joined(separator: " ")
        let title = relation.distinctions.map { structure.notation.mechanism(structure.ranked[$0]) }
        var classes = "link \(link.side.rawValue)"
        if isLate { classes += " late" }
        return "<path class=\"\(classes)\" data-r=\"\(place + 1)\" data-d=\"\(members)\" "
            + "stroke-width=\"\(c(0.7 + 2.1 * strength))\" stroke-opacity=\"\(c2(0.3 + 0.6 * strength))\" "
            + "fill-opacity=\"\(relation.degree == 2 ? "0" : c2(0.03 + 0.13 * strength))\" "
            + "d=\"\(path(relation.distinctions.map { angles[$0] }.sorted()))\"><title>"
            + "\(ReportMarkup.escape(title.joined(separator: " – ")))"
            + ", φ_r = \(PhiText.number(relation.phi)) ibits</title></path>"
    }

    private func c2(_ value: Double) -> String { PhiText.number((value * 100).rounded() / 100) }

    /// The figure that touches the rim at ascending angles.
    private func path(_ corners: [Double]) -> String {
        guard corners.count > 1 else {
            // A horocycle; its size is that of a neighbour's distance, so that it stays beside its distinction.
            let size = max(min(step * Self.radius * 0.42, 15), 3)
            let centre = Self.radius - size
            let c = ReportMarkup.coordinate
            let angle = corners.first ?? 0
            return "M\(point(angle))A\(c(size)) \(c(size)) 0 1 1 \(point(angle, centre - size))"
                + "A\(c(size)) \(c(size)) 0 1 1 \(point(angle))"
        }
        var path = "M\(point(corners[0]))"
        if corners.count == 2 { return path + geodesic(from: corners[0], to: corners[1]) }
        for (index, corner) in corners.enumerated() {
            path += geodesic(from: corner, to: corners[(index + 1) % corners.count])
        }
        return path + "z"
    }

    /// The arc between two points of the rim that meets it at right angles (Poincaré's disc model), bent towards the
    /// centre.
    private func geodesic(from start: Double, to end: Double) -> String {
        var turn = (end - start).truncatingRemainder(dividingBy: 2 * .pi)
        if turn < 0 { turn += 2 * .pi }
        let between = min(turn, 2 * .pi - turn)
        let bend = tan(between / 2) * Self.radius
        let c = ReportMarkup.coordinate
        guard bend.magnitude < 20 * Self.radius, bend > 0 else { return "L\(point(end))" }
        return "A\(c(bend)) \(c(bend)) 0 0 \(turn < .pi ? 0 : 1) \(point(end))"
    }
}

extension [Distinction] {
    /// The size of the mechanism at `index`, or `size` where there is none.
    fileprivate subscript(index: Int, default size: Int) -> Int {
        indices.contains(index) ? self[index].mechanism.count : size
    }
}
