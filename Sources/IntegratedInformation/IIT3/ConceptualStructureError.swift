public import Compute

/// What can be wrong with a question about a conceptual structure, beside what is wrong with any question.
public enum ConceptualStructureError: CodedError, Hashable {
    /// No state of the candidate system leads to its current one while the background is in its current state: the
    /// system's state, and the background's labels and values.
    case unreachable(state: String, background: String)

    public var code: String { "unreachable-state" }
    public var exitStatus: ExitStatus { .badData }
    public var message: String {
        switch self {
        case .unreachable(let state, ""):
            "state \(state) cannot be reached: no previous state leads to it, so it has no cause; choose a reachable "
                + "state (network show --reachable lists them)"
        case .unreachable(let state, let background):
            "state \(state) of the candidate system cannot be reached while its background is \(background), where IIT "
                + "3.0 holds it in the past too; choose another state, or other units"
        }
    }
}
