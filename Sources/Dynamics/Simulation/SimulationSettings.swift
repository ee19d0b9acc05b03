/// Everything that a simulation is but its connectome.
public struct SimulationSettings: Sendable, Hashable, Codable {
    public var model: NeuralModel
    /// Values of the model's parameters that are not the defaults, by name.
    public var parameters: [String: ParameterValue]
    public var coupling: CouplingSettings
    public var integrator: Integrator
    /// The step, in ms; the first one where the integrator chooses its steps.
    public var stepMilliseconds: Double
    /// The simulated time that is recorded, in ms.
    public var durationMilliseconds: Double
    /// The simulated time before anything is recorded, in ms.
    public var transientMilliseconds: Double
    /// From one recorded sample to the next, in ms; rounded to whole steps.
    public var samplingMilliseconds: Double
    /// The variables that are recorded; nil: the model's first.
    public var recorded: [String]?
    public var noise: [Noise]
    public var stimuli: [Stimulus]
    public var bold: Balloon?
    public var initial: InitialState
    public var seed: UInt64
    public var precision: Precision
    /// The error a step may make, relative and absolute, where the integrator chooses its steps.
    public var tolerance: Double

    public init(
        model: NeuralModel, parameters: [String: ParameterValue] = [:], coupling: CouplingSettings = .init(),
        integrator: Integrator = .heun, stepMilliseconds: Double = 0.1, durationMilliseconds: Double = 1000,
        transientMilliseconds: Double = 0, samplingMilliseconds: Double = 1, recorded: [String]? = nil,
        noise: [Noise] = [], stimuli: [Stimulus] = [], bold: Balloon? = nil, initial: InitialState = .random,
        seed: UInt64 = 0, precision: Precision = .double, tolerance: Double = 1e-6
    ) {
        self.model = model
        self.parameters = parameters
        self.coupling = coupling
        self.integrator = integrator
        self.stepMilliseconds = stepMilliseconds
        self.durationMilliseconds = durationMilliseconds
        self.transientMilliseconds = transientMilliseconds
        self.samplingMilliseconds = samplingMilliseconds
        self.recorded = recorded
        self.noise = noise
        self.stimuli = stimuli
        self.bold = bold
        self.initial = initial
        self.seed = seed
        self.precision = precision
        self.tolerance = tolerance
    }
}

/// How nodes act on each other.
public struct CouplingSettings: Sendable, Hashable, Codable {
    /// G, what every sum is multiplied by; nil: the model's default.
    public var gain: Double?
    /// nil: the model's default.
    public var kind: CouplingKind?
    /// The conduction speed in mm/ms (= m/s); nil: no delays.
    public var speed: Double?
    /// Whether the gain is divided by the number of nodes; nil: the model's default.
    public var dividedByNodes: Bool?

    public init(
        gain: Double? = nil, kind: CouplingKind? = nil, speed: Double? = nil, dividedByNodes: Bool? = nil
    ) {
        self.gain = gain
        self.kind = kind
        self.speed = speed
        self.dividedByNodes = dividedByNodes
    }
}

/// Where a simulation starts. Before its start, every node has sent what it sends at the start.
public enum InitialState: Sendable, Hashable, Codable {
    /// Uniformly in the model's ranges, by the seed.
    case random
    /// Values by variable; those not named are drawn.
    case values([String: ParameterValue])
}
