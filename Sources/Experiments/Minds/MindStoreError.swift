public import Compute
internal import Graphs

/// What is wrong with a store of minds, or with what was asked of it; where, and what would be right.
public struct MindStoreError: CodedError, Hashable {
    /// What kind of trouble it is. The raw value is the error's stable code.
    public enum Kind: String, Sendable, CaseIterable {
        case missing = "mind-store-missing"
        /// It is no database, or its beginning is overwritten.
        case foreign = "mind-store-foreign"
        /// It is something else: no regular file, or another program's database. It is never put aside.
        case other = "mind-store-other"
        /// SQLite cannot read it, or its tables are not a store's: it is cut off or damaged.
        case damaged = "mind-store-damaged"
        /// A later version of the program made it.
        case later = "mind-store-later-version"
        case busy = "mind-store-busy"
        case notWritable = "mind-store-not-writable"
        case full = "disk-full"
        /// The ledger's chain, or a mind's document, is not what its entries say.
        case broken = "mind-ledger-broken"
        case unknownMind = "unknown-mind"
        case mindExists = "mind-exists"
        /// What a mind holds could be written, but not read again.
        case unkeepable = "mind-not-keepable"
        case whichMind = "which-mind"
        case unknownTrait = "unknown-trait"
        case badEvent = "bad-mind-event"
        case badSetting = "bad-mind-setting"
        case backupMissing = "mind-backup-missing"
        case backupUnusable = "mind-backup-unusable"
        /// A fault of the program: nothing was written.
        case inconsistent = "mind-store-inconsistent"
    }

    public let kind: Kind
    /// The store's file, or what else the trouble is with; empty where the problem says it.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What would be right.
    public let remedy: String

    public init(_ kind: Kind, place: String, problem: String, remedy: String) {
        self.kind = kind
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }

    public var code: String { kind.rawValue }

    public var exitStatus: ExitStatus {
        switch kind {
        case .missing, .backupMissing: .missingInput
        case .foreign, .other, .damaged, .later, .broken, .backupUnusable, .unkeepable: .badData
        case .busy, .full: .tryAgain
        case .notWritable: .unavailable
        case .unknownMind, .mindExists, .whichMind, .unknownTrait, .badSetting, .badEvent: .usage
        case .inconsistent: .internalFailure
        }
    }

    public var message: String {
        ((place.isEmpty ? "" : place + ": ") + problem + "; " + remedy).printable
    }
}
