/// Reads one unit's mechanism.
struct SpecificationReader {
    let document: NetworkDocument
    let path: String
    let unit: Int
    let names: UnitNames

    private var count: Int { names.labels.count }

    private static let types = [
        "logistic", "threshold", "and", "or", "xor", "majority", "copy", "not", "expression", "table", "constant",
        "input",
    ]

    /// A string is an expression (or `input`), a number or truth value a constant, an object says its `type`.
    func mechanism(_ node: DocumentNode) throws -> UnitMechanism {
        switch node.value {
        case .string("input") where names.index(of: "input") == nil: return .freeInput(unitCount: count, unit: unit)
        case .string(let text): return try expression(text, node)
        case .number, .bool: return .constant(unitCount: count, value: try binary(node, key: path))
        case .object(let members): return try object(members, node)
        default:
            throw fail(
                .wrongType, node, path, "is \(node.kindName)",
                "a mechanism is an expression such as \"A & !B\", \"input\", 0 or 1, or an object with a type")
        }
    }

    private func object(_ members: [DocumentMember], _ node: DocumentNode) throws -> UnitMechanism {
        func value(_ key: String) -> DocumentNode? { members.first { $0.key == key && !$0.node.isNull }?.node }
        func required(_ key: String, _ form: String) throws -> DocumentNode {
            guard let found = value(key) else {
                throw fail(.missingKey, node, path, "no \"\(key)\"", "give \(key): \(form)")
            }
            return found
        }
        let typeNode = value("type")
        guard let type = typeNode?.string?.lowercased() ?? (value("expression") == nil ? nil : "expression") else {
            throw fail(
                .missingKey, typeNode ?? node, path, "no type",
                "give type: one of \(Self.types.joined(separator: ", "))")
        }
        let keys = Self.keys(of: type)
        for member in members
        where !keys.contains(member.key) && !["type", "label", "source", "description", "comment"].contains(member.key)
        {
            guard Self.types.contains(type) else { break }
            throw fail(
                .unknownKey, member.node, "\(path).\(member.key)", "has no meaning for a unit of type \(type)",
                "such a unit has \(keys.isEmpty ? "no further keys" : keys.joined(separator: ", "))")
        }
        switch type {
        case "logistic":
            let slope = try value("slope").map { try number($0, "slope") } ?? Dynamics.slope(in: document)
            guard let slope else {
                throw fail(.missingKey, node, path, "no slope", "give slope: k, for the unit or for the whole network")
            }
            return .logistic(
                weights: try weights(required("weights", "a number for each input")), slope: slope,
                bias: try value("bias").map { try number($0, "bias") } ?? 0)
        case "threshold":
            let form = ThresholdTie.allCases.map(\.rawValue).joined(separator: ", ")
            let tieNode = value("tie")
            guard let tie = tieNode.map({ ThresholdTie(rawValue: $0.string ?? "") }) ?? .on else {
                throw fail(.wrongType, tieNode ?? node, "\(path).tie", "is not a tie rule", "give one of \(form)")
            }
            return .threshold(
                unit: unit, weights: try weights(required("weights", "a number for each input")),
                threshold: try value("threshold").map { try number($0, "threshold") } ?? 0, tie: tie)
        case "expression":
            let text = try required("expression", "such as \"A & !B\"")
            guard let string = text.string else {
                throw fail(.wrongType, text, "\(path).expression", "is \(text.kindName)", "an expression is a string")
            }
            return try expression(string, text)
        case "table":
            let inputs = try inputs(required("inputs", "a list of labels"))
            return .table(
                unitCount: count, inputs: inputs,
                probabilities: try probabilities(required("probabilities", "2^k numbers"), inputCount: inputs.count))
        case "constant":
            let value = try binary(required("value", "0 or 1"), key: "\(path).value")
            return .constant(unitCount: count, value: value)
        case "input": return .freeInput(unitCount: count, unit: unit)
        default:
            guard let gate = Gate(rawValue: type) else {
                let near = Spelling.nearest(to: type, in: Self.types).map { "did you mean \($0)? " } ?? ""
                throw fail(
                    .wrongType, typeNode ?? node, "\(path).type", "there is no type \(type)",
                    near + "the types are \(Self.types.joined(separator: ", "))")
            }
            let node = try required("inputs", "a list of labels")
            let inputs = try inputs(node)
            guard !inputs.isEmpty, gate.inputCount == nil || inputs.count == gate.inputCount else {
                throw fail(
                    .wrongShape, node, "\(path).inputs", "\(inputs.count.counted("input")) for \(gate.rawValue)",
                    gate.inputCount == nil ? "give at least one" : "give exactly one")
            }
            return gate.mechanism(unitCount: count, inputs: inputs.reduce(0) { $0 | 1 << UInt64($1) })
        }
    }

