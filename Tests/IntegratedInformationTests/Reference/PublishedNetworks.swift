import Graphs

/// The networks of Albantakis et al. 2023, PLoS Comput Biol 19(10): e1011465, Fig. 1 and Fig. 6 A–E: logistic units
/// (Eq. 60), `weights[i][j]` from unit i to unit j, slope 4.
struct PublishedNetwork: Sendable {
    let weights: [[Double]]
    let state: State

    var substrate: Substrate { Substrate(weights: weights, slope: 4) }

    static let figure1 = PublishedNetwork(
        weights: [
            [-0.2, 0.7, 0.2],
            [0.7, -0.2, 0.0],
            [0.0, -0.8, 0.2],
        ],
        state: State(0, 1, 1))

    static let figure6A = PublishedNetwork(
        weights: [
            [0.0, 0.9, 0.9, 0.9, 0.9, 0.9],
            [0.22, 0.1, 0.0, 0.0, 0.0, 0.0],
            [0.195, 0.0, 0.1, 0.0, 0.0, 0.0],
            [0.195, 0.0, 0.0, 0.1, 0.0, 0.0],
            [0.195, 0.0, 0.0, 0.0, 0.1, 0.0],
            [0.195, 0.0, 0.0, 0.0, 0.0, 0.1],
        ],
        state: State(1, 0, 0, 0, 0, 0))

    static let figure6B = PublishedNetwork(
        weights: [
            [0.2, 0.6, 0.0, 0.1, 0.0, 0.1],
            [0.6, 0.2, 0.0, 0.0, 0.0, 0.0],
            [0.0, 0.1, 0.2, 0.6, 0.0, 0.1],
            [0.0, 0.0, 0.6, 0.2, 0.0, 0.0],
            [0.0, 0.1, 0.0, 0.1, 0.2, 0.6],
            [0.0, 0.0, 0.0, 0.0, 0.6, 0.2],
        ],
        state: State(1, 0, 0, 0, 0, 0))

    static let figure6C = PublishedNetwork(
        weights: [
            [0, 1, 0, 0, 0, 0],
            [0, 0, 1, 0, 0, 0],
            [0, 0, 0, 1, 0, 0],
            [0, 0, 0, 0, 1, 0],
            [0, 0, 0, 0, 0, 1],
            [1, 0, 0, 0, 0, 0],
        ],
        state: State(1, 0, 0, 0, 0, 0))

    static let figure6D = PublishedNetwork(
        weights: [
            [0.09, 0.7, 0.03, 0.03, 0.03, 0.12],
            [0.03, 0.03, 0.12, 0.09, 0.03, 0.7],
            [0.03, 0.09, 0.03, 0.7, 0.12, 0.03],
            [0.12, 0.03, 0.09, 0.03, 0.7, 0.03],
            [0.7, 0.12, 0.03, 0.03, 0.09, 0.03],
            [0.03, 0.03, 0.7, 0.12, 0.03, 0.09],
        ],
        state: State(1, 0, 0, 0, 0, 0))

    static let figure6E = PublishedNetwork(
        weights: [
            [0.06, 0.8, 0.02, 0.02, 0.02, 0.08],
            [0.02, 0.02, 0.08, 0.06, 0.02, 0.8],
            [0.02, 0.06, 0.22, 0.6, 0.08, 0.02],
            [0.08, 0.02, 0.26, 0.22, 0.4, 0.02],
            [0.8, 0.08, 0.02, 0.02, 0.06, 0.02],
            [0.02, 0.02, 0.4, 0.08, 0.42, 0.06],
        ],
        state: State(1, 0, 0, 0, 0, 0))

}
