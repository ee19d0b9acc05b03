/// A joint partition of a mechanism and a purview into parts that keep only their own connections
/// (Albantakis et al. 2023, Eq. 36–37).
public struct JointPartition: Hashable, Sendable, Codable {
    /// One part: the connections between its mechanism units and its purview units are kept.
    public struct Part: Hashable, Sendable, Codable {
        /// Unit indices in the substrate, ascending; empty in the part whose purview units are cut from everything.
        public let mechanism: [Int]
        /// Unit indices in the substrate, ascending; empty where the mechanism units keep no connection.
        public let purview: [Int]

        public init(mechanism: [Int], purview: [Int]) {
            self.mechanism = mechanism
            self.purview = purview
        }
    }

    /// The parts, those with mechanism units first, ordered by their first mechanism unit. Two ways to group units that
    /// keep no connection cut the same connections; such units stand in one part each side.
    public let parts: [Part]

    public init(parts: [Part]) {
        self.parts = parts
    }

    /// The number of connections cut, |M||Z| − Σ|M_k||Z_k|, counting every pair of units, connected or not.
    public var connectionsCut: Int {
        let mechanism = parts.reduce(0) { $0 + $1.mechanism.count }
        let purview = parts.reduce(0) { $0 + $1.purview.count }
        return mechanism * purview - parts.reduce(0) { $0 + $1.mechanism.count * $1.purview.count }
    }
}
