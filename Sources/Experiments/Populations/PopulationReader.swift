internal import Drift
internal import Graphs
internal import Minds

/// Reads the keys of a population's document: `docs/population-drift.md` lists them.
struct PopulationReader {
    private static let keys = [
        "kind", "name", "description", "minds", "traits", "rule", "initial", "initial_confidence", "locks", "events",
        "couplings", "set_points", "set_point_every", "first_day", "days", "report_every", "quantiles", "stability",
        "seed",
    ]

    private let keys: DocumentObject
    private let inputs: ExperimentInputs
    /// The set that the traits are of, and their names.
    private let set: String
    private let names: [String]
    /// What the document calls it.
    let title: String?

    /// - Throws: `GraphsError` naming the key that is wrong, where it stands, and what would be right.
    init(_ root: DocumentValue, inputs: ExperimentInputs) throws {
        keys = try root.object(keys: Self.keys, "a population: {minds, traits, days, events, …}")
        self.inputs = inputs
        if let kind = keys["kind"], try kind.string("population") != "population" {
            throw kind.error(
                .wrongType, "is another kind of document", remedy: "give kind: population, or leave it out")
        }
        (set, names) = try Self.traits(keys["traits"])
        title = try keys["name"]?.string("a name")
    }

    private static func traits(_ value: DocumentValue?) throws -> (set: String, names: [String]) {
        guard let value else { return (TraitSet.bigFive.name, TraitSet.bigFive.traits) }
        let sets = TraitSet.known.map(\.name).joined(separator: ", ")
        if value.node.isList {
            return ("custom", try value.elements("a list of names").map { try $0.string("a trait's name") })
        }
        let name = try value.string("\(sets), or a list of names")
        guard let known = TraitSet.known.first(where: { $0.name == name }) else {
            throw value.error(
                .wrongType, "is \(name.prefix(64).debugDescription)", remedy: "give \(sets), or a list of names")
        }
        return (known.name, known.traits)
    }

    /// - Throws: `GraphsError`, `ExperimentError`, `DriftError`.
    func population() throws -> Population {
        let rules = try rules()
        let initial = try distributions(keys["initial"], default: .constant(0.5), "where scores begin")
        let locked = try locks()
        let points = try setPoints()
        var population = Population(
            minds: try keys.required("minds", "how many").count(),
            traits: names.enumerated().map { index, name in
                Population.Trait(
                    name, rule: rules[index], isLocked: locked.contains(name),
                    initial: initial[index] ?? .constant(0.5),
                    setPoint: points[name])
            }, days: try keys.required("days", "how many").count())
        if let value = keys["initial_confidence"] {
            population.initialConfidence = try value.number("a number from 0 to 1")
        }
        if let value = keys["first_day"] { population.firstDay = try value.day() }
        if let value = keys["report_every"] { population.reportInterval = try value.count() }
        if let value = keys["set_point_every"] { population.setPointInterval = try value.count() }
        if let value = keys["quantiles"] {
            population.quantiles = try value.elements("a list of numbers from 0 to 1").map { try $0.number("a number") }
        }
        if let value = keys["stability"] {
            let shares = try value.object(keys: ["drifting", "volatile"], "{drifting, volatile}")
            if let share = shares["drifting"] { population.thresholds.drifting = try share.number("a share") }
            if let share = shares["volatile"] { population.thresholds.volatile = try share.number("a share") }
        }
        if let value = keys["seed"] { population.seed = try value.seed() }
        if let value = keys["couplings"] {
            population.couplings = try value.elements("a list of {from, to, weight}").map(coupling)
        }
        // Listed effects are placed by the first day, the minds and the traits, so these have to be sound before.
        try population.validate()
        if let value = keys["events"] { try events(value, of: &population) }
        return population
    }

    // MARK: - Traits

    private static let ruleKeys = ["inertia", "maximum_delta", "cooldown_days", "event_sensitivity", "bounds"]

    private func rules() throws -> [TraitDriftRule] {
        guard let value = keys["rule"] else { return names.map { _ in TraitDriftRule() } }
        let common = try value.object(
            keys: Self.ruleKeys + ["traits"], "{\(Self.ruleKeys.joined(separator: ", ")), traits}")
        let rule = try self.rule(common, over: TraitDriftRule())
        let own = try common["traits"]?.object(keys: names, "rules by trait")
        return try names.map { name in
            guard let value = own?[name] else { return rule }
            return try self.rule(
                value.object(keys: Self.ruleKeys, "{\(Self.ruleKeys.joined(separator: ", "))}"), over: rule)
        }
    }

    private func rule(_ keys: DocumentObject, over other: TraitDriftRule) throws -> TraitDriftRule {
        var rule = other
        if let value = keys["inertia"] { rule.inertia = try value.number("a number from 0 to 1") }
        if let value = keys["maximum_delta"] { rule.maximumDelta = try value.number("a number above 0") }
        if let value = keys["cooldown_days"] { rule.cooldownDays = try value.count() }
        if let value = keys["event_sensitivity"] { rule.eventSensitivity = try value.number("a number from 0 to 1") }
        if let value = keys["bounds"] {
            let bounds = try value.object(keys: ["minimum", "maximum"], "{minimum, maximum}")
            if let value = bounds["minimum"] { rule.lowerBound = try value.number("a number from 0 to 1") }
            if let value = bounds["maximum"] { rule.upperBound = try value.number("a number from 0 to 1") }
        }
        return rule
    }

