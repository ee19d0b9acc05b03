/// A directed partition met by the search, as the cut it makes, with its cost in one direction.
struct CutCandidate: Codable, Sendable, Hashable {
    /// `cutInputs[i]`: the units whose connections to unit i are cut.
    var cutInputs: [UInt64]
    /// φ in the direction searched, in ibits, not clamped.
    var cost: Double

    var connectionsCut: Int { cutInputs.reduce(0) { $0 + $1.nonzeroBitCount } }
    var ratio: Double { cost / Double(connectionsCut) }

    /// Fewest connections first, then by the cut itself: an order that no thread count can change.
    static func precedes(_ a: CutCandidate, _ b: CutCandidate) -> Bool {
        a.connectionsCut != b.connectionsCut
            ? a.connectionsCut < b.connectionsCut : a.cutInputs.lexicographicallyPrecedes(b.cutInputs)
    }
}
