import Analysis
import Compute
import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite("Transitions that have no account")
struct ImpossibleTransitionTests {
    /// Two units that copy each other.
    private let swap = Substrate(units: 2) { unit, row in row >> (1 - unit) & 1 == 1 }

    private func refusal(
        before: State, after: State, sources: [Int] = [0, 1], targets: [Int] = [0, 1], limits: Limits = Limits()
    ) -> IntegratedInformationError? {
        #expect(throws: IntegratedInformationError.self) {
            try CausalAccountAnalysis(
                substrate: swap, before: before, after: after, sources: sources, targets: targets, limits: limits)
        }
    }

    @Test("One that cannot happen, with the unit that makes it so")
    func impossible() {
        let error = refusal(before: State(1, 0), after: State(0, 0))
        #expect(error?.code == "impossible-transition" && error?.exitStatus == .badData)
        #expect(error?.message.contains("unit B is 0") == true && error?.message.contains("1,0") == true)
        #expect(error?.message.contains("probability 0;") == true)
    }

    @Test("The state of a unit that is not asked about makes nothing impossible")
    func unaskedUnit() throws {
        let account = try CausalAccountAnalysis(
            substrate: swap, before: State(1, 0), after: State(0, 0), sources: [0, 1], targets: [0]
        ).inline()
        #expect(account.links(.cause).map(\.occurrence) == [[0]])
        #expect(account.links(.cause).first?.counterparts.map(\.units) == [[1]])
    }

    @Test("Units that are not there or named twice, and states of another length")
    func wrongUnits() {
        let here = State(1, 0)
        let there = State(0, 1)
        #expect(refusal(before: here, after: there, sources: [0, 2]) == .unknownUnit(2, unitCount: 2))
        #expect(refusal(before: here, after: there, targets: [-1]) == .unknownUnit(-1, unitCount: 2))
        #expect(refusal(before: here, after: there, targets: [1, 1]) == .duplicateUnit(1))
        #expect(refusal(before: State(1), after: there) == .stateLength(1, unitCount: 2))
        #expect(refusal(before: here, after: State(0, 1, 1)) == .stateLength(3, unitCount: 2))
    }

    @Test("One whose tables exceed the memory allowed")
    func tooLarge() {
        let error = refusal(before: State(1, 0), after: State(0, 1), limits: Limits(memoryBytes: 100))
        guard case .tooLarge(let units, let bytes, 100) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(units == 2 && bytes > 100)
    }

    @Test("No units on one side: nothing to give an account of")
    func empty() throws {
        for (sources, targets) in [([], [0, 1]), ([0, 1], []), ([], [])] as [([Int], [Int])] {
            let account = try CausalAccountAnalysis(
                substrate: swap, before: State(1, 0), after: State(0, 1), sources: sources, targets: targets
            ).inline()
            #expect(account.links.isEmpty)
        }
    }

    @Test("A stop that is asked for is answered")
    func cancellation() throws {
        let analysis = try CausalAccountAnalysis(
            substrate: swap, before: State(1, 0), after: State(0, 1), sources: [0, 1], targets: [0, 1])
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancelledError.self) {
            try InlineExecutor().run(analysis, cancellation: cancellation, progress: Progress())
        }
    }

    @Test("Likelihoods whose product leaves a double's range give finite strengths all the same")
    func extremeProbabilities() throws {
        // A and B are on with probability 1e-200 after 00 and surely after any other state; C is on after 00 alone.
        let substrate = Substrate(units: 3) { unit, row in
            unit == 2 ? (row & 3 == 0 ? 1 : 0) : row & 3 == 0 ? 1e-200 : 1
        }
        func causes(of targets: [Int]) throws -> [CausalLink] {
            try CausalAccountAnalysis(
                substrate: substrate, before: State(0, 0, 0), after: State(1, 1, 1), sources: [0, 1], targets: targets
            ).inline().links(.cause)
        }
        #expect(try causes(of: [0, 1]).isEmpty)
        // Given C = 1 the state before was 00, two bits' worth; A and B say nothing beside it.
        let links = try causes(of: [0, 1, 2])
        #expect(links.map(\.occurrence) == [[2]])
        #expect(links.first.map { abs($0.strength - 2) < 1e-12 } == true)
        #expect(links.first?.counterparts.map(\.units) == [[0, 1]])
    }
}
