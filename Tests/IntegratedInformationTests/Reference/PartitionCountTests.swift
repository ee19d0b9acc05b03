import Testing

@Suite("Directed set partitions")
struct PartitionCountTests {
    @Test("Systems of 2 to 6 units have 3, 22, 150, 1 061 and 7 896 distinct cuts")
    func counts() {
        #expect((2...6).map { DirectedSetPartitions.distinct(units: $0).count } == [3, 22, 150, 1061, 7896])
    }

    @Test("Every cut separates: some connection is cut, none from a unit to itself", arguments: 2...6)
    func cutsSeparate(count: Int) {
        for cuts in DirectedSetPartitions.distinct(units: count) {
            #expect(cuts.contains { $0 != 0 })
            #expect(cuts.indices.allSatisfy { cuts[$0] >> $0 & 1 == 0 })
        }
    }
}
