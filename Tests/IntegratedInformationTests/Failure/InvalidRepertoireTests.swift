import Compute
import Graphs
import IntegratedInformation
import Testing

@Suite("Questions about repertoires that make no sense")
struct InvalidRepertoireTests {
    private static let network = PublishedNetwork.figure1

    private static func refusal(
        of mechanism: [Int] = [0, 1], over purview: [Int] = [0, 1], units: [Int] = [0, 1, 2],
        partition: JointPartition? = nil
    ) -> (any CodedError)? {
        do {
            _ = try Repertoire(
                .cause, of: mechanism, over: purview, partition: partition, in: network.substrate,
                state: network.state, units: units)
            return nil
        } catch { return error as? any CodedError }
    }

    private static func refusal(of text: String, mechanism: [Int] = [0, 1], purview: [Int] = [0, 1]) -> (
        any CodedError
    )? {
        do {
            _ = try JointPartition(parsing: text, of: mechanism, over: purview, in: network.substrate)
            return nil
        } catch { return error as? any CodedError }
    }

    @Test("Units outside the system, unknown, twice or none are refused by name")
    func units() {
        #expect(Self.refusal(of: [0, 2], units: [0, 1])?.code == "unit-outside-system")
        #expect(Self.refusal(of: [0, 2], units: [0, 1])?.message.contains("mechanism's unit C") == true)
        #expect(Self.refusal(over: [2], units: [0, 1])?.message.contains("purview's unit C") == true)
        #expect(Self.refusal(over: [])?.code == "empty-purview")
        #expect(Self.refusal(of: [7])?.code == "unknown-unit")
        #expect(Self.refusal(of: [1, 1])?.code == "duplicate-unit")
        #expect(Self.refusal() == nil)
    }

    @Test(
        "Partitions that are none are refused with the reason",
        arguments: [
            ("A/A", "leaves out the mechanism's B"), ("A/A|B/", "leaves out the purview's B"),
            ("A/A|B/B|C/", "has on its mechanism's side C"), ("A/A|A,B/B", "has in two parts A"),
            ("A/A,B|B/B", "has in two parts B"), ("A|B", "MECHANISM/PURVIEW"), ("A/A/B", "MECHANISM/PURVIEW"),
            ("", "MECHANISM/PURVIEW"), ("A,B/A,B", "whole mechanism"), ("A,B/A|/B", "whole mechanism"),
            ("Q/A|B/B", "no unit Q"), ("A/A|,/B", "an empty name"),
        ])
    func partitions(text: String, mentions: String) {
        let error = Self.refusal(of: text)
        #expect(error?.message.contains(mentions) == true, "\(error?.message ?? "accepted")")
        #expect(error?.exitStatus == .badData)
    }

    @Test("What is written in any order or spelling is one partition")
    func spellings() throws {
        func parts(_ text: String) throws -> [JointPartition.Part] {
            try JointPartition(parsing: text, of: [0, 1, 2], over: [0, 1], in: Self.network.substrate).parts
        }
        let expected = [
            JointPartition.Part(mechanism: [0], purview: [1]), JointPartition.Part(mechanism: [1, 2], purview: []),
            JointPartition.Part(mechanism: [], purview: [0]),
        ]
        for text in ["A/B|B,C/|/A", "∅/A | C,B/∅ | 0/1", "B/|C/|A/B|/A", "A/B|C/|B/|∅/0"] {
            #expect(try parts(text) == expected)
        }
    }

    @Test("A partition of another mechanism is refused")
    func foreign() throws {
        let partition = try JointPartition(parsing: "A/|/B", of: [0], over: [1], in: Self.network.substrate)
        #expect(Self.refusal(partition: partition)?.code == "bad-partition")
    }

    @Test("Too many states are refused before they are listed")
    func tooLarge() throws {
        let substrate = Substrate(units: 16) { unit, row in Double(row >> unit & 1) }
        let all = Array(0..<16)
        let state = State(Array(repeating: true, count: 16))
        do {
            _ = try Repertoire(.effect, of: all, over: all, in: substrate, state: state, units: all)
            Issue.record("accepted")
        } catch {
            #expect((error as? any CodedError)?.code == "repertoire-too-large")
            #expect((error as? any CodedError)?.exitStatus == .unavailable)
        }
    }
}
