import Foundation

/// What a reference implementation of IIT 4.0 found of the cause–effect structure of a case of `iit4.jsonl`.
struct StructureCase: Decodable, Sendable {
    struct Side: Decodable, Sendable {
        /// Unit indices in the substrate.
        let purview: [Int]
        let phi: Double
        let state: [Int]
        let purviewTies: Int
        let stateTies: Int

        var isUnique: Bool { purviewTies == 1 && stateTies == 1 }

        enum CodingKeys: String, CodingKey {
            case purview, phi, state
            case purviewTies = "n_purview_ties"
            case stateTies = "n_state_ties"
        }
    }

    struct Distinction: Decodable, Sendable {
        /// Unit indices in the substrate.
        let mechanism: [Int]
        let phi: Double
        let cause: Side
        let effect: Side
    }

    struct Expectation: Decodable, Sendable {
        /// The congruent ones; nil where φ_s is zero by definition or the structure was not computed.
        let distinctions: [Distinction]?
        /// φ_d of every mechanism whose φ_d is above 0, by its units' indices with commas between; empty where that was
        /// not computed.
        let allDistinctionsPhi: [String: Double]?
        let sumPhiD: Double?
        let sumPhiR: Double?
        let relationCount: UInt64?
        let bigPhi: Double?

        enum CodingKeys: String, CodingKey {
            case distinctions
            case allDistinctionsPhi = "all_distinctions_phi"
            case sumPhiD = "sum_phi_d"
            case sumPhiR = "sum_phi_r"
            case relationCount = "relation_count"
            case bigPhi = "big_phi"
        }
    }

    let network: ConformanceCase
    let expect: Expectation

    /// The φ_d of all mechanisms, where they were computed.
    var allDistinctionsPhi: [String: Double]? {
        expect.allDistinctionsPhi.flatMap { $0.isEmpty ? nil : $0 }
    }

    enum CodingKeys: CodingKey {
        case expect
    }

    init(from decoder: any Decoder) throws {
        network = try ConformanceCase(from: decoder)
        expect = try decoder.container(keyedBy: CodingKeys.self).decode(Expectation.self, forKey: .expect)
    }
}
