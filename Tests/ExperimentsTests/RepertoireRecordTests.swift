import Experiments
import Foundation
import Graphs
import IntegratedInformation
import Testing

@Suite("Repertoires as JSON, CSV and text")
struct RepertoireRecordTests {
    /// A stays on where B was on, B copies A, C listens to both: with flips, so that nothing is certain.
    private static func substrate(labels: [String] = ["A", "B", "C"]) -> Substrate {
        let probability = { (unit: Int, row: Int) -> Double in
            let on = [row >> 1 & 1 == 1, row & 1 == 1, row & 3 == 3][unit]
            return on ? 0.875 : 0.25
        }
        return Substrate(
            labels: labels,
            transitions: TransitionProbabilities(
                unitCount: 3, columns: (0..<3).flatMap { unit in (0..<8).map { probability(unit, $0) } }),
            connectivity: Connectivity(inputs: [0b010, 0b001, 0b011]), name: "three")
    }

    private static func record(
        _ substrate: Substrate = substrate(), mechanism: [Int] = [0, 1], purview: [Int] = [0, 2],
        partition: String? = nil, directions: [CausalDirection] = CausalDirection.allCases
    ) throws -> RepertoireRecord {
        let state = State([true, false, true])
        let partition = try partition.map {
            try JointPartition(parsing: $0, of: mechanism, over: purview, in: substrate)
        }
        func repertoire(_ direction: CausalDirection) throws -> Repertoire? {
            guard directions.contains(direction) else { return nil }
            return try Repertoire(
                direction, of: mechanism, over: purview, partition: partition, in: substrate, state: state,
                units: [0, 1, 2])
        }
        return RepertoireRecord(
            cause: try repertoire(.cause), effect: try repertoire(.effect), substrate: substrate, state: state,
            units: [0, 1, 2], formalism: .iit4In2023, provenance: nil)
    }

    private static func samples() throws -> [RepertoireRecord] {
        [
            try record(), try record(partition: "A/C|B/A"), try record(directions: [.effect]),
            try record(partition: "A,B/|/A,C", directions: [.cause]), try record(mechanism: []),
            try record(substrate(labels: ["a/|;", "\u{1B}[2J", "脳, \"q\""]), partition: "0/2|1/0"),
        ]
    }

    private func parsed(_ record: RepertoireRecord, pretty: Bool = false) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(record.json(pretty: pretty))) as? [String: Any])
    }

    @Test("Every record, on one line or on many, satisfies the published schema", arguments: [false, true])
    func satisfiesSchema(pretty: Bool) throws {
        let schema = try PhiRecordSchema()
        #expect(schema.required(by: "urn:claustrum:repertoire:1").count == 16)
        for record in try Self.samples() {
            let value = try parsed(record, pretty: pretty)
            #expect(schema.problems(of: value, against: "urn:claustrum:repertoire:1") == [])
        }
    }

    @Test("A value that does not apply is null, and none is missing")
    func nulls() throws {
        let plain = try parsed(Self.record(directions: [.effect]))
        #expect(plain["partition"] is NSNull && plain["cause"] is NSNull && plain["provenance"] is NSNull)
        let effect = try #require(plain["effect"] as? [String: Any])
        #expect(effect["phi"] is NSNull && effect["unconstrained_forward"] is NSNull)
        let rows = try #require(effect["states"] as? [[String: Any]])
        #expect(rows.count == 4 && rows.allSatisfy { $0["partitioned"] is NSNull && $0["phi"] is NSNull })
    }

    private struct Sides: Decodable {
        struct Side: Decodable {
            struct Row: Decodable {
                let state: [Int]
                let probability: Double
                let forward: Double
                let partitioned: Double?
                let ii: Double
                let phi: Double?
            }
            let states: [Row]
        }
        let cause: Side
        let effect: Side
    }

    @Test("JSON, CSV and the library have the same numbers")
    func sameNumbers() throws {
        let record = try Self.record(partition: "A/C|B/A")
        let sides = try JSONDecoder().decode(Sides.self, from: Data(record.json(pretty: false)))
        var lines = try record.csvRows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        for (side, repertoire) in [(sides.cause, record.cause), (sides.effect, record.effect)] {
            let repertoire = try #require(repertoire)
            #expect(side.states.count == 4)
            for (row, json) in zip(repertoire.rows, side.states) {
                let fields = lines.removeFirst()
                #expect(fields.count == RepertoireRecord.csvHeader.split(separator: ",").count)
                #expect(fields[0] == repertoire.direction.rawValue && json.state == row.state.values)
                #expect(json.probability == row.probability && Double(fields[2]) == row.probability)
                #expect(json.forward == row.forward && Double(fields[4]) == row.forward)
                #expect(json.partitioned == row.partitioned && Double(fields[5]) == row.partitioned)
                #expect(json.ii == row.intrinsicInformation && Double(fields[7]) == row.intrinsicInformation)
                #expect(json.phi == row.phi && Double(fields[8]) == row.phi && fields[13] == "A/C|B/A")
            }
        }
        #expect(lines.isEmpty)
    }

    @Test("Text fits eighty columns, marks the specified state and lets no label steer the terminal")
    func text() throws {
        for record in try Self.samples() {
            let text = PhiText.render(record)
            #expect(text.hasSuffix("\n") && !text.contains("\u{1B}"))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        }
        let text = PhiText.render(try Self.record(partition: "A/C|B/A"))
        #expect(text.contains("Cause repertoire of A=1 B=0 over A C"))
        #expect(text.contains("partition A/C | B/A (2 of 4 connections cut)"))
        #expect(text.split(separator: "\n").contains { $0.hasPrefix("▸ ") && $0.contains("█") })
        #expect(PhiText.render(try Self.record(mechanism: [])).contains("No state is specified"))
    }

    @Test("Of many states the most probable are shown, and the text says so")
    func manyStates() throws {
        let units = Array(0..<7)
        let columns = units.flatMap { unit in (0..<128).map { Double($0 >> ((unit + 1) % 7) & 1) * 0.5 + 0.25 } }
        let substrate = Substrate(
            labels: units.map { "neuron\($0)" }, transitions: TransitionProbabilities(unitCount: 7, columns: columns),
            connectivity: Connectivity(inputs: units.map { 1 << UInt64(($0 + 1) % 7) }))
        let state = State(units.map { _ in true })
        let effect = try Repertoire(.effect, of: units, over: units, in: substrate, state: state, units: units)
        let text = PhiText.render(
            RepertoireRecord(
                cause: nil, effect: effect, substrate: substrate, state: state, units: units, formalism: .iit4In2023,
                provenance: nil))
        #expect(text.contains("32 of 128 states: the specified, then the most probable"))
        let first = text.split(separator: "\n").first { $0.contains("█") }
        #expect(first?.contains("1111111") == true && first?.hasPrefix("▸") == true)
    }
}
