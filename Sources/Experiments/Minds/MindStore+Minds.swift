internal import Foundation
internal import GRDB
internal import Graphs
public import Minds

/// A mind that a store holds.
public struct StoredMind: Sendable {
    public let mind: Mind
    /// The sequence of the last entry that tells of it.
    public let sequence: Int
}

extension MindStore {
    /// The minds there are, by name.
    ///
    /// - Throws: `MindStoreError`.
    /// - Complexity: O(minds).
    public func minds() throws -> [(id: String, name: String)] {
        try reading(Self.minds)
    }

    /// A mind as its last entry left it.
    ///
    /// - Parameter name: its name or identifier; nil where there is only one.
    /// - Throws: `MindStoreError` where there is none of that name, or it is not said which of several.
    /// - Complexity: O(size of the mind).
    public func mind(_ name: String? = nil) throws -> StoredMind {
        try reading { db in
            let row = try Self.row(of: name, in: db, path: path)
            return StoredMind(mind: try Mind(json: Array(row.document)), sequence: row.sequence)
        }
    }

    private static func minds(_ db: Database) throws -> [(id: String, name: String)] {
        try Row.fetchAll(db, sql: "SELECT id, name FROM mind ORDER BY name").map { (try $0.held(0), try $0.held(1)) }
    }

    /// Checks that a mind has its name and identifier for itself. Texts that differ only in how Unicode composes them
    /// look alike, so they are one here too.
    ///
    /// - Parameter own: the identifier of the mind itself, where it is kept already.
    /// - Throws: `MindStoreError`.
    static func checkUnused(_ identity: MindIdentity, besides own: String? = nil, in db: Database, path: String) throws
    {
        let taken = try minds(db).contains { mind in
            mind.id != own
                && [mind.id, mind.name].contains { $0 == identity.name || $0 == identity.id }
        }
        guard !taken else {
            throw MindStoreError(
                .mindExists, place: path,
                problem: "there is a mind \(identity.name.debugDescription), or one of its identifier",
                remedy: "give another name")
        }
    }

    /// The row of the mind that is meant.
    static func row(of name: String?, in db: Database, path: String) throws -> MindRow {
        let minds = try minds(db)
        let id: String
        if let name {
            guard let found = minds.first(where: { $0.id == name }) ?? minds.first(where: { $0.name == name }) else {
                let names = minds.map(\.name)
                throw MindStoreError(
                    .unknownMind, place: path, problem: "there is no mind \(name.debugDescription)",
                    remedy: Spelling.nearest(to: name, in: names).map { "did you mean \($0)?" }
                        ?? (names.isEmpty ? none : "there are \(listing(names))"))
            }
            id = found.id
        } else if let only = minds.first, minds.count == 1 {
            id = only.id
        } else {
            throw minds.isEmpty
                ? MindStoreError(.unknownMind, place: path, problem: "there is no mind", remedy: none)
                : MindStoreError(
                    .whichMind, place: path, problem: "there are several minds",
                    remedy: "name one with --mind: \(listing(minds.map(\.name)))")
        }
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT name, sequence, document FROM mind WHERE id = ?", arguments: [id])
        else { throw LedgerFault("the mind \(id) is gone") }
        return MindRow(id: id, name: try row.held(0), sequence: try row.held(1), document: try row.held(2))
    }

    private static let none = "make one with claustrum mind new"

    private static func listing(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}

/// A row of the table of minds.
struct MindRow {
    let id: String
    let name: String
    let sequence: Int
    let document: Data
}
