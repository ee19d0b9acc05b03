extension WeightTable {
    /// A header of labels, a label a row, and the weights, with name and slope as comments.
    ///
    /// - Throws: `notExpressible` where the substrate is not logistic in its weights. Its state, units and background
    ///   have no place in a table either and are left out.
    func bytes(from substrate: Substrate) throws -> [UInt8] {
        let remedy = "write JSON or YAML, which can say everything"
        guard let weights = substrate.weights else {
            throw GraphsError(
                .notExpressible, problem: "the network has no weights to write as a table", remedy: remedy)
        }
        guard let slope = LogisticUnits.slope(of: substrate.transitions, weights: weights),
            substrate.connectivity == Connectivity(weights: weights)
        else {
            throw GraphsError(
                .notExpressible, problem: "the units are not logistic in the weights alone, so a table would lose them",
                remedy: remedy)
        }
        let separator = String(Unicode.Scalar(delimiter))
        var text = "# slope: \(slope.shortText)\n"
        if let name = substrate.name {
            text += "# name: \(name.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
        }
        text += ([""] + substrate.labels.map(cell)).joined(separator: separator) + "\n"
        for (label, row) in zip(substrate.labels, weights) {
            text += ([cell(label)] + row.map(\.shortText)).joined(separator: separator) + "\n"
        }
        return Array(text.utf8)
    }

    /// The label as a cell, in quotes where it must be.
    func cell(_ label: String) -> String {
        let needsQuotes =
            label.utf8.contains(delimiter) || label.contains("\"") || label.hasPrefix("#")
        return needsQuotes
            ? "\"" + label.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            : label
    }
}
