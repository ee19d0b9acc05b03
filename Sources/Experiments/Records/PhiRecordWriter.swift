public import Compute

/// Writes JSON straight into bytes, in the order it is told: the same value gives the same bytes.
///
/// Numbers are Swift's shortest decimal that reads back as the same double; a zero has no sign. A value that JSON
/// cannot hold (NaN, ±∞) is noticed and makes `finish()` throw.
struct PhiRecordWriter {
    private(set) var bytes: [UInt8] = []
    private let pretty: Bool
    /// For each open container, whether it is written on one line.
    private var open: [Bool] = []
    private var needsComma = false
    private var afterKey = false
    private var currentKey = ""
    private var notFiniteKey: String?

    init(pretty: Bool, capacity: Int = 1024) {
        self.pretty = pretty
        bytes.reserveCapacity(capacity)
    }

    mutating func beginObject(inline: Bool = false) { begin(0x7B, inline: inline) }
    mutating func endObject() { end(0x7D) }
    mutating func beginArray(inline: Bool = false) { begin(0x5B, inline: inline) }
    mutating func endArray() { end(0x5D) }

    mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(0x3A)
        if pretty { bytes.append(0x20) }
        afterKey = true
        currentKey = name
    }

    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    mutating func truth(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    mutating func value(_ string: String?) {
        guard let string else { return null() }
        separate()
        quote(string)
        needsComma = true
    }

    mutating func value(_ number: Int?) {
        guard let number else { return null() }
        separate()
        if (0...9).contains(number) {
            bytes.append(0x30 + UInt8(number))
        } else {
            bytes.append(contentsOf: number.description.utf8)
        }
        needsComma = true
    }

    mutating func value(_ number: UInt64?) {
        guard let number else { return null() }
        separate()
        bytes.append(contentsOf: number.description.utf8)
        needsComma = true
    }

    mutating func value(_ number: Double?) {
        guard let number else { return null() }
        separate()
        if !number.isFinite, notFiniteKey == nil { notFiniteKey = currentKey }
        bytes.append(contentsOf: (number == 0 ? 0.0 : number).description.utf8)
        needsComma = true
    }

    mutating func values(_ numbers: some Sequence<Int>) {
        beginArray(inline: true)
        for number in numbers { value(number) }
        endArray()
    }

    mutating func values(_ strings: some Sequence<String>) {
        beginArray(inline: true)
        for string in strings { value(string) }
        endArray()
    }

    /// The bytes written.
    ///
    /// - Throws: `ResultNotFinite` where a number was NaN or infinite.
    func finish() throws -> [UInt8] {
        if let notFiniteKey { throw ResultNotFinite(key: notFiniteKey) }
        return bytes
    }

    private mutating func begin(_ bracket: UInt8, inline: Bool) {
        separate()
        bytes.append(bracket)
        open.append(inline || open.last == true)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        let inline = open.removeLast()
        if pretty && !inline && needsComma { newLine() }
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if afterKey {
            afterKey = false
            return
        }
        if needsComma { bytes.append(0x2C) }
        if pretty, let inline = open.last {
            if !inline { newLine() } else if needsComma { bytes.append(0x20) }
        }
        needsComma = false
    }

    private mutating func newLine() {
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * open.count))
    }

    private mutating func quote(_ string: String) {
        bytes.append(0x22)
        for byte in string.utf8 {
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x00...0x1F, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hexadecimal(byte >> 4))
                bytes.append(Self.hexadecimal(byte & 15))
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 0x30 + digit : 0x61 + digit - 10
    }
}

/// A result holds NaN or an infinity, which no output format may carry. It is a fault of the computation, not of the
/// input: importers admit finite numbers only.
public struct ResultNotFinite: CodedError, Hashable {
    /// The key of the value.
    public let key: String

    package init(key: String) {
        self.key = key
    }

    public var code: String { "result-not-finite" }
    public var exitStatus: ExitStatus { .internalFailure }
    public var message: String {
        "the result's \(key) is not a finite number, so no result is written; please report what led to it"
    }
}
