public import Compute
internal import Graphs

/// A checkpoint that cannot be used. What cannot be written is an `OutputError`.
public enum CheckpointError: CodedError, Hashable {
    /// A setting whose value differs between the checkpoint and the question asked.
    public struct Difference: Hashable, Sendable {
        public let key: String
        /// nil where it is not set.
        public let kept: String?
        public let asked: String?
    }

    /// It was made for another question.
    case mismatch(directory: String, [Difference])
    /// It was made by another version of the program.
    case otherVersion(directory: String, kept: String, running: String)
    /// The directory holds something that is no checkpoint's.
    case foreign(directory: String, name: String)
    case notADirectory(path: String)
    /// The manifest, or a piece's file, cannot be read.
    case unreadable(path: String, reason: String)
    /// Another process works on it.
    case locked(directory: String)
    /// A partial has no encoding: a fault of the analysis.
    case notEncodable(analysis: String)

    public var code: String {
        switch self {
        case .mismatch: "checkpoint-mismatch"
        case .otherVersion: "checkpoint-version"
        case .foreign, .notADirectory: "checkpoint-foreign"
        case .unreadable: "checkpoint-unreadable"
        case .locked: "checkpoint-locked"
        case .notEncodable: "checkpoint-not-encodable"
        }
    }

    public var exitStatus: ExitStatus {
        switch self {
        case .locked: .tryAgain
        case .notEncodable: .internalFailure
        default: .badData
        }
    }

    public var message: String {
        switch self {
        case .mismatch(let directory, let differences):
            "the checkpoint in \(directory) is of another question: "
                + differences.map { difference in
                    "\(difference.key) is \(Self.text(difference.kept)) there and \(Self.text(difference.asked)) here"
                }.joined(separator: "; ")
                + "; ask the same question, give another directory, or remove this one to start over"
        case .otherVersion(let directory, let kept, let running):
            "the checkpoint in \(directory) was made by claustrum \(kept), and this is \(running), which may divide or "
                + "round the work differently; go on with that version, give another directory, or remove this one to "
                + "start over"
        case .foreign(let directory, let name):
            "\(directory) holds '\(name.printable)', which is no part of a checkpoint; give a directory that is new, "
                + "empty or a checkpoint"
        case .notADirectory(let path):
            "\(path) is no directory; give one for the checkpoint that is new, empty or a checkpoint"
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason); repair it, give another directory, or remove this one to start over"
        case .locked(let directory):
            "another process is working on the checkpoint in \(directory); wait until it ends, or give another directory"
        case .notEncodable(let analysis):
            "a piece of \(analysis) cannot be written to the checkpoint; run without one, and please report this"
        }
    }

    private static func text(_ value: String?) -> String {
        value.map { $0.printable } ?? "not set"
    }
}
