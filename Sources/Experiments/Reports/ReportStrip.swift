internal import Graphs

/// Units of a system in a row of small squares, always in the same order: filled where the unit is on, hollow where it
/// is off, a dot where it takes no part. Strips under each other read like a table.
struct ReportStrip {
    static let height = 18.0
    private static let labelLimit = 12

    /// The system's units, as indices in the substrate.
    let units: [Int]

    /// The side of a square's place; wider where there are few.
    var cell: Double { min(22, max(13, Self.narrowest / Double(max(units.count, 1)))) }

    /// Wide enough for a heading, whatever the number of units.
    var width: Double { max(Double(units.count) * cell, Self.narrowest) }

    private static let narrowest = 66.0

    /// The middle of the place at `position` of a strip whose left edge is at `x`.
    private func middle(_ position: Int, from x: Double) -> Double {
        x + (width - Double(units.count) * cell) / 2 + (Double(position) + 0.5) * cell
    }

    /// The squares of `members`, which are in `state`, in a group of class `kind`.
    ///
    /// - Parameters:
    ///   - x: The left edge.
    ///   - y: The middle.
    func cells(_ members: [Int], _ state: State, kind: String, x: Double, y: Double) -> String {
        let c = ReportMarkup.coordinate
        let values = Dictionary(uniqueKeysWithValues: zip(members, state.values))
        let side = 9.0
        var (on, off, none) = ("", "", "")
        var places: [Double] = []
        for (position, unit) in units.enumerated() {
            let middle = middle(position, from: x)
            guard let value = values[unit] else {
                none += "M\(c(middle)) \(c(y))h0"
                continue
            }
            places.append(middle)
            // The outline of a hollow square is drawn inside the filled one's.
            let inset = value == 1 ? 0.0 : 0.7
            let length = side - 2 * inset
            let square =
                "M\(c(middle - length / 2)) \(c(y - length / 2))h\(c(length))v\(c(length))h\(c(-length))z"
            if value == 1 { on += square } else { off += square }
        }
        var markup = "<g class=\"strip \(kind)\">"
        if !none.isEmpty { markup += "<path class=\"none\" d=\"\(none)\"/>" }
        if let first = places.first, let last = places.last, first < last {
            markup += "<path class=\"span\" d=\"M\(c(first)) \(c(y))H\(c(last))\"/>"
        }
        if !on.isEmpty { markup += "<path class=\"on\" d=\"\(on)\"/>" }
        if !off.isEmpty { markup += "<path class=\"off\" d=\"\(off)\"/>" }
        return markup + "</g>"
    }

    /// How much room the labels take above the strips: short ones stand upright, longer ones are turned.
    static func labelHeight(_ labels: [String]) -> Double {
        let longest = labels.map { min($0.count, labelLimit) }.max() ?? 1
        return longest <= 1 ? 12 : Double(longest) * 6.4 + 6
    }

    /// The units' labels over a strip.
    ///
    /// - Parameter y: The lower edge.
    func header(_ labels: [String], x: Double, y: Double) -> String {
        let c = ReportMarkup.coordinate
        let isUpright = labels.allSatisfy { $0.count <= 1 }
        var markup = "<g class=\"strip-labels\">"
        for (position, label) in labels.enumerated() {
            let middle = middle(position, from: x)
            let text = ReportMarkup.escape(ReportMarkup.shortened(label, to: Self.labelLimit))
            markup +=
                isUpright
                ? "<text text-anchor=\"middle\" x=\"\(c(middle))\" y=\"\(c(y - 2))\">\(text)</text>"
                : "<text transform=\"translate(\(c(middle + 3.8)) \(c(y - 3))) rotate(-90)\">\(text)</text>"
        }
        return markup + "</g>"
    }
}
