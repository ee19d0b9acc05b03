/// The `.bnet` format of BoolNet (Müssel, Hopfensitz & Kestler 2010): `target, expression` a line, an optional
/// `targets, factors` header, `#` comments. A variable without a rule is a free input: it holds its value, comes after
/// the targets in order of first appearance, and is background by default. A target with the rule `X, X` is a unit like
/// any other.
struct BooleanNetwork: NetworkImporter, NetworkExporter {
    private struct Rule {
        let target: String
        let line: Int
        /// The expression's bytes in the file.
        let text: Range<Int>
    }

    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        let start = try TextCheck.start(of: bytes, file: name)
        guard options.slope == nil else {
            throw GraphsError(
                .badOption, file: name, problem: "a slope was asked for, but this is a Boolean network",
                remedy: "a slope applies to weights; leave it out")
        }
        let rules = try rules(in: bytes, from: start, name: name)
        guard !rules.isEmpty else {
            throw GraphsError(
                .emptyFile, file: name, problem: "there is no rule in it", remedy: "write target, expression a line")
        }
        let targets = Set(rules.map(\.target))
        let expressions = try rules.map { rule in
            do throws(BooleanExpression.Mistake) {
                return try BooleanExpression(parsing: bytes[rule.text]) { targets.contains($0) }
            } catch {
                let (line, column) = TextCheck.position(of: error.offset, in: bytes)
                throw GraphsError(
                    .syntax, file: name, line: line, column: column, key: rule.target, problem: error.problem,
                    remedy: error.remedy)
            }
        }
        var labels = rules.map(\.target)
        var indices = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        for variable in expressions.flatMap(\.variables) where indices[variable] == nil {
            indices[variable] = labels.count
            labels.append(variable)
        }
        try NetworkSize.check(units: labels.count, file: name)
        try UnitNames.check(labels, file: name)
        var mechanisms = expressions.map { expression in
            let units = expression.variables.compactMap { indices[$0] }
            return UnitMechanism(
                column: expression.column(unitCount: labels.count, units: units),
                mentions: units.reduce(UInt64(0)) { $0 | 1 << UInt64($1) })
        }
        for unit in rules.count..<labels.count {
            mechanisms.append(.freeInput(unitCount: labels.count, unit: unit))
        }
        let dynamics = Dynamics(mechanisms: mechanisms, labels: labels)
        return ImportedNetwork(
            substrate: Substrate(
                labels: labels, transitions: dynamics.transitions, connectivity: dynamics.connectivity,
                background: dynamics.freeInputs))
    }

    private func rules(in bytes: [UInt8], from start: Int, name: String) throws -> [Rule] {
        var rules: [Rule] = []
        var lines: [String: Int] = [:]
        var isFirst = true
        for (index, whole) in TextCheck.lines(of: bytes, from: start).enumerated() {
            let line = index + 1
            let range = trimmed(
                whole.lowerBound..<(bytes[whole].firstIndex(of: UInt8(ascii: "#")) ?? whole.upperBound), bytes)
            if range.isEmpty { continue }
            guard let comma = bytes[range].firstIndex(of: UInt8(ascii: ",")) else {
                throw GraphsError(
                    .syntax, file: name, line: line, problem: "no ',' in the rule", remedy: "write target, expression")
            }
            let targetRange = trimmed(range.lowerBound..<comma, bytes)
            let target = String(decoding: bytes[targetRange], as: UTF8.self)
            let text = trimmed((comma + 1)..<range.upperBound, bytes)
            defer { isFirst = false }
            let rest = String(decoding: bytes[text].prefix(64), as: UTF8.self).lowercased()
            if isFirst, target.lowercased() == "targets", rest.hasPrefix("factors") || rest.hasPrefix("functions") {
                continue
            }
            guard !target.isEmpty, bytes[targetRange].allSatisfy(BooleanExpression.isNameByte) else {
                throw GraphsError(
                    .badLabel, file: name, line: line,
                    problem: "the target \(target.prefix(40).debugDescription) is no name",
                    remedy: "a name has letters, digits and _ . - : / @ $ ' only")
            }
            if let second = bytes[text].firstIndex(of: UInt8(ascii: ",")) {
                throw GraphsError(
                    .syntax, file: name, line: line, column: second - whole.lowerBound + 1, key: target,
                    problem: "a second ','", remedy: "write target, expression; probabilistic networks are not read")
            }
            if let earlier = lines[target] {
                throw GraphsError(
                    .duplicateUnit, file: name, line: line, key: target,
                    problem: "a second rule; the first is in line \(earlier)", remedy: "give each target one rule")
            }
            lines[target] = line
            rules.append(Rule(target: target, line: line, text: text))
            try NetworkSize.check(units: rules.count, file: name, line: line)
        }
        return rules
    }

    private func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
        while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
        return low..<high
    }
}
