extension ModelDescription {
    /// A cortical column of pyramidal cells, excitatory and inhibitory interneurons. y1 − y2 is the pyramidal cells'
    /// potential, an analogue of the EEG; what nodes send is the pyramidal firing rate.
    static let jansenRit = ModelDescription(
        title: "Jansen and Rit's column",
        equations: """
            dy0/dt = y3, dy3/dt = A*a*S(y1 - y2) - 2*a*y3 - a^2*y0
            dy1/dt = y4, dy4/dt = A*a*(p + I + C2*S(C1*y0) + G*sum(c*S(y1 - y2)_source)) - 2*a*y4 - a^2*y1
            dy2/dt = y5, dy5/dt = B*b*C4*S(C3*y0) - 2*b*y5 - b^2*y2
            S(v) = 2*e0/(1 + exp(r*(v0 - v)))
            """,
        source: "Jansen & Rit, Biol. Cybern. 73 (1995) 357",
        variables: [
            Variable("y0", "mV", 0...0.1), Variable("y1", "mV", 0...10), Variable("y2", "mV", 0...10),
            Variable("y3", "mV/ms", 0...0), Variable("y4", "mV/ms", 0...0), Variable("y5", "mV/ms", 0...0),
        ],
        parameters: [
            Parameter("A", 3.25, "mV", "excitatory amplitude"), Parameter("B", 22, "mV", "inhibitory amplitude"),
            .positive("a", 0.1, "1/ms", "excitatory rate"), .positive("b", 0.05, "1/ms", "inhibitory rate"),
            Parameter("C1", 135, "1", "synapses: pyramidal to excitatory"),
            Parameter("C2", 108, "1", "synapses: excitatory to pyramidal"),
            Parameter("C3", 33.75, "1", "synapses: pyramidal to inhibitory"),
            Parameter("C4", 33.75, "1", "synapses: inhibitory to pyramidal"),
            Parameter("e0", 0.0025, "1/ms", "half of the greatest firing rate"),
            Parameter("v0", 6, "mV", "potential at half of the greatest rate"),
            Parameter("r", 0.56, "1/mV", "slope of the rate"),
            Parameter("p", 0.22, "1/ms", "pulses that arrive from elsewhere"),
        ],
        observables: [Variable("rate", "1/ms", 0...0.005)],
        coupling: Coupling(["rate"], gain: 1), boldVariable: "rate")

    /// The exact mean field of quadratic integrate-and-fire neurons whose excitabilities are Lorentzian with centre η and
    /// half-width Δ. The Kuramoto order parameter of its neurons is Z = (1 − W*)/(1 + W*), W = π·τ·r + i·v.
    static let montbrioPazoRoxin = ModelDescription(
        title: "Montbrió, Pazó and Roxin's mean field",
        equations: """
            tau*dr/dt = Delta/(pi*tau) + 2*r*v
            tau*dv/dt = v^2 + eta + J*tau*r + tau*G*sum(c*r_source) + I - (pi*tau*r)^2
            """,
        source: "Montbrió, Pazó & Roxin, Phys. Rev. X 5 (2015) 021028, eqs. 12",
        variables: [Variable("r", "1/ms", 0...0.1), Variable("v", "1", -2...0)],
        parameters: [
            .positive("tau", 10, "ms", "membrane time constant"),
            .positive("Delta", 1, "1", "half-width of excitability"),
            Parameter("eta", -5, "1", "centre of excitability"), Parameter("J", 15, "1", "local synaptic weight"),
        ],
        coupling: Coupling(["r"], gain: 1), boldVariable: "r")
}
