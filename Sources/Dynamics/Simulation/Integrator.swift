/// How a step is made.
public enum Integrator: String, Sendable, Codable, CaseIterable {
    /// Euler's rule, with noise Euler–Maruyama's: order 1.
    case euler
    /// Heun's rule with the same noise in predictor and corrector (additive noise: Itô and Stratonovich agree): order 2,
    /// order 1 for the noise.
    case heun
    /// The classical fourth-order rule. Delayed sums between two steps come from a cubic through four of them, which keeps
    /// the order; noise is added at the end of a step, and has the order of Euler's rule.
    case rungeKutta4 = "rk4"
    /// Dormand and Prince's pair of orders 5 and 4 with steps chosen by the error: without noise and delays only.
    case dormandPrince = "dopri5"
}

/// The precision a simulation is computed in.
public enum Precision: String, Sendable, Codable, CaseIterable {
    case double
    case single
}
