internal import Crypto
internal import Foundation

/// One entry of a store's ledger: something that happened to a mind, chained to all that happened before.
///
/// The ledger is append-only. An entry's hash covers everything else it holds and the hash of the entry before it, so
/// that no entry can be changed, left out or put elsewhere without all later hashes being wrong.
public struct LedgerEntry: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, imported
        /// An event was recorded.
        case event
        /// Pending events were applied to the traits.
        case drift
        case reflection, insight
        case commitmentOpened = "commitment_opened"
        case commitmentClosed = "commitment_closed"
        case configuration
        /// The mind's document was brought to a later schema.
        case migrated
        /// The store was brought back to a backup; the entry belongs to no one mind.
        case restored
    }

    /// From 1, without gaps.
    public let sequence: Int
    /// The mind's identifier; empty for what happened to the whole store.
    public let mind: String
    /// When it was written (ISO 8601, UTC, milliseconds).
    public let time: String
    public let kind: Kind
    /// JSON in one line: `{"changes", "detail", "program"}`, see `LedgerPayload`.
    public let payload: [UInt8]
    /// SHA-256 of the mind's document after this entry; empty where a later entry of the same transaction has it.
    public let document: [UInt8]
    /// The hash of the entry before; 32 zeros for the first.
    public let previous: [UInt8]
    /// SHA-256 of `encoding`.
    public let hash: [UInt8]

    /// The columns of the table, in the order of the properties.
    static let columns = "sequence, mind, time, kind, payload, document, previous, hash"

    /// What the first entry's `previous` is.
    static let origin = [UInt8](repeating: 0, count: SHA256.byteCount)

    /// An entry that is read: its hash is what was stored, right or wrong.
    init(
        sequence: Int, mind: String, time: String, kind: Kind, payload: [UInt8], document: [UInt8], previous: [UInt8],
        hash: [UInt8]
    ) {
        self.sequence = sequence
        self.mind = mind
        self.time = time
        self.kind = kind
        self.payload = payload
        self.document = document
        self.previous = previous
        self.hash = hash
    }

    /// A new entry: its hash is computed.
    init(
        sequence: Int, mind: String, time: String, kind: Kind, payload: [UInt8], document: [UInt8], previous: [UInt8]
    ) {
        var hasher = LedgerHasher(sequence: sequence)
        for text in [mind, time, kind.rawValue] { hasher.update(text) }
        for bytes in [payload, document, previous] { bytes.withUnsafeBytes { hasher.update($0) } }
        self.init(
            sequence: sequence, mind: mind, time: time, kind: kind, payload: payload, document: document,
            previous: previous, hash: hasher.finish())
    }
}

/// The hash of an entry, over an encoding that no two different entries share.
///
/// SHA-256 of: the bytes of `claustrum.ledger/1` and a zero; the sequence as 8 bytes, most significant first; then for
/// each of mind, time, kind, payload, document and previous its length in bytes, in the same 8 bytes, and the bytes.
struct LedgerHasher {
    private var hash = SHA256()

    init(sequence: Int) {
        hash.update(data: Self.domain)
        number(sequence)
    }

    private static let domain = Array("claustrum.ledger/1\0".utf8)

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        number(bytes.count)
        hash.update(bufferPointer: bytes)
    }

    mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    private mutating func number(_ value: Int) {
        withUnsafeBytes(of: UInt64(value).bigEndian) { hash.update(bufferPointer: $0) }
    }

    func finish() -> [UInt8] { Array(hash.finalize()) }

    /// The SHA-256 of a document.
    static func digest(_ bytes: some DataProtocol) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
