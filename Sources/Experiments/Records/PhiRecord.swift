public import Graphs
public import IntegratedInformation

/// The integrated information of one candidate system as it leaves Claustrum: the source of its JSON, its CSV row, its
/// text and its section of a report, so that all of them show the same numbers.
///
/// The JSON form is schema `claustrum.phi/1`, described by `docs/schema/phi.schema.json`.
public struct PhiRecord: Sendable {
    /// The name and version of the JSON form.
    public static let schema = "claustrum.phi/1"

    public let result: SystemIntegratedInformation
    /// The network that the candidate system belongs to.
    public let substrate: Substrate
    public let formalism: Formalism
    /// Where the result comes from; nil where equal input is to give equal bytes.
    public let provenance: Provenance?
    /// The system's cause–effect structure; nil where it was not asked for.
    public let structure: StructureRecord?

    /// - Parameter substrate: The network; its `state`, where it has one, is the state that was analysed, so that a
    ///   report can show the background's.
    /// - Precondition: `result` was computed from `substrate`: its unit indices are in range.
    public init(
        result: SystemIntegratedInformation, substrate: Substrate, formalism: Formalism, provenance: Provenance?,
        structure: StructureRecord? = nil
    ) {
        self.result = result
        self.substrate = substrate
        self.formalism = formalism
        self.provenance = provenance
        self.structure = structure
    }

    /// The labels of the candidate system's units, ascending by index.
    public var units: [String] { result.units.map { substrate.labels[$0] } }

    /// Whether the candidate system is irreducible: φ_s > 0.
    public var isIrreducible: Bool { result.phi > 0 }

    /// How many of the connections that the MIP cuts the network really has; the rest of `connections_cut` are ordered
    /// pairs of units without a connection. Nil without a MIP.
    ///
    /// - Complexity: O(n²).
    public var existingConnectionsCut: Int? {
        guard let partition = result.partition else { return nil }
        var count = 0
        for target in result.units.indices {
            for source in result.units.indices where partition.cutInputs[target] >> UInt64(source) & 1 == 1 {
                if substrate.connectivity.feeds(result.units[source], result.units[target]) { count += 1 }
            }
        }
        return count
    }

    /// How many ordered pairs of units a partition could cut: n(n − 1), or the self-connection of a single unit.
    public var pairCount: Int {
        let count = result.units.count
        return count == 1 ? 1 : count * (count - 1)
    }
}
