internal import Drift
internal import Dynamics
internal import Graphs

/// What watching a stream came to.
public struct DriftWatchRecord: Sendable {
    /// The stream that was watched.
    public struct Stream: Sendable {
        public let file: InputFile
        public let format: NumberRows.Format?
        public let column: String
        /// Rows passed over because the number was missing.
        public let missing: Int

        /// - Parameter rows: read to where they are now.
        public init(_ rows: NumberRows, path: String) {
            file = InputFile(role: "stream", path: path, digest: rows.digest)
            format = rows.format
            column = rows.columns.first ?? "column 1"
            missing = rows.missingCount
        }
    }

    /// What is kept of a stream while it passes, for a record or a page.
    public struct Observation: Sendable {
        public private(set) var events: [DriftEvent] = []
        private(set) var envelope = StreamEnvelope()

        public init() {}

        /// - Complexity: O(values + events).
        public mutating func add(_ values: some Sequence<Double>, _ events: [DriftEvent]) {
            self.events += events
            for value in values { envelope.add(value) }
        }
    }

    public let stream: Stream
    /// As it stands at the end.
    public let watch: DriftWatch
    public let observation: Observation
    /// Where the state was saved; nil where it was not.
    public let state: String?
    public let outputs: [String]
    /// Seconds from the first read to the end of the stream.
    public let wallTimeSeconds: Double
    public let provenance: Provenance?

    public init(
        stream: Stream, watch: DriftWatch, observation: Observation, state: String?, outputs: [String],
        wallTimeSeconds: Double, provenance: Provenance?
    ) {
        self.stream = stream
        self.watch = watch
        self.observation = observation
        self.state = state
        self.outputs = outputs
        self.wallTimeSeconds = wallTimeSeconds
        self.provenance = provenance
    }

    /// Values a second.
    var speed: Double { Double(watch.moments.count) / max(wallTimeSeconds, 1e-9) }
}

extension DriftWatch {
    /// A sentence for each detector that has not seen enough values to say anything.
    public var warmUpNotes: [String] {
        followers.filter { $0.warmUp == nil }.map {
            "\($0.question.name) is still warming up after \(valueCount.counted("value")): that it found nothing says nothing"
        }
    }
}
