/// Networks in JSON Lines: one object a line, of the same structure as a JSON file.
public enum NetworkLine {
    /// The network that one line describes. Keys that mean nothing here (`expect`, `source`) are passed over unread.
    ///
    /// - Parameters:
    ///   - line: the line's bytes, with or without its line ending.
    ///   - number: the line's number, counted from 1, for errors.
    ///   - name: the file's name, for errors.
    /// - Throws: `GraphsError` whose `line` is `number`.
    /// - Complexity: O(line + n² · 2ⁿ); some ten microseconds for four units.
    public static func parse(
        _ line: [UInt8], number: Int, name: String, options: ImportOptions = .init()
    ) throws -> Substrate {
        try JSONNetwork().network(from: line, name: name, firstLine: number, options: options)
            .finished(options, file: name)
    }
}
