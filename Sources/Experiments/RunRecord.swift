public import Compute
internal import Crypto
internal import Foundation
internal import Kernels

/// Collects the provenance of the results of one run: what all of them share, and each one's own input and time.
public struct RunRecord: Sendable {
    private let configuration: [String: String]
    private let startedAt: String
    private let began: ContinuousClock.Instant
    private let revision: String
    private let device: String
    private let instructionSet: String

    /// Starts the clock.
    ///
    /// - Parameters:
    ///   - revision: The source that the program was built from.
    ///   - configuration: Every setting in force.
    ///   - question: What was asked besides, such as `state` and `units`; added to the configuration.
    public init(revision: String, configuration: ResolvedConfiguration, question: [String: String] = [:]) {
        self.configuration = configuration.settings.merging(question) { $1 }
        startedAt = Timestamp.now()
        began = .now
        self.revision = revision
        device = "cpu (\(Machine.processorName()))"
        instructionSet = KernelTable.selected.level.rawValue
    }

    /// The provenance of a result that is now complete.
    ///
    /// - Parameters:
    ///   - inputDigest: `digest(of:)` of the input's bytes.
    ///   - began: When this result's computation began; nil for when the run did.
    ///   - question: What distinguishes this result's question from the run's others, such as `noise`.
    ///   - seed: That of the result's random numbers; nil where it draws none.
    ///   - device: Where it was computed; nil for this processor.
    public func provenance(
        inputDigest: String, began: ContinuousClock.Instant? = nil, question: [String: String] = [:],
        seed: UInt64? = nil, device: Device? = nil
    ) -> Provenance {
        let elapsed = (began ?? self.began).duration(to: .now).components
        return Provenance(
            version: Release.version, revision: revision, inputDigest: inputDigest,
            configuration: question.isEmpty ? configuration : configuration.merging(question) { $1 },
            device: device.map { $0 == .cpu ? self.device : $0.label } ?? self.device,
            instructionSet: instructionSet, seed: seed,
            wallTimeSeconds: Double(elapsed.seconds) + Double(elapsed.attoseconds / 1_000_000_000_000) / 1e6,
            startedAt: startedAt)
    }

    /// The SHA-256 of the bytes, in hexadecimal.
    ///
    /// - Complexity: O(bytes).
    public static func digest(of bytes: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: bytes))
    }

    /// The bytes of a digest as text.
    ///
    /// - Complexity: O(bytes).
    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
