/// The exit statuses of every Claustrum executable, after `sysexits.h`.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    case ok = 0
    case usage = 64
    case badData = 65
    case missingInput = 66
    case unavailable = 69
    case internalFailure = 70
    case tryAgain = 75
    case interrupted = 130
}

/// An error a user can act on: a stable code for machines, a sentence for people, an exit status for scripts.
///
/// Each module has one enumeration or structure that conforms; nothing else is thrown across a module's boundary.
public protocol CodedError: Error, Sendable, CustomStringConvertible {
    /// A stable identifier in `lower-case-with-dashes`, such as `network-not-square`.
    var code: String { get }
    /// What the process exits with when this error ends it.
    var exitStatus: ExitStatus { get }
    /// What is wrong, where (file, key, row), and what would be right.
    var message: String { get }
}

extension CodedError {
    public var description: String { message }
}
