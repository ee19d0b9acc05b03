public import Graphs
public import IntegratedInformation

/// What a mechanism says of a purview as it leaves Claustrum: what `claustrum repertoire` shows, and the source of its
/// JSON, its CSV and its text, so that all of them show the same numbers.
///
/// The JSON form is schema `claustrum.repertoire/1`, described by `docs/schema/repertoire.schema.json`.
public struct RepertoireRecord: Sendable {
    /// The name and version of the JSON form.
    public static let schema = "claustrum.repertoire/1"

    /// Of the same mechanism, purview and partition; nil where the direction was not asked for.
    public let cause: Repertoire?
    public let effect: Repertoire?
    /// The network.
    public let substrate: Substrate
    /// The state of the whole network.
    public let state: State
    /// The candidate system's unit indices, ascending.
    public let units: [Int]
    public let formalism: Formalism
    /// Where the result comes from; nil where equal input is to give equal bytes.
    public let provenance: Provenance?

    /// - Precondition: the repertoires were computed from `substrate`: their unit indices are in range.
    public init(
        cause: Repertoire?, effect: Repertoire?, substrate: Substrate, state: State, units: [Int],
        formalism: Formalism, provenance: Provenance?
    ) {
        self.cause = cause
        self.effect = effect
        self.substrate = substrate
        self.state = state
        self.units = units
        self.formalism = formalism
        self.provenance = provenance
    }

    /// Cause before effect.
    var repertoires: [Repertoire] { [cause, effect].compactMap(\.self) }

    /// The labels of these units.
    func labels(_ units: [Int]) -> [String] { units.map { substrate.labels[$0] } }
}
