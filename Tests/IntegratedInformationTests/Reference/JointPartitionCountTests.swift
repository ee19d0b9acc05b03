import Testing

@Suite("Joint partitions")
struct JointPartitionCountTests {
    /// Stirling numbers of the second kind: the set partitions of `units` into `blocks`.
    private func stirling(_ units: Int, _ blocks: Int) -> Int {
        if units == 0 || blocks == 0 { return units == blocks ? 1 : 0 }
        return blocks * stirling(units - 1, blocks) + stirling(units - 1, blocks - 1)
    }

    private func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// k blocks and the empty one give each purview unit k + 1 places; with one block, the whole mechanism, only the
    /// complete cut remains.
    @Test("There are 1 + Σ_{k ≥ 2} S(m, k)·(k + 1)^z of them")
    func counts() {
        for mechanism in 1..<32 {
            for purview in 1..<32 {
                let (m, z) = (mechanism.nonzeroBitCount, purview.nonzeroBitCount)
                let expected = 1 + (1...m).dropFirst().reduce(0) { $0 + stirling(m, $1) * power($1 + 1, z) }
                #expect(JointPartitions.all(mechanism: mechanism, purview: purview).count == expected)
            }
        }
    }

    @Test("Every one covers both sets and cuts something")
    func coverage() {
        for mechanism in 1..<16 {
            for purview in 1..<16 {
                for parts in JointPartitions.all(mechanism: mechanism, purview: purview) {
                    #expect(parts.reduce(0) { $0 + $1.mechanism } == mechanism)
                    #expect(parts.reduce(0) { $0 + $1.purview } == purview)
                    #expect(!parts.contains { $0.mechanism == mechanism && $0.purview != 0 })
                }
            }
        }
    }
}
