/// The structure that JSON and YAML networks share, turned into a substrate (`docs/formats.md`,
/// `docs/schema/network.schema.json`).
struct NetworkDocument {
    let source: DocumentSource
    let members: [DocumentMember]
    let options: ImportOptions

    /// The keys that mean something.
    private static let keys = [
        "name", "labels", "state", "units", "connectivity", "tpm", "weights", "slope", "mechanisms", "nodes", "noise",
        "background",
    ]
    /// Keys by which other tools declare units with more than two states.
    private static let multivaluedKeys = [
        "states", "num_states", "num_states_per_node", "state_space", "levels", "node_states", "alphabet",
    ]
    /// Keys that are known to be notes for people, however close to a meaningful one.
    private static let notes: Set<String> = [
        "source", "description", "comment", "comments", "note", "notes", "expect", "$schema", "schema", "version",
        "date",
        "title", "id", "citation", "license", "doi",
    ]

    static func isWanted(_ key: String) -> Bool {
        keys.contains(key) || multivaluedKeys.contains(key) || key == "source"
    }

    subscript(key: String) -> DocumentNode? {
        members.first { $0.key == key && !$0.node.isNull }?.node
    }

    /// The network, noise-free.
    func network() throws -> ImportedNetwork {
        try checkKeys()
        let dynamics = try dynamics()
        let count = dynamics.transitions.unitCount
        let labels = try labels(count: count, from: dynamics.labels)
        let names = UnitNames(labels)
        var connectivity = dynamics.connectivity
        if let node = self["connectivity"] { connectivity = try declaredConnectivity(node, count: count) }
        var background = dynamics.freeInputs
        if let node = self["background"] { background = try unitList(node, key: "background", names: names) }
        var substrate = Substrate(
            labels: labels, transitions: dynamics.transitions, connectivity: connectivity, background: background,
            weights: dynamics.weights, name: try name(), source: self["source"]?.string)
        if let node = self["state"] { substrate.state = try state(node, count: count) }
        if let node = self["units"] { substrate.units = try unitList(node, key: "units", names: names) }
        return ImportedNetwork(substrate: substrate, declaredNoise: try noise())
    }

    /// What describes the dynamics, of the ways there are.
    private func dynamics() throws -> Dynamics {
        let described = ["tpm", "mechanisms", "nodes", "weights"].filter { self[$0] != nil }
        guard let first = described.first else {
            throw GraphsError(
                .missingKey, file: source.file, line: source.text == nil ? 1 : source.firstLine, key: "tpm",
                problem: "nothing says how the units behave",
                remedy: "give one of: tpm (a row a state), weights with slope, mechanisms, nodes")
        }
        // The published weights stand beside the TPM made from them in the conformance form.
        guard described.count == 1 || described == ["tpm", "weights"] else {
            throw error(
                .conflictingKeys, described[1], "\(described.joined(separator: " and ")) are both given",
                "give one description of the dynamics")
        }
        if options.slope != nil && first != "weights" {
            throw GraphsError(
                .badOption, file: source.file, key: first,
                problem: "a slope was asked for, but the file gives \(first)",
                remedy: "a slope applies to weights; leave it out")
        }
        if self["slope"] != nil, self["weights"] == nil, first == "tpm" {
            throw error(.conflictingKeys, "slope", "a slope without weights", "give weights, or leave slope out")
        }
        switch (first, self[first]) {
        case ("tpm", let node?): return try Dynamics(transitions: node, of: self)
        case ("weights", let node?): return try Dynamics(weights: node, of: self)
        default: return try MechanismReader(document: self, key: first).dynamics()
        }
    }

    private func checkKeys() throws {
        for member in members where !Self.keys.contains(member.key) {
            if Self.multivaluedKeys.contains(member.key) {
                let counts = member.node.elements?.compactMap(\.number) ?? [member.node.number ?? 0]
                if !counts.isEmpty && counts.allSatisfy({ $0 == 2 }) { continue }
                throw source.error(
                    .multivalued, at: member.keyPlace, key: member.key,
                    "the file declares units with other than two states",
                    remedy:
                        "units are binary for now: leave the key out, or code a unit's levels in several binary units")
            }
            guard !Self.notes.contains(member.key), member.key.utf8.count <= 32,
                let near = Spelling.nearest(to: member.key, in: Self.keys)
            else { continue }
            throw source.error(
                .unknownKey, at: member.keyPlace, key: member.key, "an unknown key that looks like \"\(near)\"",
                remedy: "write \"\(near)\", or rename it if it is a note")
        }
    }

    func error(_ kind: GraphsError.Kind, _ key: String, _ problem: String, _ remedy: String) -> GraphsError {
        let place = members.first { $0.key == key }?.keyPlace
        return GraphsError(
            kind, file: source.file, line: place.map { source.line(at: $0) }, key: key, problem: problem, remedy: remedy
        )
    }

    private func name() throws -> String? {
        guard let node = self["name"] else { return nil }
        guard let name = node.string else {
            throw error(.wrongType, "name", "is \(node.kindName)", "a name is a string")
        }
        return name
    }

    private func noise() throws -> Double {
        guard let node = self["noise"] else { return 0 }
        let range = "the flip probability is a number from 0 to 0.5"
        guard let noise = node.number else { throw error(.wrongType, "noise", "is \(node.kindName)", range) }
        guard (0...0.5).contains(noise) else { throw error(.outOfRange, "noise", "is \(noise)", range) }
        return noise
    }

    private func labels(count: Int, from mechanismLabels: [String]?) throws -> [String] {
        guard let node = self["labels"] else { return mechanismLabels ?? UnitNames.defaults(count: count) }
        let labels = try declaredLabels(node)
        guard labels.count == count else {
            throw error(
                .wrongShape, "labels", "\(labels.count.counted("label")) for \(count.counted("unit"))",
                "give one label a unit")
        }
        return labels
    }

