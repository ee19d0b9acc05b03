import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite(
    "Conformance with a reference implementation of IIT 4.0",
    .enabled(if: ConformanceData.isPresent, "skipped: ../shared/conformance/iit4.jsonl is not beside the repository"))
struct ConformanceTests {
    @Test("The enumerating reference agrees with every case")
    func reference() throws {
        let cases = try ConformanceData.cases()
        #expect(cases.count >= 79)
        for example in cases {
            let slow = try EnumeratingReference.analyse(
                example.substrate, state: example.currentState, units: example.units)
            let isDetermined = slow.causeStates.count == 1 && slow.effectStates.count == 1
            let found = Findings(
                phi: slow.phi, cappedPhi: slow.cappedPhi, normalizedPhi: slow.normalizedPhi,
                reasons: slow.reasons.map(\.rawValue), phiCause: slow.phiCause, phiEffect: slow.phiEffect,
                causeInformation: slow.causeInformation, effectInformation: slow.effectInformation,
                causeState: slow.winners.first?.cause, effectState: slow.winners.first?.effect,
                ties: isDetermined ? slow.minimumCuts.count : nil, cutInputs: slow.minimumCuts.first)
            #expect(found.disagreements(with: example) == [], "\(example.name)")
        }
    }

    @Test("The library agrees with every case")
    func library() throws {
        for example in try ConformanceData.cases() {
            let fast = try systemIntegratedInformation(
                of: example.substrate, state: example.currentState, units: example.units)
            let capped = try systemIntegratedInformation(
                of: example.substrate, state: example.currentState, units: example.units, formalism: .iit4In2026)
            let found = Findings(
                phi: fast.phi, cappedPhi: capped.phi, normalizedPhi: fast.normalizedPhi,
                reasons: fast.reasons.map(\.rawValue), phiCause: fast.phiCause, phiEffect: fast.phiEffect,
                causeInformation: fast.cause?.intrinsicInformation,
                effectInformation: fast.effect?.intrinsicInformation,
                causeState: fast.cause.map { Int($0.state.bits) }, effectState: fast.effect.map { Int($0.state.bits) },
                ties: fast.ties, cutInputs: fast.partition?.cutInputs.map { Int($0) })
            #expect(found.disagreements(with: example) == [], "\(example.name)")
        }
    }
}

/// What either implementation found, in the terms of the conformance file.
private struct Findings {
    let phi: Double
    let cappedPhi: Double
    let normalizedPhi: Double
    let reasons: [String]
    let phiCause: Double?
    let phiEffect: Double?
    let causeInformation: Double?
    let effectInformation: Double?
    /// The specified states; where several tie, the one that the rule for ties reports.
    let causeState: Int?
    let effectState: Int?
    let ties: Int?
    let cutInputs: [Int]?

    func disagreements(with example: ConformanceCase) -> [String] {
        let expected = example.expect
        var found: [String] = []
        func compare(_ name: String, _ value: Double?, _ expected: Double?) {
            guard let expected else { return }
            guard let value, Agreement.isClose(value, expected) else {
                found.append("\(name): \(value.debugDescription), expected \(expected)")
                return
            }
        }
        func compare(_ name: String, _ state: Int?, _ expected: [Int]?) {
            guard let expected else { return }
            let bits = expected.enumerated().reduce(0) { $0 | $1.element << $1.offset }
            if state != bits { found.append("\(name): \(state.debugDescription), expected \(bits)") }
        }
        compare("φ_s", phi, expected.phiS)
        compare("φ_s (2026)", cappedPhi, expected.phiS2026)
        compare("normalised φ_s", normalizedPhi, expected.normalizedPhiS)
        compare("ii_c", causeInformation, expected.causeIi)
        compare("ii_e", effectInformation, expected.effectIi)
        compare("cause state", causeState, expected.causeState)
        compare("effect state", effectState, expected.effectState)
        if Set(reasons) != Set(expected.reasons) { found.append("reasons: \(reasons), \(expected.reasons)") }
        if let mipTies = expected.mipTies, ties != mipTies {
            found.append("ties: \(ties.debugDescription), expected \(mipTies)")
        }
        if expected.mipTies == 1 {
            compare("φ_c", phiCause, expected.phiC)
            compare("φ_e", phiEffect, expected.phiE)
            let count = example.units.count
            let matrix = (0..<count).map { source in
                (cutInputs ?? []).map { $0 >> source & 1 }
            }
            if let cut = expected.mipCutMatrix, matrix != cut { found.append("cut: \(matrix), expected \(cut)") }
        }
        return found
    }
}
