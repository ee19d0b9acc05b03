internal import Foundation
internal import Graphs
public import Logging

/// Writes log messages to standard error, as text for people or a JSON object a line.
public struct StandardErrorLog: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    private let label: String
    private let format: LogFormat

    public init(label: String, level: Logger.Level, format: LogFormat) {
        self.label = label
        logLevel = level
        self.format = format
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        var bytes =
            switch format {
            case .text: textLine(event, all)
            case .json: jsonLine(event, all)
            }
        bytes.append(0x0A)
        // One write a line, so that lines of several threads do not mix. Nobody can be told if it fails.
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private func textLine(_ event: LogEvent, _ metadata: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        let details = metadata.map { " \($0.key)=\($0.value)" }.joined()
        return Array("\(Timestamp.now()) \(event.level) \(label): \(event.message)\(details)".printable.utf8)
    }

    private func jsonLine(_ event: LogEvent, _ metadata: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        var writer = PhiRecordWriter(pretty: false, capacity: 256)
        writer.beginObject()
        writer.key("time")
        writer.value(Timestamp.now())
        writer.key("level")
        writer.value(event.level.rawValue)
        writer.key("label")
        writer.value(label)
        writer.key("message")
        writer.value(event.message.description)
        for (key, value) in metadata {
            writer.key(key)
            writer.value("\(value)")
        }
        writer.endObject()
        return writer.bytes
    }
}

/// Moments as ISO 8601 in UTC, to the millisecond: `2026-01-31T12:00:00.000Z`.
package enum Timestamp {
    package static func now() -> String {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        var seconds = moment.tv_sec
        var fields = tm()
        gmtime_r(&seconds, &fields)
        return String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", Int(fields.tm_year) + 1900, Int(fields.tm_mon) + 1,
            Int(fields.tm_mday), Int(fields.tm_hour), Int(fields.tm_min), Int(fields.tm_sec),
            Int(moment.tv_nsec) / 1_000_000)
    }
}
