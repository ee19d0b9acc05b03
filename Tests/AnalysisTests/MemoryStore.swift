import Analysis
import Foundation
import Synchronization

/// A store in memory, which outlasts the runs that use it.
final class MemoryStore: ShardStore {
    struct Full: Error {}

    private struct Contents {
        var analyses = 0
        var partials: [ShardPlace: Data] = [:]
        var expected = 0
        var flushes = 0
    }

    private let contents = Mutex(Contents())
    /// How many more partials it has room for.
    private let room: Mutex<Int>

    init(_ partials: [ShardPlace: Data] = [:], room: Int = .max) {
        self.room = Mutex(room)
        contents.withLock { $0.partials = partials }
    }

    var partials: [ShardPlace: Data] { contents.withLock { $0.partials } }
    var flushes: Int { contents.withLock { $0.flushes } }
    /// The shards of the rounds begun.
    var expected: Int { contents.withLock { $0.expected } }

    func begin(_ name: String) -> String {
        contents.withLock { contents in
            contents.analyses += 1
            return "\(contents.analyses) \(name)"
        }
    }

    func begin(round: Int, of analysis: String, shards: Int) {
        contents.withLock { $0.expected += shards }
    }

    func partial<Shard: Encodable, Partial: Decodable>(
        of shard: Shard, at place: ShardPlace, as type: Partial.Type
    ) -> Partial? {
        contents.withLock { $0.partials[place] }.flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    func keep<Shard: Encodable, Partial: Encodable>(
        _ partial: Partial, of shard: Shard, at place: ShardPlace
    ) throws {
        try room.withLock { room in
            guard room > 0 else { throw Full() }
            room -= 1
        }
        let data = try JSONEncoder().encode(partial)
        contents.withLock { $0.partials[place] = data }
    }

    func flush() throws {
        contents.withLock { $0.flushes += 1 }
    }
}
