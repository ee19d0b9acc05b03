import Experiments
import Foundation
import GeneratedInput
import Minds
import Testing

/// A store on a disk that turns bits: nobody is told anything that was not written.
@Suite("Stores of minds with turned bits")
struct StoreDamageTests {
    /// All that a store says of itself.
    private struct Contents: Equatable {
        var minds: [[UInt8]] = []
        var names: [String] = []
        var entries: [LedgerEntry] = []

        init(_ path: String) throws {
            let store = try MindStore(path: path, patience: .milliseconds(200))
            for (id, name) in try store.minds() {
                names += [id, name]
                minds.append(try store.mind(id).mind.json())
            }
            try store.history(LedgerFilter()) { entries.append($0) }
            try store.close()
        }
    }

    private static func lifeOfTwo(_ fixture: MindStoreFixture) throws {
        try fixture.add("Ada")
        try fixture.add("Bea")
        let store = try fixture.open()
        for day in 0..<8 {
            _ = try store.change(day % 2 == 0 ? "Ada" : "Bea") { edit in
                try edit.record(
                    MindStoreFixture.event(
                        "e\(day)",
                        [TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 0.3, confidence: 0.7)],
                        at: day * 9))
                return try edit.drift(clock: MindStoreFixture.clock(day * 9), environment: [:])
            }
        }
        try store.close()
    }

    @Test("what is read is what was written, or an error says that the store is not sound")
    func flips() throws {
        let fixture = try MindStoreFixture()
        try Self.lifeOfTwo(fixture)
        let written = try Contents(fixture.path)
        #expect(written.entries.count > 16)
        let sound = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
        var numbers = SplitMix64(seed: 21)
        var noticed = 0
        for round in 0..<250 {
            var damaged = sound
            let bits = (0..<[1, 1, 1, 6][numbers.index(4)]).map { _ in numbers.index(sound.count * 8) }
            for bit in bits { damaged[bit / 8] ^= 1 << UInt8(bit % 8) }
            let path = "\(fixture.folder.path)/flipped-\(round).sqlite"
            try damaged.write(to: URL(fileURLWithPath: path))
            do {
                let verification = try MindStore.verify(path)
                let read = try Contents(path)
                // A store that verifies says exactly what was written.
                #expect(read == written || !verification.problems.isEmpty, "bits \(bits)")
            } catch is MindStoreError {
                noticed += 1
            }
        }
        // Most of the file is documents and payloads, so a third of the bits or more must be missed by nobody.
        #expect(noticed > 80)
    }

    @Test("a file cut off anywhere is refused, or whole")
    func cut() throws {
        let fixture = try MindStoreFixture()
        try Self.lifeOfTwo(fixture)
        let written = try Contents(fixture.path)
        let sound = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
        var numbers = SplitMix64(seed: 22)
        for round in 0..<60 {
            let length = round < 20 ? round * 4096 : numbers.index(sound.count)
            let path = "\(fixture.folder.path)/cut-\(round).sqlite"
            try sound.prefix(length).write(to: URL(fileURLWithPath: path))
            do {
                let read = try Contents(path)
                #expect(read == written, "\(length) bytes")
            } catch is MindStoreError {}
        }
    }
}
