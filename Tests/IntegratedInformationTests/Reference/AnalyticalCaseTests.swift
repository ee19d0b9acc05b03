import Foundation
import Graphs
import IntegratedInformation
import Testing

/// Systems whose φ_s can be worked out on paper, for the reference and the library alike.
@Suite("Cases solved by hand")
struct AnalyticalCaseTests {
    /// Checks φ_s of the whole substrate, and of its 2026 form where given.
    private func expect(
        _ substrate: Substrate, _ state: State, phi: Double, capped: Double? = nil, ties: Int? = nil,
        reasons: [ZeroReason] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let units = Array(0..<substrate.unitCount)
        let slow = try EnumeratingReference.analyse(substrate, state: state, units: units)
        let fast = try systemIntegratedInformation(of: substrate, state: state, units: units)
        #expect(abs(slow.phi - phi) < 1e-12, sourceLocation: sourceLocation)
        #expect(abs(fast.phi - phi) < 1e-12, sourceLocation: sourceLocation)
        #expect(slow.reasons == reasons, sourceLocation: sourceLocation)
        #expect(Agreement.disagreements(fast, slow) == [], sourceLocation: sourceLocation)
        if let ties {
            #expect(slow.minimumCuts.count == ties, sourceLocation: sourceLocation)
            // The number of ties is a property of one pair of specified states.
            if slow.causeStates.count == 1 && slow.effectStates.count == 1 {
                #expect(fast.ties == ties, sourceLocation: sourceLocation)
            }
        }
        if let capped {
            let result = try systemIntegratedInformation(
                of: substrate, state: state, units: units, formalism: .iit4In2026)
            #expect(abs(slow.cappedPhi - capped) < 1e-12, sourceLocation: sourceLocation)
            #expect(abs(result.phi - capped) < 1e-12, sourceLocation: sourceLocation)
        }
    }

    /// A unit that keeps its value with probability p says p·log₂(p / ½) about its next and its previous value; the
    /// only cut leaves ½. In the 2026 form the cap is −log₂ p, how surprising it is that the state persists.
    @Test("One unit that copies itself", arguments: [0.6, 0.75, 0.9, 0.99])
    func selfCopy(p: Double) throws {
        let substrate = Substrate(units: 1) { _, row in row == 1 ? p : 1 - p }
        let phi = p * log2(2 * p)
        try expect(substrate, State(1), phi: phi, capped: min(phi, -log2(p)), ties: 1)
        try expect(substrate, State(0), phi: phi, capped: min(phi, -log2(p)), ties: 1)
    }

    /// Each unit copies the other with probability q. Cutting a connection costs log₂(q / ½), the state of both units
    /// has probability q² in either direction, so one connection costs q²·log₂ 2q and both cost twice that: three
    /// partitions with the same ratio, of which the one that cuts both has the greatest φ. The state 11 persists with
    /// probability q², the state 10 with (1 − q)².
    @Test("Two units that copy each other", arguments: [0.75, 0.9, 1.0])
    func mutualCopy(q: Double) throws {
        let substrate = Substrate(units: 2) { unit, row in row >> (1 - unit) & 1 == 1 ? q : 1 - q }
        let phi = 2 * q * q * log2(2 * q)
        try expect(substrate, State(1, 1), phi: phi, capped: min(phi, -2 * log2(q)), ties: 1)
        let surprise = q < 1 ? -2 * log2(1 - q) : 0
        try expect(substrate, State(1, 0), phi: phi, capped: min(phi, surprise), ties: 1)
    }

    /// A ring in which every unit copies its predecessor exactly: both specified states have probability 1, and cutting
    /// a ring connection costs 1 bit, any other connection nothing; φ(θ) is the number of ring connections cut.
    /// One ring connection can be cut with p·(n − p) others, the inputs of an arc of p units; two with twice as many,
    /// inputs and outputs of that arc; all n with n(n − 1); all connections but one of the ring's with φ = n − 1. The
    /// least ratio is 1 for n = 2, where the complete cut has the greatest φ; 2/5 for n = 3, by the last kind, in three
    /// ways; and 1/⌊n²/4⌋ for n ≥ 4, where both directions of a balanced arc give φ = 2 (among other cuts with the same
    /// ratio and φ: 4, 10 and 18 in all for n = 4, 5, 6).
    @Test("A ring of exact copies", arguments: [(2, 1), (3, 3), (4, 4), (5, 10), (6, 18)])
    func copyRing(count: Int, ties: Int) throws {
        let phi = 2.0
        let ring = Substrate(units: count) { unit, row in row >> ((unit + count - 1) % count) & 1 == 1 }
        for bits: UInt64 in [0, 1, 2] {
            try expect(ring, State(bits: bits, count: count), phi: phi, ties: ties)
        }
        // 000… is a fixed point: that it persists is no surprise, and the 2026 form leaves nothing.
        try expect(ring, State(bits: 0, count: count), phi: phi, capped: 0)
    }

    /// Three units, each the exclusive or of the other two, all off. Effect: 000 for certain, where two of the eight
    /// states lead: ii_e = 2. Cause: 000 or 111, each with probability ½: ii_c = ½·log₂ 4 = 1, a tie. A unit that loses
    /// one of its two inputs or both is at ½: 1 bit, so φ_c(θ) = ½·(units with an input cut) is the smaller side. The
    /// ratio is least, ¼, where every unit concerned loses both inputs, and φ greatest where all three do: 3/2.
    @Test("Exclusive or of the others")
    func exclusiveOr() throws {
        let xor = Substrate(units: 3) { unit, row in (row & ~(1 << unit)).nonzeroBitCount == 1 }
        try expect(xor, State(0, 0, 0), phi: 1.5, capped: 0, ties: 1)
        let result = try systemIntegratedInformation(of: xor, state: State(0, 0, 0), units: [0, 1, 2])
        #expect(result.cause?.ties == 2)
        #expect(result.cause?.state == State(0, 0, 0))
        #expect(result.partition?.cutMatrix == [[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    }

    /// Each unit takes its next value at random, whatever came before: nothing is specified in either direction.
    @Test("Fair coins, said to be connected, have neither cause nor effect", arguments: 1...4)
    func coins(count: Int) throws {
        let substrate = Substrate(units: count, connected: { _, _ in true }) { _, _ in 0.5 }
        try expect(
            substrate, State(bits: 1, count: count), phi: 0, capped: 0, reasons: [.noCause, .noEffect])
    }

    @Test("A chain is not strongly connected; a unit alone needs a connection to itself")
    func unconnected() throws {
        let chain = Substrate(units: 3) { unit, row in unit == 0 ? 0.5 : row >> (unit - 1) & 1 == 1 ? 0.9 : 0.1 }
        try expect(chain, State(1, 1, 1), phi: 0, capped: 0, reasons: [.notStronglyConnected])
        let ring = Substrate(units: 2) { unit, row in row >> (1 - unit) & 1 == 1 ? 0.9 : 0.1 }
        let alone = try systemIntegratedInformation(of: ring, state: State(1, 1), units: [0])
        #expect(alone.phi == 0)
        #expect(alone.reasons == [.singleUnitWithoutSelfConnection])
    }

    /// Two pairs that copy each other, coupled by nothing: connected only by declaration, one partition costs nothing.
    @Test("Two independent pairs are reducible")
    func independentPairs() throws {
        let pairs = Substrate(units: 4, connected: { _, _ in true }) { unit, row in
            row >> (unit ^ 1) & 1 == 1 ? 0.9 : 0.1
        }
        try expect(pairs, State(1, 1, 0, 0), phi: 0, capped: 0)
    }
}
