/// What a model consists of: its variables, parameters, what its nodes send each other, and where it was published.
public struct ModelDescription: Sendable, Hashable {
    /// One dynamic variable of a node.
    public struct Variable: Sendable, Hashable {
        public let name: String
        public let unit: String
        /// Where initial values are drawn from, uniformly, unless they are given.
        public let initialRange: ClosedRange<Double>
    }

    /// One parameter, which may differ from node to node.
    public struct Parameter: Sendable, Hashable {
        public let name: String
        public let unit: String
        public let defaultValue: Double
        public let meaning: String
        /// Whether the equations need it to be above zero.
        public let isPositive: Bool
    }

    /// How nodes act on each other.
    public struct Coupling: Sendable, Hashable {
        /// The variable that a source's signal is added to the rate of, or `drive`.
        public let signals: [String]
        public let defaultGain: Double
        public let defaultKind: CouplingKind
        /// Whether the diffusive form makes sense.
        public let allowsDiffusive: Bool
        /// Whether the sums are divided by the number of nodes unless something else is asked for.
        public let isDividedByNodes: Bool
    }

    /// The model's name in prose.
    public let title: String
    /// Its equations, in plain text.
    public let equations: String
    /// The paper.
    public let source: String
    public let variables: [Variable]
    public let parameters: [Parameter]
    /// What nodes send where that is no variable, in the order of `coupling.signals`: it can be recorded too.
    public var observables: [Variable] = []
    public let coupling: Coupling
    /// The variable whose activity drives the BOLD signal.
    public let boldVariable: String

    /// What can be recorded and can drive the BOLD signal: the variables, then the observables.
    public var recordable: [Variable] { variables + observables }

    /// The index in `recordable` of the variable or observable named `name`.
    ///
    /// - Parameter key: what the name was given for.
    /// - Throws: `DynamicsError` of kind `unknownVariable`, with the names there are.
    func recordable(named name: String, key: String) throws(DynamicsError) -> Int {
        guard let index = recordable.firstIndex(where: { $0.name == name }) else {
            throw DynamicsError(
                .unknownVariable, key: key, problem: "\(title) has no variable '\(name)'",
                remedy: "what can be recorded is \(recordable.map(\.name).joined(separator: ", "))")
        }
        return index
    }

    /// The index of the variable named `name`.
    ///
    /// - Parameter key: what the name was given for.
    /// - Throws: `DynamicsError` of kind `unknownVariable`, with the names there are.
    public func variable(named name: String, key: String) throws(DynamicsError) -> Int {
        guard let index = variables.firstIndex(where: { $0.name == name }) else {
            throw DynamicsError(
                .unknownVariable, key: key, problem: "\(title) has no variable '\(name)'",
                remedy: "its variables are \(variables.map(\.name).joined(separator: ", "))")
        }
        return index
    }

    /// The rows of every kernel's parameters before the model's own: the gain and the in-strength.
    package static let commonParameters = 2
}

/// Whether a node receives what its sources send, or its difference from them.
public enum CouplingKind: String, Sendable, Codable, CaseIterable {
    /// G·Σ c·x_source.
    case additive
    /// G·Σ c·(x_source − x).
    case diffusive
}

extension ModelDescription.Variable {
    init(_ name: String, _ unit: String, _ initialRange: ClosedRange<Double>) {
        self.init(name: name, unit: unit, initialRange: initialRange)
    }
}

extension ModelDescription.Parameter {
    init(_ name: String, _ defaultValue: Double, _ unit: String, _ meaning: String) {
        self.init(name: name, unit: unit, defaultValue: defaultValue, meaning: meaning, isPositive: false)
    }

    static func positive(
        _ name: String, _ defaultValue: Double, _ unit: String, _ meaning: String
    ) -> ModelDescription.Parameter {
        ModelDescription.Parameter(
            name: name, unit: unit, defaultValue: defaultValue, meaning: meaning, isPositive: true)
    }
}

extension ModelDescription.Coupling {
    init(
        _ signals: [String], gain: Double, _ kind: CouplingKind = .additive, allowsDiffusive: Bool = true,
        dividedByNodes: Bool = false
    ) {
        self.init(
            signals: signals, defaultGain: gain, defaultKind: kind, allowsDiffusive: allowsDiffusive,
            isDividedByNodes: dividedByNodes)
    }
}