    /// One distribution for all traits, or some by name, with `others` for the rest.
    private func distributions(
        _ value: DocumentValue?, default other: Population.Distribution?, _ what: String
    ) throws -> [Population.Distribution?] {
        guard let value else { return names.map { _ in other } }
        let form = "\(what): a number, {mean, deviation}, {low, high}, or one of them by trait"
        guard let members = value.node.members,
            members.contains(where: { names.contains($0.key) || $0.key == "others" })
        else {
            let distribution = try value.distribution(form)
            return names.map { _ in distribution }
        }
        let own = try value.object(keys: names + ["others"], form)
        let others = try own["others"]?.distribution(form) ?? other
        return try names.map { try own[$0]?.distribution(form) ?? others }
    }

    /// A lock is a trait's name, or what trait paths begin with.
    private func locks() throws -> Set<String> {
        guard let value = keys["locks"] else { return [] }
        var locked: Set<String> = []
        for lock in try value.elements("a list of traits or trait paths") {
            let text = try lock.string("a trait or a trait path")
            let configuration = DriftConfiguration(locks: [text])
            let found = names.filter { name in
                name == text || configuration.locks(TraitPath(set: set, trait: name).description)
            }
            guard !found.isEmpty, !text.isEmpty else {
                throw lock.error(
                    .wrongType, "locks no trait",
                    remedy: "give one of \(names.joined(separator: ", ")), or a path such as "
                        + TraitPath(set: set, trait: names.first ?? "").description)
            }
            locked.formUnion(found)
        }
        return locked
    }

    private func setPoints() throws -> [String: Population.SetPoint] {
        guard let value = keys["set_points"] else { return [:] }
        let form = "maturity, or {mean, rate, volatility} by trait"
        if value.node.string != nil {
            guard try value.string(form) == "maturity" else { throw value.wrongType(form) }
            return names.reduce(into: [:]) { $0[$1] = Population.SetPoint.maturity(of: $1) }
        }
        return try value.object(keys: names, form).entries.reduce(into: [:]) { points, entry in
            let keys = try entry.value.object(keys: ["mean", "rate", "volatility"], "{mean, rate, volatility}")
            points[entry.key] = Population.SetPoint(
                mean: try keys.required("mean", "a number from 0 to 1").number("a number from 0 to 1"),
                rate: try keys.required("rate", "a number a day").number("a number a day, 0 or more"),
                volatility: try keys["volatility"]?.number("a number, 0 or more") ?? 0)
        }
    }

    private func coupling(_ value: DocumentValue) throws -> Population.Coupling {
        let keys = try value.object(keys: ["from", "to", "weight"], "{from, to, weight}")
        func place(_ key: String) throws -> Int {
            let value = try keys.required(key, "a trait")
            let name = try value.string("a trait")
            guard let place = names.firstIndex(of: name) else {
                throw value.error(
                    .wrongType, "is no trait of this population",
                    remedy: Spelling.nearest(to: name, in: names).map { "did you mean \"\($0)\"?" }
                        ?? "the traits are \(names.joined(separator: ", "))")
            }
            return place
        }
        return Population.Coupling(
            from: try place("from"), to: try place("to"),
            weight: try keys.required("weight", "a number from -1 to 1").number("a number from -1 to 1"))
    }

    // MARK: - Events

    private static let generatorKeys = ["probability", "delta", "confidence"]

    /// A file, a generator, or both.
    private func events(_ value: DocumentValue, of population: inout Population) throws {
        let keys = try value.object(
            keys: ["file", "groups"] + Self.generatorKeys,
            "a file, or {file, groups} or {file, probability, delta, confidence}")
        if let file = keys["file"] {
            let path = try inputs.path(file)
            let table = EffectFile(name: path == "-" ? "standard input" : path, of: population)
            population.effects = try table.effects(in: inputs.contents(of: path, as: "events"))
        }
        if let groups = keys["groups"] {
            if let other = Self.generatorKeys.compactMap({ keys[$0] }).first {
                throw other.error(
                    .conflictingKeys, "stands beside groups", remedy: "give it to each group, or leave groups out")
            }
            let listed = try groups.elements("a list of groups")
            guard !listed.isEmpty else {
                throw groups.error(.wrongType, "is empty", remedy: "give one group or more, or leave groups out")
            }
            population.groups = try listed.enumerated().map { index, value in
                let keys = try value.object(
                    keys: ["name", "share"] + Self.generatorKeys, "{name, share, probability, delta, confidence}")
                var group = try group(keys)
                group.name = try keys["name"]?.string("a name") ?? "group \(index + 1)"
                group.share = try keys.required("share", "its part of all minds").number("a number above 0")
                return group
            }
        } else if Self.generatorKeys.contains(where: { keys[$0] != nil }) {
            population.groups = [try group(keys)]
        } else if keys["file"] == nil {
            throw value.wrongType("a file, groups, or probability and delta")
        }
    }

    private func group(_ keys: DocumentObject) throws -> Population.Group {
        Population.Group(
            probability: try keys.required("probability", "of an event on a day").number("a number from 0 to 1"),
            deltas: try distributions(
                keys.required("delta", "what an event suggests"), default: nil, "what an event suggests"),
            confidence: try keys["confidence"]?.distribution("a number, {mean, deviation} or {low, high}")
                ?? .constant(0.5))
    }
}
