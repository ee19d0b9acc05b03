import Experiments
import Graphs
import IntegratedInformation
import Testing

@Suite("Results as text")
struct PhiTextTests {
    private typealias Fixtures = PhiRecordFixtures

    private static let substrate = Fixtures.substrate(["A", "B", "C"], name: "three")
    private static let many = Fixtures.substrate((0..<18).map { "unit \($0)" }, name: "eighteen")

    @Test("φ_s comes first, with its unit and its meaning")
    func headline() {
        let text = PhiText.render(
            Fixtures.irreducible(Self.substrate, [([0, 1], .outputs), ([2], .inputs)], phi: 0.17))
        #expect(text.hasPrefix("φ_s = 0.17 ibits\nirreducible: every way of cutting the system loses cause or effect;"))
        #expect(text.contains("State    A=1 B=0 C=1\n"))
        #expect(text.contains("Cause    A=1 B=0 C=1   ii_c = 0.75 ibits (one of 2 tied states)\n"))
        #expect(text.contains("Effect   A=1 B=0 C=1   ii_e = 0.5 ibits\n"))
        #expect(text.contains("2 of 6 connections cut (2 present in the network); no tied partition"))
    }

    @Test(
        "The arrow of a cut into two parts points the way that is cut",
        arguments: [
            (.outputs, .inputs, "[A B] ─✂→ [C]"), (.inputs, .outputs, "[C] ─✂→ [A B]"), (.both, .both, "[A B] ←✂→ [C]"),
        ] as [(DirectedPartition.Cut, DirectedPartition.Cut, String)])
    func pairs(first: DirectedPartition.Cut, second: DirectedPartition.Cut, drawing: String) {
        let text = PhiText.render(Fixtures.irreducible(Self.substrate, [([0, 1], first), ([2], second)]))
        #expect(text.contains("MIP      \(drawing)\n"))
    }

    @Test("Three and more parts are grouped by what is cut of them")
    func groups() {
        let substrate = Fixtures.substrate(["A", "B", "C", "D", "E"])
        let record = Fixtures.irreducible(
            substrate, [([0, 1], .inputs), ([2], .outputs), ([3], .both), ([4], .both)], ties: 3)
        let text = PhiText.render(record)
        #expect(text.contains("MIP      inputs cut   ─✂→ [A B]\n"))
        #expect(text.contains("         outputs cut      [C] ─✂→\n"))
        #expect(text.contains("         both cut     ─✂→ [D] [E] ─✂→\n"))
        #expect(text.contains("one of 3 tied"))
    }

    @Test("A single unit's cut is its self-connection")
    func single() {
        let text = PhiText.render(Fixtures.irreducible(Self.substrate, units: [1], [([0], .both)]))
        #expect(text.contains("MIP      the self-connection is cut\n         1 of 1 connection cut"))
    }

    @Test("Every reason for φ_s = 0 is put in its own words", arguments: ZeroReason.allCases)
    func reasons(reason: ZeroReason) {
        let words = ZeroReason.allCases.map { PhiText.render(Fixtures.zero(Self.substrate, reasons: [$0])) }
        #expect(Set(words).count == ZeroReason.allCases.count)
        let text = PhiText.render(Fixtures.zero(Self.substrate, reasons: [reason]))
        #expect(text.hasPrefix("φ_s = 0 ibits\nreducible: φ_s = 0 because "))
        #expect(!text.contains("MIP"))
    }

    @Test("A partition that costs nothing is shown with the side that loses nothing")
    func reducibleByPartition() {
        var result = Fixtures.irreducible(Self.substrate, [([0, 1], .both), ([2], .both)], phi: 0, ties: nil).result
        result.phiCause = 0.125
        result.phiEffect = 0
        let record = PhiRecord(result: result, substrate: Self.substrate, formalism: .iit4In2023, provenance: nil)
        let text = PhiText.render(record, style: TextStyle(width: 200))
        #expect(text.contains("because the partition below can be cut and the system loses none of its effect"))
        #expect(text.contains("[A B] ←✂→ [C]"))
    }

