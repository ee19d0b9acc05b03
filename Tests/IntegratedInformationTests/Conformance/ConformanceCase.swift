import Foundation
import Graphs

/// One line of `iit4.jsonl`: a network, a candidate system, and what a reference implementation of IIT 4.0 found.
struct ConformanceCase: Decodable, Sendable {
    struct Expectation: Decodable, Sendable {
        let phiS: Double
        let phiS2026: Double?
        let normalizedPhiS: Double
        let reasons: [String]
        let phiC: Double?
        let phiE: Double?
        let causeState: [Int]?
        let causeIi: Double?
        let effectState: [Int]?
        let effectIi: Double?
        let mipCutMatrix: [[Int]]?
        /// How many partitions attain the MIP; nil where that was not determined or the specified state is tied.
        let mipTies: Int?

        enum CodingKeys: String, CodingKey {
            case phiS = "phi_s"
            case phiS2026 = "phi_s_2026"
            case normalizedPhiS = "normalized_phi_s"
            case reasons
            case phiC = "phi_c"
            case phiE = "phi_e"
            case causeState = "cause_state"
            case causeIi = "cause_ii"
            case effectState = "effect_state"
            case effectIi = "effect_ii"
            case mipCutMatrix = "mip_cut_matrix"
            case mipTies = "mip_ties"
        }
    }

    let name: String
    let tpm: [[Double]]
    let connectivity: [[Int]]
    let state: [Int]
    let units: [Int]
    let expect: Expectation

    var currentState: State { State(state.map { $0 == 1 }) }

    var substrate: Substrate {
        Substrate(units: state.count, connected: { connectivity[$0][$1] == 1 }) { unit, row in tpm[row][unit] }
    }
}

/// The shared conformance data, beside the repository.
enum ConformanceData {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/conformance/iit4.jsonl")

    static let isPresent = FileManager.default.isReadableFile(atPath: file.path(percentEncoded: false))

    static func cases() throws -> [ConformanceCase] { try cases(as: ConformanceCase.self) }

    /// Every line, as far as `Case` reads it.
    static func cases<Case: Decodable>(as type: Case.Type) throws -> [Case] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(type, from: Data($0))
        }
    }
}
