import Graphs
import Testing

@Suite("Published networks")
struct PublishedNetworkTests {
    /// Li et al. 2004, Table 1: seven fixed points, with these basins, and nothing else.
    @Test func buddingYeastCellCycle() throws {
        let network = try NetworkFile.read(Files.network("li-2004-budding-yeast.json"))
        let attractors = try network.attractors()
        #expect(attractors.map(\.basinSize) == [1764, 151, 109, 9, 7, 7, 1])
        #expect(attractors.allSatisfy { $0.period == 1 })
        let stationary = try #require(attractors.first?.states.first)
        #expect(network.labels.indices.filter { stationary[$0] == 1 }.map { network.labels[$0] } == ["Cdh1", "Sic1"])
        #expect(network.state == stationary)
    }

    /// Li et al. 2004, Table 2: excited by Cln3, the cell goes once round the cycle in 12 steps and comes to rest in G1.
    @Test func buddingYeastPathway() throws {
        let network = try NetworkFile.read(Files.network("li-2004-budding-yeast.json"))
        var state = Int(try #require(network.state).bits) | 1
        var seen: [Int] = [state]
        while seen.count < 14 {
            state = (0..<11).reduce(0) { $0 | Int(network.transitions.probability(of: $1, after: state)) << $1 }
            seen.append(state)
        }
        #expect(seen[12] == seen[13] && seen[11] != seen[12])
        #expect(seen[12] == Int(try #require(network.state).bits))
    }

    /// Fauré et al. 2006: synchronously, a stable state without growth factor (CycD), with Rb, p27 and Cdh1 active, and one
    /// cycle of seven states with it.
    @Test func mammalianCellCycle() throws {
        let network = try NetworkFile.read(Files.network("faure-2006-mammalian-cell-cycle.bnet"))
        let labels = network.labels
        #expect(network.background.map { labels[$0] } == ["CycD"])
        let attractors = try network.attractors()
        #expect(attractors.map(\.period) == [1, 7])
        #expect(attractors.map(\.basinSize) == [512, 512])
        let rest = try #require(attractors.first?.states.first)
        #expect(Set(labels.indices.filter { rest[$0] == 1 }.map { labels[$0] }) == ["Rb", "p27", "Cdh1"])
        let growthFactor = try #require(labels.firstIndex(of: "CycD"))
        #expect(attractors[1].states.allSatisfy { $0[growthFactor] == 1 })
    }

    @Test func everyExampleReads() throws {
        let expected = [
            "albantakis-2023-fig1.json": 3, "albantakis-2023-fig6a.json": 6, "albantakis-2023-fig6b.json": 6,
            "albantakis-2023-fig6c.json": 6, "albantakis-2023-fig6d.json": 6, "albantakis-2023-fig6e.json": 6,
            "li-2004-budding-yeast.json": 11,
        ]
        for (file, count) in expected {
            let network = try NetworkFile.read(Files.network(file))
            #expect(network.unitCount == count)
            #expect(network.state != nil && network.name != nil)
        }
    }
}
