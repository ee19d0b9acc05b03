internal import Foundation

/// The haemodynamics that turn neural activity into a BOLD signal, and how it is sampled.
///
/// ds/dt = z − κ·s − γ·(f − 1), df/dt = s, τ·dv/dt = f − v^(1/α), τ·dq/dt = f·(1 − (1 − ρ)^(1/f))/ρ − v^(1/α)·q/v,
/// y = V₀·(7ρ·(1 − q) + 2·(1 − q/v) + (2ρ − 0.2)·(1 − v)), with z the activity of the model's `boldVariable` averaged over
/// `stepMilliseconds`, by Euler's rule.
///
/// Source: Friston, Harrison & Penny, NeuroImage 19 (2003) 1273, table 1 and eq. 4 for the signal.
public struct Balloon: Sendable, Hashable, Codable {
    /// κ, the decay of the vasodilatory signal, in 1/s.
    public var signalDecay: Double
    /// γ, its flow-dependent elimination, in 1/s.
    public var elimination: Double
    /// τ, the transit time, in s.
    public var transitSeconds: Double
    /// α, Grubb's exponent.
    public var stiffness: Double
    /// ρ, the resting oxygen extraction.
    public var extraction: Double
    /// V₀, the resting blood volume.
    public var restingVolume: Double
    /// From one sample of the signal to the next.
    public var repetitionMilliseconds: Double
    /// The step of the haemodynamics; rounded to whole steps of the simulation.
    public var stepMilliseconds: Double
    /// What the activity is multiplied by.
    public var activityScale: Double
    /// The variable that drives it; nil: the model's own.
    public var variable: String?

    public init(
        repetitionMilliseconds: Double = 1000, stepMilliseconds: Double = 1, activityScale: Double = 1,
        variable: String? = nil, signalDecay: Double = 0.65, elimination: Double = 0.41, transitSeconds: Double = 0.98,
        stiffness: Double = 0.32, extraction: Double = 0.34, restingVolume: Double = 0.02
    ) {
        self.repetitionMilliseconds = repetitionMilliseconds
        self.stepMilliseconds = stepMilliseconds
        self.activityScale = activityScale
        self.variable = variable
        self.signalDecay = signalDecay
        self.elimination = elimination
        self.transitSeconds = transitSeconds
        self.stiffness = stiffness
        self.extraction = extraction
        self.restingVolume = restingVolume
    }

    enum CodingKeys: String, CodingKey {
        case variable
        case signalDecay = "kappa"
        case elimination = "gamma"
        case transitSeconds = "tau"
        case stiffness = "alpha"
        case extraction = "rho"
        case restingVolume = "v0"
        case repetitionMilliseconds = "tr"
        case stepMilliseconds = "step"
        case activityScale = "scale"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let standard = Balloon()
        func number(_ key: CodingKeys, _ otherwise: Double) throws -> Double {
            try container.decodeIfPresent(Double.self, forKey: key) ?? otherwise
        }
        self.init(
            repetitionMilliseconds: try number(.repetitionMilliseconds, standard.repetitionMilliseconds),
            stepMilliseconds: try number(.stepMilliseconds, standard.stepMilliseconds),
            activityScale: try number(.activityScale, standard.activityScale),
            variable: try container.decodeIfPresent(String.self, forKey: .variable),
            signalDecay: try number(.signalDecay, standard.signalDecay),
            elimination: try number(.elimination, standard.elimination),
            transitSeconds: try number(.transitSeconds, standard.transitSeconds),
            stiffness: try number(.stiffness, standard.stiffness),
            extraction: try number(.extraction, standard.extraction),
            restingVolume: try number(.restingVolume, standard.restingVolume))
    }

    /// What the kernels of a step need: κ, γ, τ, 1/α, ρ, ln(1 − ρ).
    package var stepConstants: [Double] {
        [signalDecay, elimination, transitSeconds, 1 / stiffness, extraction, log(1 - extraction)]
    }

    /// What the kernel of the signal needs: V₀, k₁, k₂, k₃.
    package var signalConstants: [Double] { [restingVolume, 7 * extraction, 2, 2 * extraction - 0.2] }

    func check(_ model: ModelDescription) throws(DynamicsError) {
        if let variable { _ = try model.recordable(named: variable, key: "bold.variable") }
        let positive = [
            ("tr", repetitionMilliseconds), ("step", stepMilliseconds), ("tau", transitSeconds), ("alpha", stiffness),
            ("kappa", signalDecay), ("gamma", elimination), ("v0", restingVolume),
        ]
        for (name, value) in positive {
            try ParameterValue.uniform(value).check(key: "bold.\(name)", nodes: 1, isPositive: true)
        }
        try ParameterValue.uniform(activityScale).check(key: "bold.scale", nodes: 1)
        // The outflow's rate is 1/(α·τ) at rest: a longer step than half of its time constant oscillates or worse.
        guard stepMilliseconds <= 500 * stiffness * transitSeconds else {
            throw DynamicsError(
                .stepTooLarge, key: "bold.step", problem: "\(stepMilliseconds) ms are too long for the haemodynamics",
                remedy: "give at most \(500 * stiffness * transitSeconds) ms; 1 ms is usual")
        }
        guard extraction > 0 && extraction < 1 else {
            throw DynamicsError(
                .badSetting, key: "bold.rho", problem: "is \(extraction)", remedy: "it is between 0 and 1")
        }
    }
}
