public import Graphs
public import IntegratedInformation

/// The conceptual structure of one candidate system by IIT 3.0 as it leaves Claustrum: the source of its JSON and its
/// text.
///
/// The JSON form is schema `claustrum.phi3/1`, described by `docs/schema/phi3.schema.json`.
public struct ConceptualRecord: Sendable {
    /// The name and version of the JSON form.
    public static let schema = "claustrum.phi3/1"

    public let result: ConceptualStructure
    /// The network that the candidate system belongs to; its `state`, where it has one, is the state that was analysed.
    public let substrate: Substrate
    /// Where the result comes from; nil where equal input is to give equal bytes.
    public let provenance: Provenance?

    /// - Precondition: `result` was computed from `substrate`: its unit indices are in range.
    public init(result: ConceptualStructure, substrate: Substrate, provenance: Provenance?) {
        self.result = result
        self.substrate = substrate
        self.provenance = provenance
    }

    /// The labels of units by index.
    func labels(_ units: [Int]) -> [String] { units.map { substrate.labels[$0] } }
}