    /// The file's `labels`, checked for form and uniqueness.
    func declaredLabels(_ node: DocumentNode) throws -> [String] {
        guard let elements = node.elements else {
            throw error(.wrongType, "labels", "is \(node.kindName)", "labels are a list of strings")
        }
        let labels = try elements.enumerated().map { position, element in
            guard let label = element.string else {
                throw error(
                    .wrongType, "labels", "entry \(position) is \(element.kindName)",
                    "labels are strings; put a number in quotes")
            }
            return label
        }
        try UnitNames.check(labels, file: source.file, line: source.line(at: node.place), key: "labels")
        return labels
    }

    private func declaredConnectivity(_ node: DocumentNode, count: Int) throws -> Connectivity {
        let rows = try matrix(node, key: "connectivity")
        guard rows.count == count, rows.allSatisfy({ $0.count == count }) else {
            let shape =
                "\(rows.count.counted("row")) of \(Set(rows.map(\.count)).sorted().map(String.init).joined(separator: ", "))"
            throw error(
                .notSquare, "connectivity", "\(shape) entries for \(count.counted("unit"))",
                "give \(count.counted("row")) of \(count.counted("entry", plural: "entries")): [i][j] = 1 where unit i feeds unit j"
            )
        }
        var inputs = [UInt64](repeating: 0, count: count)
        for (from, row) in rows.enumerated() {
            for (to, entry) in row.enumerated() where entry != 0 {
                guard entry == 1 else {
                    throw source.error(
                        .wrongType, at: node.place, key: "connectivity[\(from)][\(to)]", "is \(entry)",
                        remedy: "an entry is 0 or 1; weights belong under \"weights\"")
                }
                inputs[to] |= 1 << UInt64(from)
            }
        }
        return Connectivity(inputs: inputs)
    }

    private func state(_ node: DocumentNode, count: Int) throws -> State {
        if let text = node.string {
            do {
                return try State(parsing: text, count: count)
            } catch let error as GraphsError {
                throw self.error(error.kind, "state", error.problem, error.remedy)
            }
        }
        let shape = "a state is a list of \(count.counted("entry", plural: "entries")), 0 or 1, in the units' order"
        guard let elements = node.elements else { throw error(.badState, "state", "is \(node.kindName)", shape) }
        let values = try elements.enumerated().map { position, element -> Bool in
            switch element.value {
            case .number(0), .bool(false): return false
            case .number(1), .bool(true): return true
            case .number(let number) where number > 1 && number == number.rounded():
                throw error(
                    .multivalued, "state", "unit \(position) is in state \(Int(exactly: number) ?? 2)",
                    "units are binary for now: \(shape)")
            case .number(let number): throw error(.badState, "state", "unit \(position) is \(number)", shape)
            default: throw error(.badState, "state", "unit \(position) is \(element.kindName)", shape)
            }
        }
        guard values.count == count else {
            throw error(
                .badState, "state", "\(values.count.counted("entry", plural: "entries")) for \(count.counted("unit"))",
                shape)
        }
        return State(values)
    }

    /// Labels and indices as ascending unit indices.
    private func unitList(_ node: DocumentNode, key: String, names: UnitNames) throws -> [Int] {
        guard let elements = node.elements else {
            throw error(.wrongType, key, "is \(node.kindName)", "give a list of labels or indices")
        }
        var units: [Int] = []
        for element in elements {
            let unit: Int
            switch element.value {
            case .number(let number):
                guard let index = Int(exactly: number), names.labels.indices.contains(index) else {
                    throw error(
                        .unknownUnit, key, "there is no unit \(number)",
                        "indices go from 0 to \(names.labels.count - 1); the units are \(names.listing)")
                }
                unit = index
            case .string(let label):
                guard let index = names.index(of: label) else {
                    throw error(.unknownUnit, key, "there is no unit \"\(label)\"", names.suggestion(for: label))
                }
                unit = index
            default:
                throw error(.wrongType, key, "an entry is \(element.kindName)", "give labels or indices")
            }
            guard !units.contains(unit) else {
                throw error(.duplicateUnit, key, "unit \(names.labels[unit]) is given twice", "name each unit once")
            }
            units.append(unit)
        }
        return units.sorted()
    }

    /// A list of lists of finite numbers. Rows may differ in length; that is for the caller to judge.
    func matrix(_ node: DocumentNode, key: String) throws -> [[Double]] {
        let expected = "\(key) is a list of rows, each a list of numbers"
        guard case .array(let rows) = node.value else {
            throw source.error(
                .wrongType, at: node.place, key: key, "is \(node.kindName) without rows", remedy: expected)
        }
        return try rows.enumerated().map { index, row in
            guard case .numbers(let numbers) = row.value else {
                let kind =
                    row.elements?.first { $0.number == nil }.map { "holds \($0.kindName)" } ?? "is \(row.kindName)"
                throw source.error(.wrongType, at: row.place, key: "\(key)[\(index)]", kind, remedy: expected)
            }
            if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
                throw source.error(
                    .notFinite, at: row.place, key: "\(key)[\(index)][\(bad)]", "is \(numbers[bad])",
                    remedy: "every entry is a finite number")
            }
            return numbers
        }
    }
}

extension DocumentNode {
    var isNull: Bool {
        if case .null = value { true } else { false }
    }
}

/// How the units of a document behave, before names and states.
struct Dynamics {
    var transitions: TransitionProbabilities
    var connectivity: Connectivity
    var weights: [[Double]]?
    /// The units that hold their value, background by default.
    var freeInputs: [Int] = []
    /// The labels, where the mechanisms give them.
    var labels: [String]?
}
