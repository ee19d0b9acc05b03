public import Graphs
public import IntegratedInformation

/// The causal account of a transition as it leaves Claustrum: the source of its JSON, its CSV rows and its text.
///
/// The JSON form is schema `claustrum.account/1`, described by `docs/schema/account.schema.json`.
public struct AccountRecord: Sendable {
    /// The name and version of the JSON form.
    public static let schema = "claustrum.account/1"

    public let account: CausalAccount
    /// The network in which the transition happens.
    public let substrate: Substrate
    /// Where the result comes from; nil where equal input is to give equal bytes.
    public let provenance: Provenance?

    /// - Precondition: `account` is of a transition of `substrate`: its unit indices are in range.
    public init(account: CausalAccount, substrate: Substrate, provenance: Provenance?) {
        self.account = account
        self.substrate = substrate
        self.provenance = provenance
    }

    /// Σα over the links of one direction, in bits.
    ///
    /// - Complexity: O(links).
    public func totalStrength(_ direction: CausalDirection) -> Double {
        account.links(direction).reduce(0) { $0 + $1.strength }
    }

    func labels(_ units: [Int]) -> [String] { units.map { substrate.labels[$0] } }

    /// The states in which a link's occurrence and its counterparts are: those at t for what has a cause, and the other
    /// way round.
    func occurrenceState(_ link: CausalLink) -> State { link.direction == .cause ? account.after : account.before }
    func counterpartState(_ link: CausalLink) -> State { link.direction == .cause ? account.before : account.after }
}