    @Test("No line is wider than asked, whatever the labels", arguments: [40, 80, 120])
    func wrapping(width: Int) {
        let long = Fixtures.substrate(["left " + String(repeating: "hemisphere", count: 12), "B", "脳幹網様体"])
        let records = [
            Fixtures.irreducible(Self.many, [(Array(0..<17), .outputs), ([17], .inputs)]),
            Fixtures.irreducible(Self.many, (0..<18).map { ([$0], .both) }),
            Fixtures.irreducible(long, [([0], .both), ([1], .inputs), ([2], .outputs)]),
        ]
        for record in records {
            let text = PhiText.render(record, style: TextStyle(color: false, width: width))
            for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
            for part in record.result.partition?.parts ?? [] {
                for unit in part.units where record.units[unit].count < width - 20 {
                    let bit = "\(record.units[unit])=\(record.result.state[unit])"
                    #expect(text.contains(bit), "\(bit)")
                }
            }
        }
    }

    @Test("Colour is an addition: without it there is no escape sequence, with it the words are the same")
    func color() {
        let record = Fixtures.irreducible(Self.substrate, [([0, 1], .outputs), ([2], .inputs)])
        let plain = PhiText.render(record, style: TextStyle(color: false))
        let colored = PhiText.render(record, style: TextStyle(color: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(colored.contains("\u{1B}["))
        #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test("A label cannot steer the terminal")
    func hostileLabels() {
        let substrate = Fixtures.substrate(["\u{1B}[2Jboom", "b\nc", "\u{202E}evil"], name: "\u{1B}]0;t\u{7}")
        let text = PhiText.render(Fixtures.irreducible(substrate, [([0, 1], .both), ([2], .both)]))
        for character in ["\u{1B}", "\u{7}", "\u{202E}", "b\nc"] { #expect(!text.contains(character)) }
    }

    @Test("Timing is told where it is known")
    func timing() {
        let bare = Fixtures.irreducible(Self.substrate, [([0, 1], .both), ([2], .both)])
        let record = PhiRecord(
            result: bare.result, substrate: Self.substrate, formalism: .iit4In2023, provenance: Fixtures.provenance)
        #expect(PhiText.render(record).contains("Computed in 1.24 ms by Claustrum 0.1.0 (abc1234)"))
        #expect(!PhiText.render(bare).contains("Computed"))
    }

    @Test("Complexes: the maximal one in full, a table, and what the search looked at")
    func complexes() {
        let first = Fixtures.irreducible(Self.substrate, units: [0, 2], [([0], .both), ([1], .both)], phi: 0.5)
        let second = Fixtures.irreducible(Self.substrate, units: [1], [([0], .both)], phi: 0.0625)
        let text = PhiText.render(
            Fixtures.complexes([first, second], of: Self.substrate), style: TextStyle(width: 100))
        #expect(text.hasPrefix("φ_s = 0.5 ibits   the maximal complex\n"))
        #expect(text.contains("2 complexes among the 3 units of three\n"))
        #expect(text.contains("1          0.5  A C\n"))
        #expect(text.contains("2       0.0625  B\n"))
        #expect(text.contains("31 candidates from 5 units: 5 evaluated, 20 ruled out by connectivity, 6 by bounds\n"))
    }

    @Test("A network without a complex says so, and a tie is told apart from it")
    func noComplex() {
        let none = PhiText.render(Fixtures.complexes([], of: Self.substrate))
        #expect(none.hasPrefix("No subset of units is integrated (φ_s = 0 for all): "))
        let sentence = none.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(sentence.contains("each candidate is not strongly connected, specifies no cause or effect, or has a"))
        let loopless = PhiText.render(
            Fixtures.complexes([], of: Self.substrate, isConnected: false), style: TextStyle(width: 200))
        #expect(loopless.contains("no candidate is strongly connected"))
        let tied = PhiText.render(Fixtures.complexes([], of: Self.substrate, ties: [[[0, 1], [1, 2]]]))
        #expect(!tied.contains("φ_s = 0 for all"))
        #expect(tied.contains("No complex: the greatest φ_s is tied"))
        let words = tied.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("{A B}, Φ = 1.5, ties again, and is no complex; {B C}, Φ = 1.5, ties again"))
    }
}
