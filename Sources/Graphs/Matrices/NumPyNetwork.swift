/// `.npy` networks: a square array is a weight matrix of logistic units (`[i][j]` from i to j), any other must be a
/// state-by-node TPM of 2ⁿ rows of n probabilities. A state-by-state TPM is square and therefore needs JSON.
struct NumPyNetwork: NetworkImporter, NetworkExporter {
    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        let array = try NumPyArray(parsing: bytes, file: name)
        func place(_ index: Int) -> String { "[\(index / array.columns)][\(index % array.columns)]" }
        if let bad = array.values.firstIndex(where: { !$0.isFinite }) {
            throw GraphsError(
                .notFinite, file: name, key: place(bad), problem: "is \(array.values[bad])",
                remedy: "every entry is a finite number")
        }
        if array.rows == array.columns { return try weights(array, name: name, slope: options.slope) }
        guard options.slope == nil else {
            throw GraphsError(
                .badOption, file: name, problem: "a slope was asked for, but the array is not a square weight matrix",
                remedy: "a slope applies to weights; leave it out")
        }
        let count = try Dynamics.unitCount(rows: array.rows, columns: array.columns) { kind, problem, _ in
            GraphsError(
                kind, file: name, key: "shape", problem: problem,
                remedy: "save n x n weights, or 2^n rows (unit 0 varying fastest) of n probabilities")
        }
        try NetworkSize.check(units: count, file: name, key: "shape")
        if let bad = array.values.firstIndex(where: { !(0...1).contains($0) }) {
            throw GraphsError(
                .outOfRange, file: name, key: place(bad), problem: "is \(array.values[bad])",
                remedy: "a probability is from 0 to 1")
        }
        let columns = (0..<count).flatMap { unit in
            stride(from: unit, to: array.values.count, by: count).map { array.values[$0] }
        }
        let transitions = TransitionProbabilities(unitCount: count, columns: columns)
        return ImportedNetwork(
            substrate: Substrate(
                labels: UnitNames.defaults(count: count), transitions: transitions,
                connectivity: Connectivity(dependenceOf: transitions)))
    }

    private func weights(_ array: NumPyArray, name: String, slope: Double?) throws -> ImportedNetwork {
        let count = array.rows
        try NetworkSize.check(units: count, file: name, key: "shape")
        let weights = (0..<count).map { Array(array.values[($0 * count)..<(($0 + 1) * count)]) }
        return ImportedNetwork(
            substrate: Substrate(
                labels: UnitNames.defaults(count: count),
                transitions: TransitionProbabilities(
                    unitCount: count,
                    columns: LogisticUnits.columns(weights: weights, slope: slope ?? LogisticUnits.defaultSlope)),
                connectivity: Connectivity(weights: weights), weights: weights))
    }

    /// The state-by-node TPM. Labels, state, units, background and weights have no place in it and are left out.
    ///
    /// - Throws: `notExpressible` where the connectivity is not the TPM's own dependence.
    func bytes(from substrate: Substrate) throws -> [UInt8] {
        guard Connectivity(dependenceOf: substrate.transitions) == substrate.connectivity else {
            throw GraphsError(
                .notExpressible,
                problem: "the connectivity differs from what the TPM depends on, and an array has no place for it",
                remedy: "write JSON or YAML, which can say everything")
        }
        return NumPyArray(
            rows: substrate.transitions.stateCount, columns: substrate.unitCount,
            values: substrate.transitions.rows.flatMap { $0 }
        ).bytes
    }
}
