import Compute
import Foundation
import Graphs
import IntegratedInformation
import Testing

/// The relations among the distinctions that the reference implementation lists itself, so that nothing else is compared.
@Suite(
    "Conformance of relations",
    .enabled(if: RelationCase.isPresent, "skipped: ../shared/conformance/iit4.jsonl is not beside the repository"))
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

    private struct Line: Decodable {
        struct Expectation: Decodable {
            let distinctions: [Listed]?
            let sumPhiD: Double?
            let sumPhiR: Double?
            let relationCount: UInt64?
            let bigPhi: Double?

            enum CodingKeys: String, CodingKey {
                case distinctions
                case sumPhiD = "sum_phi_d"
                case sumPhiR = "sum_phi_r"
                case relationCount = "relation_count"
                case bigPhi = "big_phi"
            }
        }
        struct Listed: Decodable {
            struct Side: Decodable {
                let purview: [Int]
                let phi: Double
                let state: [Int]
            }
            let mechanism: [Int]
            let cause: Side
            let effect: Side
        }
        let name: String
        let expect: Expectation
    }

    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/conformance/iit4.jsonl")

    static let isPresent = FileManager.default.isReadableFile(atPath: file.path(percentEncoded: false))

    /// The cases that list their distinctions and Φ.
    static func all() throws -> [RelationCase] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).compactMap { bytes in
            let line = try JSONDecoder().decode(Line.self, from: Data(bytes))
            guard let listed = line.expect.distinctions, let sumPhiD = line.expect.sumPhiD,
                let sumPhiR = line.expect.sumPhiR, let count = line.expect.relationCount,
                let bigPhi = line.expect.bigPhi
            else { return nil }
            return RelationCase(
                name: line.name, distinctions: listed.map(distinction), sumPhiD: sumPhiD, sumPhiR: sumPhiR,
                relationCount: "\(count)", bigPhi: bigPhi)
        }
    }

    private static func distinction(_ listed: Line.Listed) -> Distinction {
        func side(_ side: Line.Listed.Side) -> (purview: [Int], state: State) {
            (side.purview, State(side.state.map { $0 == 1 }))
        }
        return Distinction(
            mechanism: listed.mechanism, cause: side(listed.cause), effect: side(listed.effect),
            phiCause: listed.cause.phi, phiEffect: listed.effect.phi)
    }
}
