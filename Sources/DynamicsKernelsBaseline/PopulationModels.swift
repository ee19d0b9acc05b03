// Models of populations' potentials: Jansen and Rit's column, Montbrió, Pazó and Roxin's exact mean field.

/// 2·e₀/(1 + e^(r(v₀ − v))): pulses per ms of a population at potential v, from the parameters' rows 10 (e₀), 11 (v₀), 12 (r).
@inline(__always)
func jansenRitRate(_ evaluation: Evaluation, _ potential: Lanes, _ node: Int) -> Lanes {
    let ceiling = evaluation.parameter(10, node) * Lanes(repeating: 2)
    return ceiling * sigmoid(evaluation.parameter(12, node) * (potential - evaluation.parameter(11, node)))
}

/// y₀' = y₃, y₃' = A·a·S(y₁ − y₂) − 2a·y₃ − a²·y₀; y₁' = y₄, y₄' = A·a·(p + I + C₂·S(C₁·y₀) + received) − 2a·y₄ − a²·y₁;
/// y₂' = y₅, y₅' = B·b·C₄·S(C₃·y₀) − 2b·y₅ − b²·y₂. What is received is a rate. Parameters from row 2: A, B (mV), a, b (1/ms),
/// C₁, C₂, C₃, C₄, e₀ (1/ms), v₀ (mV), r (1/mV), p (1/ms).
func jansenRitDrift(_ evaluation: Evaluation) {
    let two = Lanes(repeating: 2)
    var node = 0
    while node < evaluation.count {
        let (y0, y1, y2) = (evaluation.variable(0, node), evaluation.variable(1, node), evaluation.variable(2, node))
        let (y3, y4, y5) = (evaluation.variable(3, node), evaluation.variable(4, node), evaluation.variable(5, node))
        let (a, b) = (evaluation.parameter(4, node), evaluation.parameter(5, node))
        let (gainA, gainB) = (evaluation.parameter(2, node) * a, evaluation.parameter(3, node) * b)
        let pyramidal = jansenRitRate(evaluation, y1 - y2, node)
        let excitatory =
            evaluation.parameter(7, node) * jansenRitRate(evaluation, evaluation.parameter(6, node) * y0, node)
        let inhibitory =
            evaluation.parameter(9, node) * jansenRitRate(evaluation, evaluation.parameter(8, node) * y0, node)
        let arriving =
            evaluation.parameter(13, node) + evaluation.input(4, node) + evaluation.received(0, pyramidal, node)
        evaluation.write(y3 + evaluation.input(0, node), 0, node)
        evaluation.write(y4 + evaluation.input(1, node), 1, node)
        evaluation.write(y5 + evaluation.input(2, node), 2, node)
        evaluation.write(gainA * pyramidal - two * a * y3 - a * a * y0 + evaluation.input(3, node), 3, node)
        evaluation.write(gainA * (arriving + excitatory) - two * a * y4 - a * a * y1, 4, node)
        evaluation.write(gainB * inhibitory - two * b * y5 - b * b * y2 + evaluation.input(5, node), 5, node)
        node += laneCount
    }
}

/// The firing rate of the pyramidal cells, S(y₁ − y₂).
func jansenRitSignals(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let potential = evaluation.variable(1, node) - evaluation.variable(2, node)
        evaluation.write(jansenRitRate(evaluation, potential, node), 0, node)
        node += laneCount
    }
}

/// τ·dr/dt = Δ/(π·τ) + 2·r·v, τ·dv/dt = v² + η + J·τ·r + τ·received(r) + I − (π·τ·r)². Parameters from row 2: τ (ms), Δ, η, J.
func montbrioPazoRoxinDrift(_ evaluation: Evaluation) {
    let pi = Lanes(repeating: Real.pi)
    let two = Lanes(repeating: 2)
    var node = 0
    while node < evaluation.count {
        let (r, v) = (evaluation.variable(0, node), evaluation.variable(1, node))
        let tau = evaluation.parameter(2, node)
        let scaled = tau * r
        let depth = pi * scaled
        let spread = evaluation.parameter(3, node) / (pi * tau)
        let drive =
            evaluation.parameter(4, node) + evaluation.parameter(5, node) * scaled
            + tau * evaluation.received(0, r, node) + evaluation.input(1, node)
        evaluation.write((spread + two * r * v) / tau + evaluation.input(0, node), 0, node)
        evaluation.write((v * v + drive - depth * depth) / tau, 1, node)
        node += laneCount
    }
}
