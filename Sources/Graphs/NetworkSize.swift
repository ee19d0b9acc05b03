/// How large a network may be, so that a mistaken file is refused instead of exhausting memory.
public enum NetworkSize {
    /// The largest network read: its transition probabilities take 3 GiB.
    public static let maximumUnits = 24
    /// The largest file read, in bytes.
    public static let maximumFileBytes = 1 << 30
    /// The largest YAML file read, in bytes: the general YAML grammar costs some hundred bytes of memory a byte.
    public static let maximumYAMLBytes = 16 << 20
    /// The longest label, in bytes of UTF-8.
    public static let maximumLabelBytes = 256

    /// The bytes that the transition probabilities of `units` units occupy; nil where that exceeds an integer.
    public static func bytes(units: Int) -> Int? {
        guard (0..<56).contains(units) else { return nil }
        let (bytes, overflow) = (8 << units).multipliedReportingOverflow(by: units)
        return overflow ? nil : bytes
    }

    /// - Throws: `GraphsError` of kind `tooLarge`, with the bytes needed, above `maximumUnits`; `wrongShape` for none.
    static func check(units: Int, file: String, line: Int? = nil, key: String? = nil) throws(GraphsError) {
        guard units > 0 else {
            throw GraphsError(
                .wrongShape, file: file, line: line, key: key, problem: "the network has no units",
                remedy: "describe at least one unit")
        }
        guard units > maximumUnits else { return }
        let need = bytes(units: units).map { "\($0) bytes" } ?? "more bytes than can be addressed"
        throw GraphsError(
            .tooLarge, file: file, line: line, key: key,
            problem: "\(units) units would need \(need) for their transition probabilities",
            remedy: "at most \(maximumUnits) units are read; analyse a part of the network")
    }
}
