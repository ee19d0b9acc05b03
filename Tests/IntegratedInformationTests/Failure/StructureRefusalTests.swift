import Analysis
import Compute
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Structures that have no answer")
struct StructureRefusalTests {
    /// Three units in a noisy ring.
    private let ring = Substrate(units: 3) { unit, row in row >> ((unit + 2) % 3) & 1 == 1 ? 0.9 : 0.1 }
    private let state = State(1, 0, 0)

    private func refusal(
        _ substrate: Substrate, _ state: State, units: [Int], limits: Limits = Limits()
    ) -> IntegratedInformationError? {
        #expect(throws: IntegratedInformationError.self) {
            try StructureAnalysis(substrate: substrate, state: state, units: units, limits: limits).inline()
        }
    }

    @Test("Units that the network does not have, or named twice")
    func units() {
        #expect(refusal(ring, state, units: [0, 3]) == .unknownUnit(3, unitCount: 3))
        #expect(refusal(ring, state, units: [-1, 0]) == .unknownUnit(-1, unitCount: 3))
        #expect(refusal(ring, state, units: [0, 1, 1]) == .duplicateUnit(1))
    }

    @Test("A state of another length than the network")
    func stateLength() {
        #expect(refusal(ring, State(1, 0), units: [0, 1]) == .stateLength(2, unitCount: 3))
        #expect(refusal(ring, State(1, 0, 0, 1), units: [0, 1]) == .stateLength(4, unitCount: 3))
    }

    /// Each unit is the exclusive or of the others: an odd number of units on has no predecessor.
    @Test("A state that nothing leads to")
    func unreachableState() {
        let xor = Substrate(units: 3) { unit, row in (row & ~(1 << unit)).nonzeroBitCount == 1 }
        for units in [[0, 1, 2], [0, 1], [2]] {
            let error = refusal(xor, state, units: units)
            #expect(error == .unreachableState("1,0,0"))
            #expect(error?.exitStatus == .badData)
        }
    }

    @Test("A system whose tables exceed the memory allowed, with the bytes that it needs")
    func tooLarge() throws {
        var random = SplitMix64(seed: 7)
        let network = GeneratedNetwork(.coupledLogistic, units: 8, &random)
        let error = refusal(
            network.substrate, network.state, units: network.units, limits: Limits(memoryBytes: 4096))
        guard case .tooLarge(let units, let bytes, let limit) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(units == 8 && limit == 4096 && bytes > limit)
        #expect(error?.message.contains("\(bytes)") == true)
    }

    /// A structure needs tables that φ_s alone does not: a limit that φ_s fits in may refuse the structure, never the
    /// other way round, and what fits is computed.
    @Test("The memory needed is known before anything is computed", arguments: [3, 5, 7])
    func memory(count: Int) throws {
        var random = SplitMix64(seed: 8)
        let network = GeneratedNetwork(.coupledLogistic, units: count, &random)
        guard
            case .tooLarge(_, let bytes, _) = refusal(
                network.substrate, network.state, units: network.units, limits: Limits(memoryBytes: 1))
        else {
            Issue.record("a limit of one byte was not refused")
            return
        }
        let structure = try StructureAnalysis(
            substrate: network.substrate, state: network.state, units: network.units,
            limits: Limits(memoryBytes: bytes)
        ).inline()
        #expect(try structure == network.substrate.structure(in: network.state))
    }

    @Test("Units in any order are the same question")
    func order() throws {
        let sorted = try ring.structure(in: state, units: [0, 1, 2])
        #expect(try ring.structure(in: state, units: [2, 0, 1]) == sorted)
    }

    @Test("A stop that was asked for ends the analysis")
    func cancellation() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        let analysis = try StructureAnalysis(substrate: ring, state: state, units: [0, 1, 2])
        #expect(throws: CancelledError.self) {
            try InlineExecutor().run(analysis, cancellation: cancellation, progress: Progress())
        }
    }
}
