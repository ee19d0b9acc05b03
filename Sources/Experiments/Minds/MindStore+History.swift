internal import Foundation
internal import GRDB
public import Minds

/// Which entries of a ledger are meant.
public struct LedgerFilter: Sendable {
    /// A mind's name or identifier; nil: all, and what happened to the store.
    public var mind: String?
    /// Empty: all.
    public var kinds: Set<LedgerEntry.Kind> = []
    /// Entries written from then on.
    public var since: Moment?
    /// Entries written before then.
    public var until: Moment?
    /// The last so many; nil: all.
    public var last: Int?

    public init() {}
}

extension MindStore {
    /// The entries that are meant, in order.
    ///
    /// - Throws: `MindStoreError` where there is no mind of that name; what `body` throws.
    /// - Complexity: O(bytes of the ledger).
    public func history(_ filter: LedgerFilter, _ body: (LedgerEntry) throws -> Void) throws {
        try reading { db in
            var conditions: [String] = []
            var arguments = StatementArguments()
            if let mind = filter.mind {
                conditions.append("mind = ?")
                arguments += [try Self.row(of: mind, in: db, path: path).id]
            }
            if !filter.kinds.isEmpty {
                conditions.append(
                    "kind IN (\(filter.kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
            }
            if let since = filter.since {
                conditions.append("time >= ?")
                arguments += [since.ledgerText]
            }
            if let until = filter.until {
                conditions.append("time < ?")
                arguments += [until.ledgerText]
            }
            var sql = "SELECT \(LedgerEntry.columns) FROM ledger"
            if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
            if let last = filter.last {
                sql = "SELECT * FROM (\(sql) ORDER BY sequence DESC LIMIT \(max(0, last)))"
            }
            let rows = try Row.fetchCursor(db, sql: sql + " ORDER BY sequence", arguments: arguments)
            while let row = try rows.next() {
                try body(try LedgerEntry(row))
            }
        }
    }
}

extension Moment {
    /// As entries have it: always with milliseconds, so that the order of texts is that of moments.
    fileprivate var ledgerText: String {
        milliseconds % 1_000 == 0 ? description.dropLast() + ".000Z" : description
    }
}

extension LedgerEntry {
    /// - Throws: `LedgerFault`.
    fileprivate init(_ row: Row) throws {
        func bytes(_ index: Int) throws -> [UInt8] { Array(try row.held(index) as Data) }
        let sequence: Int = try row.held(0)
        guard let kind = Kind(rawValue: try row.held(3)) else {
            throw LedgerFault("entry \(sequence) is of a kind that there is not")
        }
        self.init(
            sequence: sequence, mind: try row.held(1), time: try row.held(2), kind: kind, payload: try bytes(4),
            document: try bytes(5), previous: try bytes(6), hash: try bytes(7))
    }
}
