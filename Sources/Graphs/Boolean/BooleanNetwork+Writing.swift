extension BooleanNetwork {
    /// The most inputs of one unit for which an expression is written.
    private static let maximumInputs = 14

    /// Deterministic networks whose connections are those that matter, as irredundant sums of products. What would read
    /// back as another network is refused.
    func bytes(from substrate: Substrate) throws -> [UInt8] {
        let held = Set(substrate.background)
        for (unit, label) in substrate.labels.enumerated() {
            try checkName(label)
            if let bad = substrate.transitions.column(unit).first(where: { $0 != 0 && $0 != 1 }) {
                throw refusal("\(label) has the probability \(bad); .bnet knows only 0 and 1")
            }
            if held.contains(unit) && !substrate.holdsItsValue(unit) {
                throw refusal("\(label) is background but changes; background in .bnet holds its value")
            }
        }
        let dependence = Connectivity(dependenceOf: substrate.transitions)
        guard dependence == substrate.connectivity else {
            throw refusal("the connectivity differs from what the rules depend on, and .bnet has no place for it")
        }
        var text = "targets, factors\n"
        var order = substrate.labels.indices.filter { !held.contains($0) }
        guard !order.isEmpty else { throw refusal("every unit is background, so there is no rule to write") }
        for unit in order {
            let (rule, mentioned) = try rule(of: unit, in: substrate, inputs: dependence.inputs[unit])
            text += "\(substrate.labels[unit]), \(rule)\n"
            for input in mentioned where held.contains(input) && !order.contains(input) { order.append(input) }
        }
        guard order == Array(substrate.labels.indices) else {
            throw refusal(
                "in .bnet free inputs come after the targets, in order of first appearance, and feed one of them; "
                    + "here that would change the units' order or lose one")
        }
        return Array(text.utf8)
    }

    private func refusal(_ problem: String) -> GraphsError {
        GraphsError(.notExpressible, problem: problem, remedy: "write JSON or YAML, which can say everything")
    }

    private func checkName(_ label: String) throws {
        let words = ["and", "or", "not", "true", "false", "0", "1", "targets"]
        guard label.utf8.allSatisfy(Self.isPlain), !words.contains(label.lowercased()) else {
            throw refusal("the label \(label) is no name in a Boolean expression")
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool { BooleanExpression.isNameByte(byte) }

    /// The unit's rule, and the inputs in the order they appear in it.
    private func rule(of unit: Int, in substrate: Substrate, inputs mask: UInt64) throws -> (String, [Int]) {
        let inputs = substrate.labels.indices.filter { mask >> UInt64($0) & 1 == 1 }
        guard inputs.count <= Self.maximumInputs else {
            throw refusal("\(substrate.labels[unit]) has \(inputs.count) inputs, too many for an expression")
        }
        let table = (0..<(1 << inputs.count)).map { row in
            let state = inputs.enumerated().reduce(0) { $0 | (row >> $1.offset & 1) << $1.element }
            return substrate.transitions.probability(of: unit, after: state) == 1
        }
        let cubes = Cube.irredundantCover(lower: table, upper: table).cubes
        if cubes.isEmpty { return ("0", []) }
        var mentioned: [Int] = []
        let terms = cubes.map { cube in
            let literals = inputs.enumerated().compactMap { position, input -> String? in
                let bit = UInt32(1) << UInt32(position)
                guard (cube.on | cube.off) & bit != 0 else { return nil }
                if !mentioned.contains(input) { mentioned.append(input) }
                return (cube.off & bit != 0 ? "!" : "") + substrate.labels[input]
            }
            return literals.isEmpty ? "1" : literals.joined(separator: " & ")
        }
        return (terms.count == 1 ? terms[0] : terms.map { "(\($0))" }.joined(separator: " | "), mentioned)
    }
}

/// A product of literals: variables that must be on, and off.
struct Cube: Equatable {
    var on: UInt32
    var off: UInt32

    /// An irredundant sum of products between two truth tables (Minato 1992; Morreale 1970): true wherever `lower` is
    /// and only where `upper` is. Recursion on the highest variable.
    ///
    /// - Precondition: the tables have the same size, a power of two, and `lower` implies `upper`.
    /// - Complexity: O(3ᵏ) for k variables at worst.
    static func irredundantCover(lower: [Bool], upper: [Bool]) -> (cubes: [Cube], covered: [Bool]) {
        if !lower.contains(true) { return ([], [Bool](repeating: false, count: lower.count)) }
        if !upper.contains(false) {
            return ([Cube(on: 0, off: 0)], [Bool](repeating: true, count: lower.count))
        }
        let half = lower.count / 2
        let bit = UInt32(1) << UInt32(half.trailingZeroBitCount)
        let (lower0, lower1) = (Array(lower[..<half]), Array(lower[half...]))
        let (upper0, upper1) = (Array(upper[..<half]), Array(upper[half...]))
        func and(_ a: [Bool], _ b: [Bool], not: Bool) -> [Bool] { zip(a, b).map { $0 && ($1 != not) } }
        let zero = irredundantCover(lower: and(lower0, upper1, not: true), upper: upper0)
        let one = irredundantCover(lower: and(lower1, upper0, not: true), upper: upper1)
        let rest0 = and(lower0, zero.covered, not: true)
        let rest1 = and(lower1, one.covered, not: true)
        let both = irredundantCover(
            lower: zip(rest0, rest1).map { $0 || $1 }, upper: and(upper0, upper1, not: false))
        let cubes =
            zero.cubes.map { Cube(on: $0.on, off: $0.off | bit) } + one.cubes.map { Cube(on: $0.on | bit, off: $0.off) }
            + both.cubes
        let covered =
            zip(zero.covered, both.covered).map { $0 || $1 } + zip(one.covered, both.covered).map { $0 || $1 }
        return (cubes, covered)
    }
}
