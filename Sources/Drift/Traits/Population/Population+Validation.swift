extension Population {
    /// The most minds: a mind's number has 31 bits.
    static let mostMinds = 1 << 31
    /// The most traits.
    static let mostTraits = 256
    /// The last day that a run may reach, so that days and their differences have 32 bits.
    static let lastDay = 1 << 29

    /// Checks every value.
    ///
    /// - Throws: `DriftError` naming the value that is outside its domain by the keys of `docs/population-drift.md`.
    /// - Complexity: O(effects + groups · traits + couplings).
    public func validate() throws {
        try check(minds, "minds", 1...Self.mostMinds)
        try check(days, "days", 0...Self.lastDay)
        try check(firstDay, "first_day", 0...(Self.lastDay - days))
        try check(reportInterval, "report_every", 1...Self.lastDay)
        try check(setPointInterval, "set_point_every", 1...Self.lastDay)
        try check(initialConfidence, "initial_confidence", 0...1)
        for (index, quantile) in quantiles.enumerated() {
            try check(quantile, "quantiles[\(index)]", 0...1)
            if index > 0, quantile <= quantiles[index - 1] {
                throw fail("quantiles", "they do not ascend", "give each once, the lowest first")
            }
        }
        do {
            try thresholds.validate()
        } catch let error as DriftError {
            throw fail("stability", error.problem, error.remedy)
        }
        try validateTraits()
        try validateGroups()
        try validateCouplings()
        for (index, effect) in effects.enumerated() {
            try validate(effect, path: "events[\(index)].")
        }
    }

    /// Checks one effect against the days, the minds and the traits.
    ///
    /// - Parameter path: what the keys in errors begin with.
    /// - Throws: `DriftError` naming the value that is outside its domain.
    /// - Complexity: O(1).
    package func validate(_ effect: Effect, path: @autoclosure () -> String) throws {
        try check(effect.day, path() + "day", 0...max(0, days - 1))
        if let mind = effect.mind { try check(mind, path() + "mind", 0...max(0, minds - 1)) }
        try check(effect.trait, path() + "trait", 0...max(0, traits.count - 1))
        try check(effect.delta, path() + "delta", -1e6...1e6)
        try check(effect.confidence, path() + "confidence", 0...1)
    }

    private func validateTraits() throws {
        try check(traits.count, "traits", 1...Self.mostTraits)
        var names: Set<String> = []
        for trait in traits {
            let key = "traits.\(trait.name)"
            guard !trait.name.isEmpty, names.insert(trait.name).inserted else {
                throw fail(
                    "traits", "\"\(trait.name)\" is no name, or there twice", "give each trait a name of its own")
            }
            try trait.rule.validate(path: key)
            try check(trait.initial, key + ".initial", within: -1e6...1e6)
            if let setPoint = trait.setPoint {
                try check(setPoint.mean, key + ".set_point.mean", 0...1)
                try check(setPoint.rate, key + ".set_point.rate", 0...1e3)
                try check(setPoint.volatility, key + ".set_point.volatility", 0...1e3)
            }
        }
    }

    private func validateGroups() throws {
        for (index, group) in groups.enumerated() {
            let key = "events.groups[\(index)]"
            guard group.share > 0, group.share <= 1 else {
                throw fail(key + ".share", "it is \(group.share)", "give a number above 0 and at most 1")
            }
            try check(group.probability, key + ".probability", 0...1)
            try check(group.confidence, key + ".confidence", within: 0...1)
            guard group.deltas.count == traits.count else {
                throw fail(key + ".delta", "it has \(group.deltas.count) entries", "give one a trait")
            }
            for (trait, delta) in zip(traits, group.deltas) {
                if let delta { try check(delta, "\(key).delta.\(trait.name)", within: -1e6...1e6) }
            }
        }
        let total = groups.reduce(0) { $0 + $1.share }
        guard groups.isEmpty || abs(total - 1) < 1e-9 else {
            throw fail("events.groups", "their shares add up to \(total)", "give shares that add up to 1")
        }
    }

    private func validateCouplings() throws {
        var given = Array(repeating: 0.0, count: traits.count)
        var edges: Set<[Int]> = []
        for (index, edge) in couplings.enumerated() {
            let key = "couplings[\(index)]"
            try check(edge.from, key + ".from", 0...(traits.count - 1))
            try check(edge.to, key + ".to", 0...(traits.count - 1))
            try check(edge.weight, key + ".weight", -1...1)
            guard edge.from != edge.to, edges.insert([edge.from, edge.to]).inserted else {
                throw fail(key, "it joins a trait to itself, or is there twice", "give each pair of traits once")
            }
            given[edge.from] += abs(edge.weight)
        }
        if let trait = given.firstIndex(where: { $0 > 1 + 1e-12 }) {
            throw fail(
                "couplings", "the weights from \(traits[trait].name) add up to \(given[trait]) without their signs",
                "give 1 in all at the most: a trait has no more than its change to give")
        }
    }

    private func check(_ distribution: Distribution, _ key: String, within range: ClosedRange<Double>) throws {
        switch distribution {
        case .constant(let value): try check(value, key, range)
        case .normal(let mean, let deviation):
            try check(mean, key + ".mean", range)
            try check(deviation, key + ".deviation", 0...1e6)
        case .uniform(let low, let high):
            try check(low, key + ".low", range)
            try check(high, key + ".high", range)
            guard low <= high else { throw fail(key, "it goes from \(low) down to \(high)", "give low before high") }
        }
    }

    /// Of a list of a million effects no key is written down unless it is wrong.
    private func check<Value: Comparable>(
        _ value: Value, _ key: @autoclosure () -> String, _ range: ClosedRange<Value>
    ) throws {
        guard range.contains(value) else {
            throw fail(key(), "it is \(value)", "give a number from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    private func fail(_ key: String, _ problem: String, _ remedy: String) -> DriftError {
        DriftError(.badPopulation, key: key, problem: problem, remedy: remedy)
    }
}
