// Linear and phase oscillators: the models with a closed form to compare with.

/// dx/dt = −x/τ + G·(Σ c·x_source − k·x) + I. Parameters from row 2: τ in ms.
func linearDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let x = evaluation.variable(0, node)
        let rate = evaluation.received(0, x, node) + evaluation.input(0, node) - x / evaluation.parameter(2, node)
        evaluation.write(rate, 0, node)
        node += laneCount
    }
}

/// dθ/dt = ω + G·Σ c·sin(θ_source − θ − α) + I, from the sums of sines and cosines: sin(a − b) = sin a cos b − cos a sin b.
/// Parameters from row 2: ω in rad/ms, α in rad.
func kuramotoDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let (sine, cosine) = sineCosine(evaluation.variable(0, node) + evaluation.parameter(3, node))
        let pull = evaluation.signal(0, node) * cosine - evaluation.signal(1, node) * sine
        let rate = evaluation.parameter(2, node) + evaluation.parameter(0, node) * pull + evaluation.input(0, node)
        evaluation.write(rate, 0, node)
        node += laneCount
    }
}

/// sin θ and cos θ.
func kuramotoSignals(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let (sine, cosine) = sineCosine(evaluation.variable(0, node))
        evaluation.write(sine, 0, node)
        evaluation.write(cosine, 1, node)
        node += laneCount
    }
}

/// The normal form of a Hopf bifurcation: dx/dt = (a − x² − y²)·x − ω·y + received(x) + I_x,
/// dy/dt = (a − x² − y²)·y + ω·x + h·received(y) + I_y. Parameters from row 2: a and ω per ms, h (0: the coupling acts on
/// x alone; 1: on both).
func hopfDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let (x, y) = (evaluation.variable(0, node), evaluation.variable(1, node))
        let (a, frequency) = (evaluation.parameter(2, node), evaluation.parameter(3, node))
        let growth = a - (x * x + y * y)
        let rateX = growth * x - frequency * y + evaluation.received(0, x, node) + evaluation.input(0, node)
        let share = evaluation.parameter(4, node) * evaluation.received(1, y, node)
        let rateY = growth * y + frequency * x + share + evaluation.input(1, node)
        evaluation.write(rateX, 0, node)
        evaluation.write(rateY, 1, node)
        node += laneCount
    }
}

/// dx/dt = −α·x³ + β·x² + γ·x − y + received(x) + I_x, dy/dt = (x − δ − ε·y)/τ + I_y. Parameters from row 2: α, β, γ, δ,
/// ε, τ.
func fitzHughNagumoDrift(_ evaluation: Evaluation) {
    var node = 0
    while node < evaluation.count {
        let (x, y) = (evaluation.variable(0, node), evaluation.variable(1, node))
        let cubic =
            ((evaluation.parameter(3, node) - evaluation.parameter(2, node) * x) * x + evaluation.parameter(4, node))
            * x
        let rateX = cubic - y + evaluation.received(0, x, node) + evaluation.input(0, node)
        let recovery = x - evaluation.parameter(5, node) - evaluation.parameter(6, node) * y
        evaluation.write(rateX, 0, node)
        evaluation.write(recovery / evaluation.parameter(7, node) + evaluation.input(1, node), 1, node)
        node += laneCount
    }
}
