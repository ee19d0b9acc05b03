/// Random forcing of one variable of every node, independent between nodes.
///
/// The normals are Philox's with key = seed and counter = (step, node, draw, run), so they depend on nothing else: not on
/// threads, on the chunks a run is made in, on the device, nor on what other noise there is.
public struct Noise: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Added to the variable itself: dx = … + σ·dW.
        case white
        /// An Ornstein–Uhlenbeck process added to the variable's input: dη = −η/τ·dt + σ·dW, whose standard deviation is
        /// σ·√(τ/2). It starts at 0 and is advanced exactly, not by Euler's rule.
        case ornsteinUhlenbeck = "ou"
    }

    /// The variable's name.
    public var variable: String
    public var kind: Kind
    /// σ, in the variable's (white) or the input's (ou) unit per √ms; 0 or more.
    public var intensity: ParameterValue
    /// τ of the Ornstein–Uhlenbeck process in ms.
    public var timeConstantMilliseconds: Double

    enum CodingKeys: String, CodingKey {
        case variable, kind, intensity
        case timeConstantMilliseconds = "tau"
    }

    public init(
        _ kind: Kind, of variable: String, intensity: ParameterValue, timeConstantMilliseconds: Double = 5
    ) {
        self.variable = variable
        self.kind = kind
        self.intensity = intensity
        self.timeConstantMilliseconds = timeConstantMilliseconds
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        variable = try container.decode(String.self, forKey: .variable)
        kind = try container.decodeIfPresent(Kind.self, forKey: .kind) ?? .white
        intensity = try container.decode(ParameterValue.self, forKey: .intensity)
        timeConstantMilliseconds = try container.decodeIfPresent(Double.self, forKey: .timeConstantMilliseconds) ?? 5
    }

    func check(_ index: Int, _ model: ModelDescription, nodes: Int) throws(DynamicsError) {
        let key = "noise[\(index)]"
        _ = try model.variable(named: variable, key: key + ".variable")
        try intensity.check(key: key + ".intensity", nodes: nodes, isAtLeastZero: true)
        try ParameterValue.uniform(timeConstantMilliseconds).check(key: key + ".tau", nodes: nodes, isPositive: true)
    }
}
