import Compute
import Graphs
import IntegratedInformation
import Testing

/// The relations among the distinctions that the reference implementation lists itself, so that nothing else is compared.
@Suite(
    "Conformance of relations",
    .enabled(if: ConformanceData.isPresent, "skipped: ../shared/conformance/iit4.jsonl is not beside the repository"))
struct RelationConformanceTests {
    @Test("Σφ_r, the number of relations and Φ of every listed structure")
    func sums() throws {
        let cases = try RelationCase.all()
        #expect(cases.count >= 66)
        for example in cases {
            let totals = RelationTotals(distinctions: example.distinctions)
            #expect(Agreement.isClose(totals.sumPhi.doubleValue, example.sumPhiR), "\(example.name)")
            #expect(totals.count.description == example.relationCount, "\(example.name)")
            let sumPhiD = example.distinctions.reduce(0) { $0 + $1.phi }
            #expect(Agreement.isClose(sumPhiD, example.sumPhiD), "\(example.name)")
            #expect(
                Agreement.isClose((totals.sumPhi + LargeReal(sumPhiD)).doubleValue, example.bigPhi), "\(example.name)")
        }
    }

    @Test("The relations one by one, where they are few")
    func enumerated() throws {
        for example in try RelationCase.all() where example.relationCount.count <= 4 {
            let relations = Array(StrongestRelations(among: example.distinctions))
            #expect("\(relations.count)" == example.relationCount, "\(example.name)")
            #expect(
                Agreement.isClose(relations.reduce(0) { $0 + $1.phi }, example.sumPhiR), "\(example.name)")
        }
    }
}

/// One structure of `iit4.jsonl`.
struct RelationCase: Sendable {
    let name: String
    let distinctions: [Distinction]
    let sumPhiD: Double
    let sumPhiR: Double
    let relationCount: String
    let bigPhi: Double

    /// The cases that list their distinctions and Φ.
    static func all() throws -> [RelationCase] {
        try ConformanceData.cases(as: StructureCase.self).compactMap { example in
            let expect = example.expect
            guard let listed = expect.distinctions, let sumPhiD = expect.sumPhiD, let sumPhiR = expect.sumPhiR,
                let count = expect.relationCount, let bigPhi = expect.bigPhi
            else { return nil }
            return RelationCase(
                name: example.network.name, distinctions: listed.map(distinction), sumPhiD: sumPhiD, sumPhiR: sumPhiR,
                relationCount: "\(count)", bigPhi: bigPhi)
        }
    }

    private static func distinction(_ listed: StructureCase.Distinction) -> Distinction {
        func side(_ side: StructureCase.Side) -> (purview: [Int], state: State) {
            (side.purview, State(side.state.map { $0 == 1 }))
        }
        return Distinction(
            mechanism: listed.mechanism, cause: side(listed.cause), effect: side(listed.effect),
            phiCause: listed.cause.phi, phiEffect: listed.effect.phi)
    }
}
