import Compute
import Experiments
import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite("Causal accounts as JSON, CSV and text")
struct AccountRecordTests {
    private typealias Fixtures = PhiRecordFixtures

    private static let nasty = ["a;b|c", "d:e\\f", "\u{1B}[2Jg, \"h\""]

    /// Two links, set by hand: a cause that is not determined and an effect.
    private static func record(
        _ labels: [String], directions: [CausalDirection] = [.cause, .effect], probability: Double = 0.75,
        provenance: Provenance? = nil
    ) -> AccountRecord {
        func counterpart(_ occurrence: [Int], _ units: [Int], _ ratio: Double) -> CausalLink.Counterpart {
            CausalLink.Counterpart(
                units: units, ratio: ratio,
                partition: JointPartition(parts: [
                    .init(mechanism: occurrence, purview: []), .init(mechanism: [], purview: units),
                ]))
        }
        let links = [
            CausalLink(
                direction: .effect, occurrence: [0], strength: 0.25, counterparts: [counterpart([0], [2], 0.25)]),
            CausalLink(
                direction: .cause, occurrence: [0, 2], strength: 0.5,
                counterparts: [counterpart([0, 2], [1], 0.5), counterpart([0, 2], [0, 2], 1.5)]),
        ]
        let account = CausalAccount(
            before: State([true, false, true]), after: State([false, true, true]), sources: [0, 1, 2],
            targets: [0, 2], directions: directions, probability: probability,
            links: links.filter { directions.contains($0.direction) })
        return AccountRecord(
            account: account, substrate: Fixtures.substrate(labels, name: "three"), provenance: provenance)
    }

    private func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("Every record, on one line or on many, satisfies the published schema", arguments: [false, true])
    func satisfiesSchema(pretty: Bool) throws {
        let schema = try PhiRecordSchema()
        let samples = [
            Self.record(["A", "B", "C"]), Self.record(Self.nasty, provenance: Fixtures.provenance),
            Self.record(["A", "B", "C"], directions: [.cause]), Self.record(["A", "B", "C"], directions: []),
        ]
        #expect(schema.required(by: "urn:claustrum:account:1").count == 14)
        for record in samples {
            let value = try parsed(record.json(pretty: pretty))
            #expect(schema.problems(of: value, against: "urn:claustrum:account:1") == [])
        }
    }

    @Test("The states of a cause are those before, of what it caused those after")
    func states() throws {
        let links = try #require(
            try parsed(Self.record(["A", "B", "C"]).json(pretty: false))["links"] as? [[String: Any]])
        #expect(links[0]["direction"] as? String == "cause")
        #expect(links[0]["occurrence_state"] as? [Int] == [0, 1])
        let counterparts = try #require(links[0]["counterparts"] as? [[String: Any]])
        #expect(counterparts.map { $0["state"] as? [Int] } == [[0], [1, 1]])
        #expect(links[1]["occurrence_state"] as? [Int] == [1])
        #expect((links[1]["counterparts"] as? [[String: Any]])?[0]["state"] as? [Int] == [1])
    }

    @Test("A CSV row for each counterpart, whose lists can be taken apart")
    func csv() throws {
        let columns = AccountRecord.csvHeader.split(separator: ",").count
        let plain = try Self.record(["A", "B", "C"]).csvRows
        #expect(
            plain == [
                "cause,0.5,2,A;C,0;1,B,0,0.5,A;C:|:B,2,three", "cause,0.5,2,A;C,0;1,A;C,1;1,1.5,A;C:|:A;C,4,three",
                "effect,0.25,1,A,1,C,1,0.25,A:|:C,1,three",
            ])
        #expect(plain.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
        let nasty = try Self.record(Self.nasty).csvRows
        #expect(nasty[0].contains(#"a\;b\|c"#) && nasty[0].contains(#"d\:e\\f"#) && nasty[0].contains(#""h"""#))
    }

    @Test("Text tells time from left to right, the undetermined as such, and the chance of the transition")
    func text() {
        let text = PhiText.render(Self.record(["A", "B", "C"]))
        #expect(text.hasPrefix("2 causal links in three\n"))
        #expect(text.contains("     0.5  {B=0} or {A=1 C=1} ◀── {A=0 C=1}   ρ = 0.5, 1.5\n"))
        #expect(text.contains("    0.25  {A=1} ──▶ {C=1}\n"))
        #expect(text.contains("probability 0.75"))
        #expect(text.contains("none contains another"))
        #expect(!PhiText.render(Self.record(["A", "B", "C"], probability: 1)).contains("Chance"))
        let none = PhiText.render(Self.record(["A", "B", "C"], directions: []))
        #expect(none.hasPrefix("0 causal links"))
    }

    @Test("No line is wider than asked, and no label steers the terminal", arguments: [40, 80])
    func layout(width: Int) {
        let long = PhiText.render(
            Self.record(["left hemisphere", "right hemisphere", "corpus callosum"]), style: TextStyle(width: width))
        for line in long.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
        #expect(!PhiText.render(Self.record(Self.nasty)).contains("\u{1B}"))
    }
}
