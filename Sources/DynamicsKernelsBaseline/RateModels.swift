// Models of firing rates and gating variables.

/// τ_E·dE/dt = −E + (1 − E)·S_E(c_EE·E − c_IE·I + received(E) + I_E), τ_I·dI/dt = −I + (1 − I)·S_I(c_EI·E − c_II·I + I_I),
/// S(x) = 1/(1 + e^(−a(x − μ))). Parameters from row 2: τ_E, τ_I, c_EE, c_EI, c_IE, c_II, a_E, a_I, μ_E, μ_I.
func wilsonCowanDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let (e, i) = (evaluation.variable(0, node), evaluation.variable(1, node))
        let excitation =
            evaluation.parameter(4, node) * e - evaluation.parameter(6, node) * i + evaluation.received(0, e, node)
            + evaluation.input(0, node)
        let inhibition =
            evaluation.parameter(5, node) * e - evaluation.parameter(7, node) * i + evaluation.input(1, node)
        let rateE = sigmoid(evaluation.parameter(8, node) * (excitation - evaluation.parameter(10, node)))
        let rateI = sigmoid(evaluation.parameter(9, node) * (inhibition - evaluation.parameter(11, node)))
        evaluation.write(((1 - e) * rateE - e) / evaluation.parameter(2, node), 0, node)
        evaluation.write(((1 - i) * rateI - i) / evaluation.parameter(3, node), 1, node)
        node += laneCount
    }
}

/// The firing rate u/(1 − e^(−d·u)) of a drive u = a·x − b, in 1/s: 1/d at u = 0, where both parts vanish.
@inline(__always)
func abbottChanceRate(_ drive: Lanes, _ d: Lanes) -> Lanes {
    let z = d * drive
    let quotient = drive / (1 - exponential(-z))
    // Below 0.3 the quotient loses digits, and the series' next term is below 10⁻¹⁵.
    let square = z * z
    let tail = Lanes(repeating: -1.0 / 1_209_600) + square * Lanes(repeating: 1.0 / 47_900_160)
    let inner = Lanes(repeating: -1.0 / 720) + square * (Lanes(repeating: 1.0 / 30240) + square * tail)
    let even = Lanes(repeating: 1.0 / 12) + square * inner
    let series = (1 + z * Lanes(repeating: 0.5) + square * even) / d
    let isSmall = (z .< 0.3) .& (z .> -0.3)
    return quotient.replacing(with: series, where: isSmall)
}

/// dS/dt = −S/τ + (1 − S)·γ·H(x)/1000 + I, x = w·J·S + J·received(S) + I₀, H(x) = (a·x − b)/(1 − e^(−d(a·x − b))).
/// Parameters from row 2: a (1/nC), b (Hz), d (s), γ, τ (ms), w, J (nA), I₀ (nA).
func wongWangDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let s = evaluation.variable(0, node)
        let j = evaluation.parameter(8, node)
        let x =
            evaluation.parameter(7, node) * j * s + j * evaluation.received(0, s, node) + evaluation.parameter(9, node)
        let rate = abbottChanceRate(
            evaluation.parameter(2, node) * x - evaluation.parameter(3, node), evaluation.parameter(4, node))
        let gain = evaluation.parameter(5, node) * Lanes(repeating: 0.001)
        let change = (1 - s) * gain * rate - s / evaluation.parameter(6, node) + evaluation.input(0, node)
        evaluation.write(change, 0, node)
        node += laneCount
    }
}

/// Excitatory and inhibitory gating: dS_E/dt = −S_E/τ_E + (1 − S_E)·γ·H_E(x_E)/1000 + I_E,
/// dS_I/dt = −S_I/τ_I + H_I(x_I)/1000 + I_I, x_E = W_E·I₀ + w·J·S_E + J·received(S_E) − J_i·S_I,
/// x_I = W_I·I₀ + J·S_E − S_I + λ·J·received(S_E). Parameters from row 2: a_E, b_E, d_E, a_I, b_I, d_I, γ, τ_E, τ_I, W_E,
/// W_I, I₀, w, J, J_i, λ.
func wongWangPairDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let (e, i) = (evaluation.variable(0, node), evaluation.variable(1, node))
        let (current, j) = (evaluation.parameter(13, node), evaluation.parameter(15, node))
        let received = j * evaluation.received(0, e, node)
        let excitation =
            evaluation.parameter(11, node) * current + evaluation.parameter(14, node) * j * e + received
            - evaluation.parameter(16, node) * i
        let inhibition =
            evaluation.parameter(12, node) * current + j * e - i + evaluation.parameter(17, node) * received
        let rateE = abbottChanceRate(
            evaluation.parameter(2, node) * excitation - evaluation.parameter(3, node), evaluation.parameter(4, node))
        let rateI = abbottChanceRate(
            evaluation.parameter(5, node) * inhibition - evaluation.parameter(6, node), evaluation.parameter(7, node))
        let milliseconds = Lanes(repeating: 0.001)
        let gain = evaluation.parameter(8, node) * milliseconds
        evaluation.write(
            (1 - e) * gain * rateE - e / evaluation.parameter(9, node) + evaluation.input(0, node), 0, node)
        evaluation.write(milliseconds * rateI - i / evaluation.parameter(10, node) + evaluation.input(1, node), 1, node)
        node += laneCount
    }
}
