public import Compute

/// What can be wrong with a question about integrated information.
public enum IntegratedInformationError: CodedError, Hashable {
    /// A unit index outside the substrate.
    case unknownUnit(Int, unitCount: Int)
    case duplicateUnit(Int)
    /// A state of the wrong number of units.
    case stateLength(Int, unitCount: Int)
    /// No state of the substrate leads to the current one.
    case unreachableState(String)
    /// The tables would not fit: units asked for, bytes needed, bytes allowed.
    case tooLarge(units: Int, bytes: Int, limit: Int)
    /// More units than a cause–effect structure can be computed for.
    case structureTooLarge(units: Int, limit: Int)
    /// A unit whose state at t cannot follow from the state at t − 1, or hardly: unit, its state, state before.
    case impossibleTransition(unit: String, value: Int, before: String, probability: Double)
    /// A shard or partial of another analysis.
    case foreignShard

    public var code: String {
        switch self {
        case .unknownUnit: "unknown-unit"
        case .duplicateUnit: "duplicate-unit"
        case .stateLength: "state-length"
        case .unreachableState: "unreachable-state"
        case .tooLarge: "system-too-large"
        case .structureTooLarge: "structure-too-large"
        case .impossibleTransition: "impossible-transition"
        case .foreignShard: "foreign-shard"
        }
    }

    public var exitStatus: ExitStatus {
        switch self {
        case .tooLarge, .structureTooLarge: .unavailable
        case .foreignShard: .internalFailure
        default: .badData
        }
    }

    public var message: String {
        switch self {
        case .unknownUnit(let unit, let count):
            "there is no unit \(unit): the network has units 0 to \(count - 1)"
        case .duplicateUnit(let unit):
            "unit \(unit) is named twice; name each unit of the candidate system once"
        case .stateLength(let length, let count):
            "the state has \(length) values but the network has \(count) units; give one 0 or 1 for each unit"
        case .unreachableState(let state):
            "state \(state) cannot be reached: no previous state leads to it, so it has no cause; choose a reachable "
                + "state (network show --reachable lists them)"
        case .tooLarge(let units, let bytes, let limit):
            "a system of \(units) units needs \(bytes) bytes of tables and the limit is \(limit); analyse fewer units "
                + "or raise memory_limit"
        case .structureTooLarge(let units, let limit):
            "the structure of \(units) units is out of reach: its 2^\(units) mechanisms and as many purviews each; choose "
                + "at most \(limit) units, or ask for φ_s alone"
        case .impossibleTransition(let unit, let value, let before, let probability):
            "the transition cannot happen: after the state \(before), unit \(unit) is \(value) with probability "
                + "\(probability == 0 ? "0" : "\(probability)"); choose a state after that can follow the state before"
        case .foreignShard:
            "a worker was given a shard of another analysis; run the analysis again from its own shards"
        }
    }
}
