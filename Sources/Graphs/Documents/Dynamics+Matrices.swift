extension Dynamics {
    /// From `tpm`: state-by-node (2ⁿ × n) or state-by-state (2ⁿ × 2ⁿ), told apart by the number of columns; the two
    /// never coincide, since n < 2ⁿ. `weights` beside it are kept, and must agree where there is a `slope`.
    init(transitions node: DocumentNode, of document: NetworkDocument) throws {
        let rows = try document.matrix(node, key: "tpm")
        let columns = rows.first?.count ?? 0
        if let ragged = rows.firstIndex(where: { $0.count != columns }) {
            throw document.source.error(
                .wrongShape, at: node.elements?[ragged].place ?? node.place, key: "tpm[\(ragged)]",
                "has \(rows[ragged].count.counted("entry", plural: "entries")), the rows before it have \(columns)",
                remedy: "give every row the same number of entries")
        }
        let count = try Dynamics.unitCount(rows: rows.count, columns: columns) { kind, problem, remedy in
            document.source.error(kind, at: node.place, key: "tpm", problem, remedy: remedy)
        }
        try NetworkSize.check(units: count, file: document.source.file, key: "tpm")
        for (row, values) in rows.enumerated() {
            guard let bad = values.firstIndex(where: { !(0...1).contains($0) }) else { continue }
            throw document.source.error(
                .outOfRange, at: node.elements?[row].place ?? node.place, key: "tpm[\(row)][\(bad)]",
                "is \(values[bad])", remedy: "a probability is from 0 to 1")
        }
        if columns == count {
            transitions = TransitionProbabilities(unitCount: count, rows: rows)
        } else {
            do {
                transitions = try TransitionProbabilities(stateByState: rows)
            } catch let error as GraphsError {
                let row = error.line.map { rows.indices.contains($0) ? $0 : 0 } ?? 0
                throw document.source.error(
                    error.kind, at: node.elements?[row].place ?? node.place, key: error.key, error.problem,
                    remedy: error.remedy)
            }
        }
        connectivity = Connectivity(dependenceOf: transitions)
        guard let weightsNode = document["weights"] else { return }
        let weights = try Dynamics.squareWeights(weightsNode, in: document)
        guard weights.count == count else {
            throw document.error(
                .disagreement, "weights", "\(weights.count.counted("unit")), but the tpm has \(count)",
                "give a weight from every unit to every unit of the tpm")
        }
        self.weights = weights
        connectivity = Connectivity(weights: weights)
        if let slope = try Dynamics.slope(in: document) { try checkAgreement(document, weights, slope) }
    }

    /// From `weights` and `slope`: logistic units.
    init(weights node: DocumentNode, of document: NetworkDocument) throws {
        let weights = try Dynamics.squareWeights(node, in: document)
        guard let slope = try document.options.slope ?? Dynamics.slope(in: document) else {
            throw document.error(
                .missingKey, "weights", "weights without a slope",
                "add \"slope\": k, for P(j = 1) = 1 / (1 + exp(-k sum_i w_ij s_i)); the published examples have k = 4")
        }
        self.init(
            transitions: TransitionProbabilities(
                unitCount: weights.count, columns: LogisticUnits.columns(weights: weights, slope: slope)),
            connectivity: Connectivity(weights: weights), weights: weights)
    }

    /// The slope that the document declares.
    static func slope(in document: NetworkDocument) throws -> Double? {
        guard let node = document["slope"] else { return nil }
        guard let slope = node.number, slope.isFinite else {
            throw document.error(.wrongType, "slope", "is \(node.kindName)", "a slope is a finite number")
        }
        return slope
    }

    private static func squareWeights(_ node: DocumentNode, in document: NetworkDocument) throws -> [[Double]] {
        let weights = try document.matrix(node, key: "weights")
        try NetworkSize.check(units: weights.count, file: document.source.file, key: "weights")
        if let row = weights.firstIndex(where: { $0.count != weights.count }) {
            throw document.source.error(
                .notSquare, at: node.elements?[row].place ?? node.place, key: "weights[\(row)]",
                "has \(weights[row].count.counted("entry", plural: "entries")), but the number of rows is \(weights.count)",
                remedy: "give a weight from every unit (row) to every unit (column)")
        }
        return weights
    }

    /// The TPM must be that of the weights, to the 1e-9 that a printed probability may lose.
    private func checkAgreement(_ document: NetworkDocument, _ weights: [[Double]], _ slope: Double) throws {
        let expected = LogisticUnits.columns(weights: weights, slope: slope)
        let count = transitions.unitCount
        guard let place = expected.indices.first(where: { abs(expected[$0] - transitions.columns[$0]) > 1e-9 }) else {
            return
        }
        let (unit, state) = (place >> count, place & ((1 << count) - 1))
        throw document.source.error(
            .disagreement, at: document["tpm"]?.place ?? 0, key: "tpm[\(state)][\(unit)]",
            "is \(transitions.columns[place]), but the weights and slope give \(expected[place])",
            remedy: "correct one of them, or leave weights and slope out")
    }

    /// The number of units of a TPM with that many rows and columns.
    static func unitCount(
        rows: Int, columns: Int, failure: (GraphsError.Kind, String, String) -> GraphsError
    ) throws -> Int {
        let isPower = rows > 0 && rows & (rows - 1) == 0
        let count = isPower ? rows.trailingZeroBitCount : 0
        if isPower && count > 0 && (columns == count || columns == rows) { return count }
        let shape = "\(rows.counted("row")) of \(columns.counted("entry", plural: "entries"))"
        if !isPower && columns > 0 && (looksMultivalued(rows: rows, columns: columns) || columns == rows) {
            throw failure(
                .multivalued, "\(shape), as units with more than two states would have",
                "units are binary for now: n units have 2^n rows of n (or 2^n) probabilities")
        }
        let expected =
            isPower && count > 0
            ? "\(rows) rows need \(count) entries each (state-by-node) or \(rows) (state-by-state)"
            : "n units have 2^n rows, unit 0 varying fastest, of n (or 2^n) probabilities"
        throw failure(.wrongShape, shape, expected)
    }

    /// Whether `rows` is a product of `columns` numbers of states from 2 to 9, one of them above 2.
    private static func looksMultivalued(rows: Int, columns: Int) -> Bool {
        guard columns < 64, rows > 1 << min(columns, 62) else { return false }
        var rest = rows
        for factor in [2, 3, 5, 7] {
            while rest % factor == 0 { rest /= factor }
        }
        return rest == 1
    }
}
