/// What `claustrum config show` prints.
extension ResolvedConfiguration {
    /// A line a key: key, value, origin; aligned for people.
    public var text: String {
        let values = ConfigurationKey.allCases.map { $0.value(in: configuration) }
        let keyWidth = ConfigurationKey.allCases.map(\.rawValue.count).max() ?? 0
        let valueWidth = values.map(\.count).max() ?? 0
        return zip(ConfigurationKey.allCases, values).map { key, value in
            let origin = origins[key] ?? .builtIn
            return Columns.padded(key.rawValue, to: keyWidth) + "  " + Columns.padded(value, to: valueWidth)
                + "  \(origin)\n"
        }.joined()
    }

    /// `{"schema", "file", "settings": [{"key", "value", "origin", "where"}]}`, without a final line break.
    ///
    /// - Throws: `ResultNotFinite`, which no setting holds.
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("schema")
        writer.value("claustrum.config/1")
        writer.key("file")
        writer.value(file)
        writer.key("settings")
        writer.beginArray()
        for key in ConfigurationKey.allCases {
            let origin = origins[key] ?? .builtIn
            writer.beginObject(inline: true)
            writer.key("key")
            writer.value(key.rawValue)
            writer.key("value")
            writer.value(key.value(in: configuration))
            writer.key("origin")
            writer.value(origin.kind)
            writer.key("where")
            writer.value(origin == .builtIn ? nil : "\(origin)")
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return try writer.finish()
    }
}

/// Text in columns.
package enum Columns {
    package static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
