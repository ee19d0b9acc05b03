extension ImportedNetwork {
    /// The substrate with the noise and clamps that `options` and the file ask for.
    func finished(_ options: ImportOptions, file: String) throws -> Substrate {
        var result = substrate
        let clamps = try clampedUnits(options.clamps, file: file)
        let noise = options.noise > 0 ? options.noise : declaredNoise
        guard noise > 0 || !clamps.isEmpty else { return result }
        let count = substrate.unitCount
        let noiseFree = Set(substrate.background.filter { substrate.holdsItsValue($0) })
        var columns = substrate.transitions.columns
        var inputs = substrate.connectivity.inputs
        for unit in 0..<count {
            let range = (unit << count)..<((unit + 1) << count)
            if let value = clamps[unit] {
                for index in range { columns[index] = Double(value) }
                inputs[unit] = 0
            } else if noise > 0 && !noiseFree.contains(unit) {
                for index in range { columns[index] = columns[index] * (1 - noise) + (1 - columns[index]) * noise }
            }
        }
        result.transitions = TransitionProbabilities(unitCount: count, columns: columns)
        result.connectivity = Connectivity(inputs: inputs)
        if !clamps.isEmpty { result.weights = nil }
        if let state = substrate.state {
            let bits = clamps.reduce(state.bits) { bits, clamp in
                let bit = UInt64(1) << UInt64(clamp.key)
                return clamp.value == 1 ? bits | bit : bits & ~bit
            }
            result.state = State(bits: bits, count: count)
        }
        return result
    }

    private func clampedUnits(_ clamps: [String: Int], file: String) throws -> [Int: Int] {
        let names = UnitNames(substrate.labels)
        var result: [Int: Int] = [:]
        for (label, value) in clamps.sorted(by: { $0.key < $1.key }) {
            guard let unit = names.index(of: label) else {
                throw GraphsError(
                    .unknownUnit, file: file, key: "fix \(label)", problem: "there is no unit \(label)",
                    remedy: names.suggestion(for: label))
            }
            guard value == 0 || value == 1 else {
                throw GraphsError(
                    .badState, file: file, key: "fix \(label)", problem: "is \(value)",
                    remedy: "a unit is fixed to 0 or 1")
            }
            guard result.updateValue(value, forKey: unit) == nil else {
                throw GraphsError(
                    .duplicateUnit, file: file, key: "fix \(label)", problem: "the unit is fixed twice",
                    remedy: "fix each unit once")
            }
        }
        return result
    }
}

extension Substrate {
    /// Whether the unit's next value is its present one, in every state: what a free input does.
    ///
    /// - Complexity: O(2ⁿ).
    func holdsItsValue(_ unit: Int) -> Bool {
        transitions.column(unit).enumerated().allSatisfy { $0.element == Double($0.offset >> unit & 1) }
    }
}
