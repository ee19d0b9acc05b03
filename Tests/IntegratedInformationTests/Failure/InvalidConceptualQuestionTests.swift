import Analysis
import Compute
import Graphs
import IntegratedInformation
import Testing

@Suite("Questions about conceptual structures (IIT 3.0) that have no answer")
struct InvalidConceptualQuestionTests {
    /// A copies B and B copies A.
    private let pair = Substrate(units: 2) { unit, row in row >> (1 - unit) & 1 == 1 }

    @Test("Units that are not there, or named twice, and states of the wrong length")
    func units() {
        #expect(throws: IntegratedInformationError.unknownUnit(2, unitCount: 2)) {
            try conceptualStructure(of: pair, state: State(0, 0), units: [0, 2])
        }
        #expect(throws: IntegratedInformationError.duplicateUnit(1)) {
            try conceptualStructure(of: pair, state: State(0, 0), units: [1, 1])
        }
        #expect(throws: IntegratedInformationError.stateLength(3, unitCount: 2)) {
            try conceptualStructure(of: pair, state: State(0, 0, 0), units: [0])
        }
    }

    @Test("Systems whose tables exceed the limit are refused before anything is computed", arguments: [8, 25, 60])
    func tooLarge(count: Int) {
        let coins = Substrate(
            labels: (0..<8).map(String.init),
            transitions: TransitionProbabilities(unitCount: 8, columns: Array(repeating: 0.5, count: 8 << 8)),
            connectivity: Connectivity(inputs: Array(repeating: 255, count: 8)))
        #expect {
            try ConceptualStructureAnalysis(
                substrate: coins, state: State(bits: 0, count: 8), units: Array(0..<count),
                limits: Limits(memoryBytes: 1 << 20))
        } throws: { error in
            guard case .tooLarge(count, let bytes, 1 << 20) = error as? IntegratedInformationError else { return false }
            return bytes > 1 << 20
        }
    }

    @Test("A state that nothing leads to, and one that nothing leads to while the background is as it is")
    func unreachable() {
        let off = Substrate(units: 2) { _, _ in false }
        #expect(throws: ConceptualStructureError.unreachable(state: "1,0", background: "")) {
            try conceptualStructure(of: off, state: State(1, 0), units: [0, 1])
        }
        // B copies A: with A = 0 held in the past too, B = 1 has no cause, though A = 0, B = 1 can be reached.
        let follower = Substrate(units: 2) { unit, row in unit == 0 ? false : row & 1 == 1 }
        #expect(throws: ConceptualStructureError.unreachable(state: "1", background: "A=0")) {
            try conceptualStructure(of: follower, state: State(0, 1), units: [1])
        }
        let error = ConceptualStructureError.unreachable(state: "1", background: "A=0")
        #expect(error.exitStatus == .badData)
        #expect(error.message.contains("A=0"))
    }

    @Test("The zeros by definition say which they are")
    func zeros() throws {
        let empty = try conceptualStructure(of: pair, state: State(0, 0), units: [])
        #expect(empty.reasons == [.noSystem] && empty.phi == 0 && empty.concepts.isEmpty)
        let single = try conceptualStructure(of: pair, state: State(0, 0), units: [0])
        #expect(single.reasons == [.singleUnit])
        let chain = Substrate(units: 2) { unit, row in unit == 0 ? row & 1 == 1 : row & 1 == 1 }
        #expect(
            try conceptualStructure(of: chain, state: State(1, 1), units: [0, 1]).reasons == [.notStronglyConnected])
        let coins = Substrate(units: 2, connected: { _, _ in true }) { _, _ in 0.5 }
        let none = try conceptualStructure(of: coins, state: State(0, 1), units: [0, 1])
        #expect(none.reasons == [.noConcepts] && none.leastCut == nil)
    }

    @Test("A request to stop ends it")
    func cancellation() throws {
        let analysis = try ConceptualStructureAnalysis(substrate: pair, state: State(0, 0), units: [0, 1])
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancelledError.self) {
            try InlineExecutor().run(analysis, cancellation: cancellation, progress: Progress())
        }
    }
}
