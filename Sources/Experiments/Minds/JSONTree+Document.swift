internal import Graphs
internal import Minds

extension JSONTree {
    /// The JSON object that the bytes are.
    ///
    /// Decoding through `Codable` asks every value which of six types it is; this reads the text once.
    ///
    /// - Parameter name: what errors call it.
    /// - Throws: `GraphsError` with line and column where it is no JSON object, or nested more than 64 deep.
    /// - Complexity: O(bytes).
    init(parsing bytes: [UInt8], name: String = "the document") throws {
        self.init(try Document(bytes, file: name).root.node)
    }

    /// One line, keys in order.
    var line: [UInt8] {
        var writer = PhiRecordWriter(pretty: false, capacity: 256)
        writer.value(self)
        return writer.bytes
    }
}

extension PhiRecordWriter {
    /// Objects have their keys in the order of their UTF-8, and whole numbers below 2⁵³ no fraction.
    mutating func value(_ tree: JSONTree) {
        switch tree {
        case .null: null()
        case .bool(let truth): self.truth(truth)
        case .number(let number):
            if abs(number) < 0x1p53, let whole = Int(exactly: number) { value(whole) } else { value(number) }
        case .string(let string): value(string)
        case .array(let elements):
            beginArray()
            for element in elements { value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                key(name)
                value(member)
            }
            endObject()
        }
    }
}