    private static func keys(of type: String) -> [String] {
        switch type {
        case "logistic": ["weights", "slope", "bias"]
        case "threshold": ["weights", "threshold", "tie"]
        case "expression": ["expression"]
        case "table": ["inputs", "probabilities"]
        case "constant": ["value"]
        case "input": []
        default: ["inputs"]
        }
    }

    private func expression(_ text: String, _ node: DocumentNode) throws -> UnitMechanism {
        do throws(BooleanExpression.Mistake) {
            let expression = try BooleanExpression(parsing: Array(text.utf8)[...]) { names.labels.contains($0) }
            var units: [Int] = []
            for variable in expression.variables {
                guard let unit = names.labels.firstIndex(of: variable) else {
                    throw BooleanExpression.Mistake(
                        offset: -1, problem: "there is no unit \(variable)", remedy: names.suggestion(for: variable))
                }
                units.append(unit)
            }
            return UnitMechanism(
                column: expression.column(unitCount: count, units: units),
                mentions: units.reduce(UInt64(0)) { $0 | 1 << UInt64($1) })
        } catch {
            let place = error.offset < 0 ? "" : ", character \(error.offset + 1)"
            throw fail(
                error.offset < 0 ? .unknownUnit : .syntax, node, path + place, error.problem, error.remedy)
        }
    }

    private func weights(_ node: DocumentNode) throws -> [Double] {
        if case .numbers(let list) = node.value {
            guard list.count == count else {
                throw fail(
                    .wrongShape, node, "\(path).weights",
                    "\(list.count.counted("weight")) for \(count.counted("unit"))",
                    "give one from every unit, or an object of weights by label")
            }
            if let bad = list.firstIndex(where: { !$0.isFinite }) {
                throw fail(
                    .notFinite, node, "\(path).weights[\(bad)]", "is \(list[bad])", "a weight is a finite number")
            }
            return list
        }
        guard let members = node.members else {
            throw fail(
                .wrongType, node, "\(path).weights", "is \(node.kindName)", "give an object: {\"A\": 0.5, \"B\": -1}")
        }
        var weights = [Double](repeating: 0, count: count)
        var seen: Set<Int> = []
        for member in members {
            guard let input = names.index(of: member.key) else {
                throw fail(
                    .unknownUnit, member.node, "\(path).weights", "there is no unit \(member.key)",
                    names.suggestion(for: member.key))
            }
            guard seen.insert(input).inserted else {
                throw fail(
                    .duplicateUnit, member.node, "\(path).weights", "unit \(names.labels[input]) is given twice",
                    "name each input once")
            }
            weights[input] = try number(member.node, "weights.\(member.key)")
        }
        return weights
    }

    private func inputs(_ node: DocumentNode) throws -> [Int] {
        guard let elements = node.elements else {
            throw fail(.wrongType, node, "\(path).inputs", "is \(node.kindName)", "inputs are a list of labels")
        }
        var inputs: [Int] = []
        for element in elements {
            let text =
                element.string ?? element.number.flatMap { Int(exactly: $0) }.map(String.init) ?? element.kindName
            guard let input = names.index(of: text) else {
                throw fail(
                    .unknownUnit, element, "\(path).inputs", "there is no unit \(text)", names.suggestion(for: text))
            }
            guard !inputs.contains(input) else {
                throw fail(.duplicateUnit, element, "\(path).inputs", "\(text) is given twice", "name each input once")
            }
            inputs.append(input)
        }
        return inputs
    }

    private func probabilities(_ node: DocumentNode, inputCount: Int) throws -> [Double] {
        guard case .numbers(let list) = node.value, list.count == 1 << inputCount else {
            throw fail(
                .wrongShape, node, "\(path).probabilities",
                "\((node.elements?.count ?? 0).counted("probability", plural: "probabilities"))",
                "with \(inputCount.counted("input")) give \((1 << inputCount).counted("number")), "
                    + "the first input varying fastest")
        }
        if let bad = list.firstIndex(where: { !(0...1).contains($0) }) {
            throw fail(
                .outOfRange, node, "\(path).probabilities[\(bad)]", "is \(list[bad])", "a probability is from 0 to 1")
        }
        return list
    }

    private func number(_ node: DocumentNode, _ key: String) throws -> Double {
        guard let number = node.number, number.isFinite else {
            throw fail(
                node.number == nil ? .wrongType : .notFinite, node, "\(path).\(key)",
                "is \(node.number.map { "\($0)" } ?? node.kindName)", "give a finite number")
        }
        return number
    }

    private func binary(_ node: DocumentNode, key: String) throws -> Bool {
        switch node.value {
        case .bool(let value): return value
        case .number(0): return false
        case .number(1): return true
        default: throw fail(.wrongType, node, key, "is not a binary constant", "a constant is 0 or 1")
        }
    }

    private func fail(
        _ kind: GraphsError.Kind, _ node: DocumentNode, _ key: String, _ problem: String, _ remedy: String
    ) -> GraphsError {
        document.source.error(kind, at: node.place, key: key, problem, remedy: remedy)
    }
}
