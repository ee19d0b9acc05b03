/// A parameter's value: one for all nodes, or one a node. In documents a number or an array of numbers.
public enum ParameterValue: Sendable, Hashable {
    case uniform(Double)
    case perNode([Double])

    /// The value at `node`.
    ///
    /// - Precondition: a value a node has at least `node` + 1 values.
    public subscript(node: Int) -> Double {
        switch self {
        case .uniform(let value): value
        case .perNode(let values): values[node]
        }
    }

    /// Throws unless there is one finite value, or as many as nodes.
    ///
    /// - Throws: `DynamicsError` of kind `badParameter`, with the position of the value that is wrong.
    func check(
        key: String, nodes: Int, isPositive: Bool = false, isAtLeastZero: Bool = false
    ) throws(DynamicsError) {
        let values: [Double]
        switch self {
        case .uniform(let value): values = [value]
        case .perNode(let all):
            guard all.count == nodes else {
                throw DynamicsError(
                    .badParameter, key: key, problem: "there are \(all.count) values for \(nodes) nodes",
                    remedy: "give one number, or one a node")
            }
            values = all
        }
        let isWrong = { (value: Double) in
            !value.isFinite || isPositive && value <= 0 || isAtLeastZero && value < 0
        }
        guard let wrong = values.firstIndex(where: isWrong) else { return }
        let place = values.count == 1 ? key : "\(key)[\(wrong)]"
        throw DynamicsError(
            .badParameter, key: place, problem: "is \(values[wrong])",
            remedy: "it is a finite number" + (isPositive ? " above 0" : isAtLeastZero ? ", 0 or more" : ""))
    }
}

extension ParameterValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
            self = .uniform(value)
        } else {
            self = .perNode(try container.decode([Double].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .uniform(let value): try container.encode(value)
        case .perNode(let values): try container.encode(values)
        }
    }
}

extension ParameterValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) { self = .uniform(value) }
    public init(integerLiteral value: Int) { self = .uniform(Double(value)) }
}
