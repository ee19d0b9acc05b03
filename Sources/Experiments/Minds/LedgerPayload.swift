internal import Foundation
internal import Minds

/// What an entry says: how the mind's document changed, and what that was about.
///
/// JSON in one line with its keys in order, `{"changes", "detail", "program"}`: the changes as JSON Patch, applied to
/// the document before; the detail as an object whose keys depend on the entry's kind; the version of the program that
/// wrote it. Only the changes make the document.
struct LedgerPayload {
    var changes: DocumentChanges
    var detail: JSONTree
    let program: String

    init(changes: DocumentChanges, detail: JSONTree = .object([:])) {
        self.changes = changes
        self.detail = detail
        program = Release.version
    }

    /// - Returns: nil where the bytes are no payload.
    init?(_ bytes: some DataProtocol) {
        guard case .object(let members)? = try? JSONTree(parsing: Array(bytes)), let detail = members["detail"],
            let changes = members["changes"].flatMap(DocumentChanges.init),
            case .string(let program) = members["program"]
        else { return nil }
        self.changes = changes
        self.detail = detail
        self.program = program
    }

    var bytes: [UInt8] {
        JSONTree.object(["changes": changes.tree, "detail": detail, "program": .string(program)]).line
    }
}

/// The minds' documents as the entries make them, from the first on.
struct LedgerReplay {
    private var documents: [String: JSONTree] = [:]

    /// Takes the next entry.
    ///
    /// - Throws: `LedgerFault` where it cannot be replayed.
    mutating func take(_ sequence: Int, _ mind: String, _ payload: Data) throws {
        guard !mind.isEmpty else { return }
        guard let payload = LedgerPayload(payload) else {
            throw LedgerFault("entry \(sequence) holds no changes that can be read")
        }
        do {
            try payload.changes.apply(to: &documents[mind, default: .null])
        } catch let error as DocumentChanges.Misplaced {
            throw LedgerFault("entry \(sequence) changes \(error.place), which mind \(mind) does not have")
        }
    }

    /// - Throws: `LedgerFault` where a mind's document is not what was replayed.
    func check(_ mind: String, document: Data) throws {
        guard let replayed = documents[mind], let kept = try? JSONTree(parsing: Array(document)), kept == replayed
        else {
            throw LedgerFault("the document of mind \(mind) is not what replaying its entries gives")
        }
    }
}
