import Experiments
import Foundation
import GRDB
import GeneratedInput
import Minds

/// A store of its own for each test.
final class MindStoreFixture {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/minds.sqlite"
        try MindStore.create(path)
    }

    static let birth = Moment(milliseconds: 1_767_225_600_000)

    func open() throws -> MindStore { try MindStore(path: path, patience: .milliseconds(200)) }

    @discardableResult
    func add(_ name: String = "Ada") throws -> Mind {
        let mind = try Mind(identity: MindIdentity(id: "id-\(name)", name: name, birth: Self.birth))
        let store = try open()
        try store.add(mind)
        try store.close()
        return mind
    }

    /// What an error of the store is; nil where there is none.
    func failure(_ body: () throws -> Void) -> MindStoreError? {
        do {
            try body()
            return nil
        } catch {
            return error as? MindStoreError
        }
    }

    /// Does to the file what the store itself never would.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try db.execute(sql: sql)
            for trigger in triggers { try db.execute(sql: trigger["sql"]) }
        }
        try queue.close()
    }

    static func event(_ id: String, _ effects: [TraitEffect] = [], at day: Int = 0) -> MindEvent {
        MindEvent(
            id: id, time: Moment(UTCDay(number: birth.day.number + day)), type: "test", summary: "event \(id)",
            effects: effects)
    }

    static func clock(_ day: Int) -> MindClock { .fixed(Moment(UTCDay(number: birth.day.number + day))) }
}
