/// The complexes of a substrate in one state (the exclusion postulate): the candidate system of greatest φ_s, then the
/// greatest of those that overlap none so far, and so on while φ_s > 0.
public struct Complexes: Hashable, Sendable {
    /// Non-overlapping, the greatest φ_s first, each above 0. The first is the maximal complex.
    public let complexes: [SystemIntegratedInformation]
    /// The number of candidate systems: every nonempty subset of the units considered.
    public let candidates: Int
    /// Candidates whose φ_s was computed.
    public let evaluated: Int
    /// Candidates that are not strongly connected, or single units that do not feed themselves.
    public let ruledOutByConnectivity: Int
    /// Candidates that an upper bound of φ_s showed to be reducible or below a complex they overlap.
    public let ruledOutByBounds: Int
    /// Groups of overlapping candidates (unit indices) whose φ_s is equal. Only the cause–effect structure can tell
    /// which is a complex, so none of a group is listed as one, and none excludes another candidate.
    public let unresolvedTies: [[[Int]]]
}
