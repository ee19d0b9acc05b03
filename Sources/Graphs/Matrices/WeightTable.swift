/// A CSV or TSV weight matrix of logistic units: row i, column j is the weight from unit i to unit j. A comment line
/// `# slope: 4` gives the slope, `# name: …` the name.
struct WeightTable: NetworkImporter, NetworkExporter {
    let delimiter: UInt8

    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        let table = try DelimitedTable(
            bytes, delimiter: delimiter, noun: "unit", maximumRows: NetworkSize.maximumUnits, name: name)
        let count = table.rowCount
        try NetworkSize.check(units: count, file: name)
        let weights = try table.squareMatrix()
        let labels = try table.labels() ?? UnitNames.defaults(count: count)
        try UnitNames.check(labels, file: name)
        let slope = try options.slope ?? slope(in: table, file: name) ?? LogisticUnits.defaultSlope
        return ImportedNetwork(
            substrate: Substrate(
                labels: labels,
                transitions: TransitionProbabilities(
                    unitCount: count, columns: LogisticUnits.columns(weights: weights, slope: slope)),
                connectivity: Connectivity(weights: weights), weights: weights, name: table.notes["name"]?.text))
    }

    private func slope(in table: DelimitedTable, file: String) throws -> Double? {
        guard let note = table.notes["slope"] else { return nil }
        guard let slope = DecimalNumber.lax(ArraySlice(Array(note.text.utf8))), slope.isFinite else {
            throw GraphsError(
                .wrongType, file: file, line: note.line, key: "slope", problem: "is not a finite number",
                remedy: "write # slope: 4")
        }
        return slope
    }
}
