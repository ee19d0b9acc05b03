import ArgumentParser
import IntegratedInformation

/// The directions that may be asked for.
enum DirectionChoice: String, ExpressibleByArgument, CaseIterable {
    case cause, effect, both

    var directions: Set<CausalDirection> {
        switch self {
        case .cause: [.cause]
        case .effect: [.effect]
        case .both: [.cause, .effect]
        }
    }
}
