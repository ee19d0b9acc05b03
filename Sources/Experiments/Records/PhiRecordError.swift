public import Compute

/// What stands in a stream of results in the place of one that could not be computed.
public struct ErrorRecord: Sendable, Hashable {
    public let code: String
    public let message: String
    /// The input's line, from 1; nil where the input has no lines.
    public let line: Int?

    public init(code: String, message: String, line: Int?) {
        self.code = code
        self.message = message
        self.line = line
    }

    public init(_ error: any CodedError, line: Int?) {
        self.init(code: error.code, message: error.message, line: line)
    }

    /// `{"error": {"code", "message", "line"}}`, without a final line break.
    public func json(pretty: Bool) -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty, capacity: 256)
        writer.beginObject()
        writer.key("error")
        writer.beginObject()
        writer.key("code")
        writer.value(code)
        writer.key("message")
        writer.value(message)
        writer.key("line")
        writer.value(line)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }
}
