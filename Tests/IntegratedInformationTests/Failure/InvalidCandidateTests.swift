import Compute
import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Requests that have no answer")
struct InvalidCandidateTests {
    /// Three units in a noisy ring.
    private let ring = Substrate(units: 3) { unit, row in row >> ((unit + 2) % 3) & 1 == 1 ? 0.9 : 0.1 }
    private let state = State(1, 0, 0)

    /// Each way of asking gives one and the same coded error, with the exit status of bad data.
    private func expectRefusal(
        _ substrate: Substrate, _ state: State, units: [Int], mentions words: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let requests: [() throws -> Void] = [
            { _ = try systemIntegratedInformation(of: substrate, state: state, units: units) },
            { _ = try SystemPhiAnalysis(substrate: substrate, state: state, units: units).inline() },
            { _ = try ComplexSearch(substrate: substrate, state: state, units: units).inline() },
        ]
        for request in requests {
            let error = #expect(throws: IntegratedInformationError.self, sourceLocation: sourceLocation) {
                try request()
            }
            #expect(error?.exitStatus == .badData, sourceLocation: sourceLocation)
            let message = error?.message ?? ""
            for word in words {
                #expect(message.contains(word), "\(message)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("A unit that the network does not have")
    func unitOutOfRange() {
        expectRefusal(ring, state, units: [0, 3], mentions: ["3"])
        expectRefusal(ring, state, units: [-1, 0], mentions: ["-1"])
    }

    @Test("A unit named twice")
    func duplicateUnit() {
        expectRefusal(ring, state, units: [0, 1, 1], mentions: ["1"])
    }

    @Test("A state of another length than the network")
    func wrongStateLength() {
        expectRefusal(ring, State(1, 0), units: [0, 1], mentions: ["2", "3"])
        expectRefusal(ring, State(1, 0, 0, 1), units: [0, 1], mentions: ["4", "3"])
    }

    @Test("A state that nothing leads to")
    func unreachableState() throws {
        // Each unit is the exclusive or of the others: an odd number of units on has no predecessor.
        let xor = Substrate(units: 3) { unit, row in (row & ~(1 << unit)).nonzeroBitCount == 1 }
        for units in [[0, 1, 2], [0, 1], [2]] {
            expectRefusal(xor, State(1, 0, 0), units: units, mentions: ["reach"])
        }
        #expect(throws: ReferenceSystem.UnreachableState.self) {
            try EnumeratingReference.analyse(xor, state: State(1, 0, 0), units: [0, 1, 2])
        }
    }

    @Test("No units: φ_s is zero because there is no system")
    func emptySystem() throws {
        for formalism in Formalism.allCases {
            let result = try systemIntegratedInformation(of: ring, state: state, units: [], formalism: formalism)
            #expect(result.reasons == [.noSystem])
            #expect(result.phi == 0)
            #expect(result.normalizedPhi == 0)
            #expect(result.partition == nil && result.cause == nil && result.effect == nil && result.ties == nil)
        }
    }

    @Test("A system whose tables exceed the memory allowed, with the bytes that it needs")
    func tooLarge() throws {
        var random = SplitMix64(seed: 7)
        let network = GeneratedNetwork(.coupledLogistic, units: 10, &random)
        let limits = Limits(memoryBytes: 4096)
        let requests: [() throws -> Void] = [
            {
                _ = try systemIntegratedInformation(
                    of: network.substrate, state: network.state, units: network.units, limits: limits)
            },
            {
                _ = try SystemPhiAnalysis(
                    substrate: network.substrate, state: network.state, units: network.units, limits: limits)
            },
        ]
        for request in requests {
            let error = #expect(throws: IntegratedInformationError.self) { try request() }
            guard case .tooLarge(let units, let bytes, let limit) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(units == 10 && limit == 4096 && bytes > limit)
            #expect(error?.message.contains("\(bytes)") == true)
            #expect(error?.code == "system-too-large")
            #expect(error?.exitStatus != .ok)
        }
    }

    @Test("A state whose probability is too small for a double is reachable all the same")
    func improbableState() throws {
        // P(unit on) = 1e-300, twice that after the state 1,1: both on has a probability of 1e-600.
        let substrate = Substrate(units: 2, connected: { _, _ in true }) { _, row in row == 3 ? 2e-300 : 1e-300 }
        let result = try systemIntegratedInformation(of: substrate, state: State(1, 1), units: [0, 1])
        #expect(result.cause?.state == State(1, 1))
        // π_c = 4/7 and π_e(s|z)/π_e(s) = 4/(7/4).
        #expect(abs((result.cause?.intrinsicInformation ?? 0) - 4.0 / 7 * log2(16.0 / 7)) < 1e-12)
    }
}
