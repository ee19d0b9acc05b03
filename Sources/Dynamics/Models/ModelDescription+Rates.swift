extension ModelDescription {
    /// Coupled excitatory and inhibitory populations of a node. The input of each is inside its response function.
    static let wilsonCowan = ModelDescription(
        title: "Wilson and Cowan's populations",
        equations: """
            tau_exc*dE/dt = -E + (1 - E)*S_exc(c_excexc*E - c_inhexc*I + G*sum(c*E_source) + I_E)
            tau_inh*dI/dt = -I + (1 - I)*S_inh(c_excinh*E - c_inhinh*I + I_I)
            S(x) = 1/(1 + exp(-a*(x - mu)))
            """,
        source: "Wilson & Cowan, Biophys. J. 12 (1972) 1",
        variables: [Variable("E", "1", 0...0.05), Variable("I", "1", 0...0.05)],
        parameters: [
            .positive("tau_exc", 2.5, "ms", "excitatory time constant"),
            .positive("tau_inh", 3.75, "ms", "inhibitory time constant"),
            Parameter("c_excexc", 16, "1", "excitatory to excitatory"),
            Parameter("c_excinh", 15, "1", "excitatory to inhibitory"),
            Parameter("c_inhexc", 12, "1", "inhibitory to excitatory"),
            Parameter("c_inhinh", 3, "1", "inhibitory to inhibitory"),
            Parameter("a_exc", 1.5, "1", "slope of the excitatory response"),
            Parameter("a_inh", 1.5, "1", "slope of the inhibitory response"),
            Parameter("mu_exc", 3, "1", "threshold of the excitatory response"),
            Parameter("mu_inh", 3, "1", "threshold of the inhibitory response"),
        ],
        coupling: Coupling(["E"], gain: 0.6), boldVariable: "E")

    /// The reduced mean field of one excitatory population of slow synapses.
    static let wongWang = ModelDescription(
        title: "Wong and Wang's reduced mean field",
        equations: """
            dS/dt = -S/tau + (1 - S)*gamma*H(x)/1000 + I
            x = w*J*S + G*J*sum(c*S_source) + I0
            H(x) = (a*x - b)/(1 - exp(-d*(a*x - b)))
            """,
        source: "Wong & Wang, J. Neurosci. 26 (2006) 1314; Deco et al., J. Neurosci. 33 (2013) 11239",
        variables: [Variable("S", "1", 0...0.1)],
        parameters: [
            Parameter("a", 270, "1/nC", "slope of the rate"), Parameter("b", 108, "Hz", "offset of the rate"),
            .positive("d", 0.154, "s", "curvature of the rate"),
            Parameter("gamma", 0.641, "1", "kinetic factor"),
            .positive("tau", 100, "ms", "time constant of the gating"),
            Parameter("w", 0.9, "1", "local recurrence"), Parameter("J", 0.2609, "nA", "synaptic coupling"),
            Parameter("I0", 0.3, "nA", "external current"),
        ],
        coupling: Coupling(["S"], gain: 1), boldVariable: "S")

    /// The reduced mean field of an excitatory and an inhibitory population.
    static let wongWangPair = ModelDescription(
        title: "Wong and Wang's mean field of excitation and inhibition",
        equations: """
            dS_E/dt = -S_E/tau_E + (1 - S_E)*gamma*H_E(x_E)/1000 + I_E
            dS_I/dt = -S_I/tau_I + H_I(x_I)/1000 + I_I
            x_E = W_E*I0 + w*J*S_E + G*J*sum(c*S_E,source) - J_i*S_I
            x_I = W_I*I0 + J*S_E - S_I + lambda*G*J*sum(c*S_E,source)
            H(x) = (a*x - b)/(1 - exp(-d*(a*x - b)))
            """,
        source: "Deco et al., J. Neurosci. 34 (2014) 7886",
        variables: [Variable("S_E", "1", 0...0.2), Variable("S_I", "1", 0...0.1)],
        parameters: [
            Parameter("a_E", 310, "1/nC", "slope of the excitatory rate"),
            Parameter("b_E", 125, "Hz", "offset of the excitatory rate"),
            .positive("d_E", 0.16, "s", "curvature of the excitatory rate"),
            Parameter("a_I", 615, "1/nC", "slope of the inhibitory rate"),
            Parameter("b_I", 177, "Hz", "offset of the inhibitory rate"),
            .positive("d_I", 0.087, "s", "curvature of the inhibitory rate"),
            Parameter("gamma", 0.641, "1", "kinetic factor"),
            .positive("tau_E", 100, "ms", "time constant of the excitatory gating"),
            .positive("tau_I", 10, "ms", "time constant of the inhibitory gating"),
            Parameter("W_E", 1, "1", "excitatory share of the external current"),
            Parameter("W_I", 0.7, "1", "inhibitory share of the external current"),
            Parameter("I0", 0.382, "nA", "external current"),
            Parameter("w", 1.4, "1", "local excitatory recurrence"),
            Parameter("J", 0.15, "nA", "excitatory synaptic coupling"),
            Parameter("J_i", 1, "nA", "local inhibition"),
            Parameter("lambda", 0, "1", "long-range feed-forward inhibition"),
        ],
        coupling: Coupling(["S_E"], gain: 1), boldVariable: "S_E")
}
