public import Compute

/// What can be wrong with a question about one repertoire.
public enum RepertoireError: CodedError, Hashable {
    /// A unit of the mechanism or the purview, by label, that the candidate system, by labels, does not have.
    case outsideSystem(unit: String, of: String, system: [String])
    case emptyPurview
    /// The purview's states are too many, or those of the mechanism and the purview together: their numbers of units, the
    /// most that a purview may have, and both together.
    case tooLarge(mechanism: Int, purview: Int, purviewLimit: Int, limit: Int)
    /// A part that is not `mechanism/purview`.
    case partSyntax(String)
    /// A unit that the partition has twice, or that is neither the mechanism's nor the purview's there.
    case partUnit(unit: String, problem: String)
    /// Units, by label, that no part of the partition has.
    case unassigned(units: [String], of: String)
    /// All of the mechanism stands in one part with purview units.
    case undivided

    public var code: String {
        switch self {
        case .outsideSystem: "unit-outside-system"
        case .emptyPurview: "empty-purview"
        case .tooLarge: "repertoire-too-large"
        case .partSyntax, .partUnit, .unassigned, .undivided: "bad-partition"
        }
    }

    public var exitStatus: ExitStatus {
        if case .tooLarge = self { .unavailable } else { .badData }
    }

    public var message: String {
        switch self {
        case .outsideSystem(let unit, let side, let system):
            "the \(side)'s unit \(unit) is not in the candidate system (\(list(system))); choose among its units, or give a "
                + "larger system"
        case .emptyPurview:
            "the purview has no units; name at least one"
        case .tooLarge(let mechanism, let purview, let purviewLimit, let limit):
            "a mechanism of \(mechanism) units over a purview of \(purview) has too many states; choose at most "
                + "\(purviewLimit) for the purview and \(limit) for both together"
        case .partSyntax(let part):
            "'\(part)' is not a part of a partition: write each part as MECHANISM/PURVIEW and a bar between parts, such as "
                + "A/C|B/ or /C|A/B (nothing, or ∅, is the empty set; name a unit whose label has a bar or a slash by its "
                + "index)"
        case .partUnit(let unit, let problem):
            "the partition \(problem) \(unit); its parts divide the mechanism's units and the purview's, each once"
        case .unassigned(let units, let side):
            "the partition leaves out the \(side)'s \(list(units)); put every unit of the \(side) into a part"
        case .undivided:
            "the partition leaves the whole mechanism in one part with purview units, which is not a partition (Albantakis et al. "
                + "2023, Eq. 36–37): divide the mechanism, or put all of the purview into the part without mechanism units"
        }
    }

    private func list(_ units: [String]) -> String { units.joined(separator: ", ") }
}
