/// The models of a node's dynamics. Each one's equations, parameters and source are in its `ModelDescription`.
public enum NeuralModel: String, CaseIterable, Sendable, Codable {
    case linear
    case kuramoto
    case hopf
    case fitzHughNagumo = "fitzhugh-nagumo"
    case wilsonCowan = "wilson-cowan"
    case wongWang = "wong-wang"
    case wongWangPair = "wong-wang-ei"
    case jansenRit = "jansen-rit"
    case montbrioPazoRoxin = "montbrio-pazo-roxin"

    /// The number by which kernels know the model.
    package var number: Int32 {
        switch self {
        case .linear: 0
        case .kuramoto: 1
        case .hopf: 2
        case .fitzHughNagumo: 3
        case .wilsonCowan: 4
        case .wongWang: 5
        case .wongWangPair: 6
        case .jansenRit: 7
        case .montbrioPazoRoxin: 8
        }
    }

    /// What the model is.
    ///
    /// - Complexity: O(1).
    public var description: ModelDescription {
        switch self {
        case .linear: .linear
        case .kuramoto: .kuramoto
        case .hopf: .hopf
        case .fitzHughNagumo: .fitzHughNagumo
        case .wilsonCowan: .wilsonCowan
        case .wongWang: .wongWang
        case .wongWangPair: .wongWangPair
        case .jansenRit: .jansenRit
        case .montbrioPazoRoxin: .montbrioPazoRoxin
        }
    }

    /// The model named `name`.
    ///
    /// - Throws: `DynamicsError` of kind `unknownModel`, with the names there are.
    public init(named name: String) throws(DynamicsError) {
        guard let model = NeuralModel(rawValue: name) else {
            throw DynamicsError(
                .unknownModel, key: "model", problem: "there is no model '\(name)'",
                remedy: "the models are \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self = model
    }
}
