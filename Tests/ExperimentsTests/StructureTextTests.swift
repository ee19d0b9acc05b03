import Compute
import Experiments
import Graphs
import IntegratedInformation
import Testing

@Suite("Cause–effect structures as text")
struct StructureTextTests {
    private typealias Fixtures = StructureRecordFixtures

    private func text(_ record: PhiRecord, width: Int = 80) -> String {
        PhiText.render(record, style: TextStyle(width: width))
    }

    @Test("Φ stands with its unit, the sums and the numbers beside it")
    func headline() throws {
        let record = Fixtures.record()
        let totals = try #require(record.structure).structure.relations
        let text = text(record, width: 200)
        let lines = text.split(separator: "\n")
        let sum = try #require(lines.first { $0.hasPrefix("Φ = ") })
        #expect(sum.hasSuffix(" ibits"))
        #expect(text.contains("3 distinctions, Σφ_d = 1.125; \(totals.count) relations, Σφ_r = "))
        #expect(text.contains("left out: 1 distinction whose cause or effect disagrees with the system's"))
        #expect(!text.contains("not filtered"))
    }

    @Test("The table ranks distinctions by φ_d; the case of a letter is its unit's state")
    func table() throws {
        let text = text(Fixtures.record(), width: 100)
        let lines = text.split(separator: "\n").map(String.init)
        let head = try #require(lines.firstIndex { $0.hasPrefix("mechanism ") })
        #expect(lines[head].contains("φ_d"))
        #expect(lines[head + 1].hasPrefix("Ab "))
        #expect(lines[head + 1].contains("A/b × b/A"))
        #expect(lines[head + 1].contains("2 causes, 3 effect states"))
        #expect(lines[head + 2].hasPrefix("A "))
        #expect(lines[head + 2].contains("bC"))
        #expect(lines[head + 2].contains("A/∅ × ∅/b"))
        #expect(lines[head + 3].hasPrefix("b "))
        #expect(!lines[head + 3].contains("causes"))
        #expect(text.contains("capital: on (1), small: off (0)"))
    }

    @Test("The decimal points of a column stand below each other")
    func alignment() {
        let lines = text(Fixtures.record(), width: 100).split(separator: "\n").map(Array.init)
        let rows = ["Ab ", "A  ", "b  "].compactMap { head in lines.first { String($0).hasPrefix(head) } }
        #expect(Set(rows.map { $0.firstIndex(of: ".") }).count == 1)
    }

    @Test("Units with longer labels are written with their states, in a table where one fits")
    func longLabels() {
        let table = text(Fixtures.record(labels: ["Cyclin A", "Cyclin B", "Cdc20"]))
        #expect(table.contains("\nCyclin A Cyclin B  0.75 "))
        #expect(table.contains("  Cyclin A=1 Cyclin B=0  1.25 "))
        #expect(table.contains("ties: 2 causes, 3 effect states"))
        let lines = text(Fixtures.record(labels: ["E2F / Rb", "Cyclin A", "Cyclin B"]))
        #expect(lines.contains("\nE2F / Rb Cyclin A   φ_d = 0.75\n"))
        #expect(lines.contains("\n  cause  E2F / Rb=1 Cyclin A=0   φ_c = 1.25   MIP "))
        #expect(lines.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("(ties: 3 effect states)"))
        for text in [table, lines] { #expect(!text.contains("capital")) }
    }

    @Test("Long lists are cut, and say so")
    func cut() {
        let distinctions = (0..<50).map { place in
            let phi = 1 + Double(place)
            return Distinction(
                mechanism: [place % 3], state: State([true]),
                cause: Fixtures.side(.cause, [0], [1], phi: phi, [([place % 3], []), ([], [0])]),
                effect: Fixtures.side(.effect, [1], [1], phi: phi, [([place % 3], []), ([], [1])]), isCongruent: true)
        }
        let text = text(Fixtures.record(distinctions: distinctions))
        #expect(text.contains("50 distinctions, "))
        #expect(text.contains("… and 18 more (--json lists them all)\n"))
        #expect(text.contains("\nB          50 "), "the strongest is there")
    }

    @Test("Numbers beyond doubles are written with their power of ten")
    func countless() {
        let text = text(Fixtures.record(totals: Fixtures.countless), width: 200)
        #expect(text.contains("Φ = 1.84535e903 ibits"))
        #expect(text.contains("1.23023e903 relations"))
    }

    @Test("A structure without distinctions, or not filtered, or of a reducible system, says so")
    func notes() {
        let empty = text(Fixtures.record(distinctions: []), width: 200)
        #expect(empty.contains("Φ = 0 ibits\nno distinction: no mechanism is irreducible"))
        #expect(!empty.contains("mechanism  "))
        #expect(text(Fixtures.record(isFiltered: false), width: 200).contains("not filtered: the system specifies no"))
        #expect(
            text(Fixtures.record(phi: 0), width: 200).contains(
                "reducible (φ_s = 0): no single entity has this structure"))
    }

    @Test("Relations are listed with what they share and their faces, the strongest first")
    func relations() {
        let text = text(Fixtures.record(relations: 100))
        #expect(text.contains("each with its faces"))
        #expect(text.contains("{b} with itself over A\n"))
        #expect(text.contains("{A} {Ab} over "))
        #expect(text.contains("c{A} e{Ab}: b"))
        let few = self.text(Fixtures.record(relations: 2))
        #expect(few.contains("The 2 strongest of "))
        let alone = Array(Fixtures.distinctions().prefix(1))
        #expect(self.text(Fixtures.record(relations: 2, distinctions: alone)).contains("1 relation, "))
        let unrelated = [
            Distinction(
                mechanism: [0], state: State([true]),
                cause: Fixtures.side(.cause, [1], [0], phi: 1, [([0], []), ([], [1])]),
                effect: Fixtures.side(.effect, [2], [0], phi: 1, [([0], []), ([], [2])]), isCongruent: true)
        ]
        #expect(self.text(Fixtures.record(relations: 2, distinctions: unrelated)).contains("No relations: "))
    }

    @Test("No line is wider than asked, whatever the labels", arguments: [40, 80, 120])
    func wrapping(width: Int) {
        for labels in [["A", "B", "C"], ["脳幹", "left hemisphere", "x"], ["Cyclin A", "Cdc20", "Rb"]] {
            let text = text(Fixtures.record(labels: labels, relations: 20), width: width)
            for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
        }
    }

    @Test("Colour is an addition: the words are the same without it")
    func color() {
        let record = Fixtures.record(relations: 5)
        let colored = PhiText.render(record, style: TextStyle(color: true))
        #expect(colored.contains("\u{1B}["))
        #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == text(record))
    }

    @Test("A label cannot steer the terminal")
    func hostileLabels() {
        let text = text(Fixtures.record(labels: ["\u{1B}[2J", "b\nc", "\u{202E}"], relations: 5))
        for character in ["\u{1B}", "\u{202E}", "b\nc"] { #expect(!text.contains(character)) }
    }
}
