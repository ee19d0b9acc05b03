/// One listing of a detector's state serves for writing and for reading it back: each call writes the variable it is
/// given, or replaces it by what was written under that key.
///
/// Numbers come back bit for bit. JSON has no infinities and no NaN, so those are written as the texts `inf`, `-inf` and
/// `nan`; the sign of a zero is kept.
public struct StateExchange {
    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { return nil }
    }

    private enum Side {
        case writing(KeyedEncodingContainer<Key>)
        case reading(KeyedDecodingContainer<Key>)
    }

    private var side: Side

    init(writing encoder: any Encoder) {
        side = .writing(encoder.container(keyedBy: Key.self))
    }

    /// - Throws: `DriftError.badDetectorState` where the decoder holds no object.
    init(reading decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: Key.self) else {
            throw DriftError(
                .badDetectorState, problem: "the state is not an object",
                remedy: "give a state as it was saved, an object with the detector's keys")
        }
        side = .reading(container)
    }

    /// A number, any but NaN, which no state of a detector holds.
    public mutating func number(_ key: String, _ value: inout Double) throws {
        try number(key, &value, "a number") { _ in true }
    }

    /// A number for which `holds`, NaN never.
    public mutating func number(
        _ key: String, _ value: inout Double, _ domain: String, where holds: (Double) -> Bool
    ) throws {
        value = try exchange(key, ExactNumber(value)).value
        try require(!value.isNaN && holds(value), key, "it is \(value)", domain)
    }

    /// A count of values that is kept as a number: whole, from 0 to 2⁵³.
    public mutating func count(_ key: String, _ value: inout Double) throws {
        try number(key, &value, "a whole number from 0 to 2⁵³") { $0 >= 0 && $0 <= 0x1p53 && $0 == $0.rounded() }
    }

    /// A whole number in `range`.
    public mutating func whole(_ key: String, _ value: inout Int, in range: ClosedRange<Int>) throws {
        value = try exchange(key, value)
        try require(
            range.contains(value), key, "it is \(value)",
            "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    /// A word of 64 bits.
    public mutating func word(_ key: String, _ value: inout UInt64) throws {
        value = try exchange(key, value)
    }

    public mutating func truth(_ key: String, _ value: inout Bool) throws {
        value = try exchange(key, value)
    }

    /// A list of as many numbers as `lengths` allows, NaN not among them.
    public mutating func numbers(_ key: String, _ values: inout [Double], count lengths: ClosedRange<Int>) throws {
        values = try exchange(key, values.map(ExactNumber.init)).map(\.value)
        try require(
            lengths.contains(values.count), key, "it has \(values.count) numbers",
            "from \(lengths.lowerBound) to \(lengths.upperBound)")
        try require(!values.contains(where: \.isNaN), key, "it has a NaN", "numbers")
    }

    /// Outcomes of 0 and 1, the oldest first, as a text of digits.
    mutating func outcomes(_ key: String, _ recent: inout RecentOutcomes) throws {
        let text = try exchange(key, recent.digits)
        guard let restored = RecentOutcomes(digits: text, capacity: recent.capacity) else {
            throw bad(key, "it is no list of outcomes", "at most \(recent.capacity) digits 0 and 1")
        }
        recent = restored
    }

    /// What must hold of a state that was read; while writing it holds by construction and is not looked at.
    public func require(
        _ holds: @autoclosure () -> Bool, _ key: String, _ problem: @autoclosure () -> String,
        _ domain: @autoclosure () -> String
    ) throws {
        if case .reading = side, !holds() { throw bad(key, problem(), domain()) }
    }

    mutating func write(options: [(name: String, text: String)]) throws {
        guard case .writing(var container) = side else { return }
        var nested = container.nestedContainer(keyedBy: Key.self, forKey: Key("options"))
        for (name, text) in options { try nested.encode(OptionScalar(text: text), forKey: Key(name)) }
        side = .writing(container)
    }

    func options() throws -> [String: String] {
        guard case .reading(let container) = side else { return [:] }
        guard let scalars = try? container.decode([String: OptionScalar].self, forKey: Key("options")) else {
            throw bad("options", "they are missing or no object", "the detector's options as they were saved")
        }
        return scalars.mapValues(\.text)
    }

    private mutating func exchange<Value: Codable>(_ key: String, _ value: Value) throws -> Value {
        switch side {
        case .writing(var container):
            try container.encode(value, forKey: Key(key))
            side = .writing(container)
            return value
        case .reading(let container):
            do {
                return try container.decode(Value.self, forKey: Key(key))
            } catch let error as DriftError {
                throw error
            } catch {
                throw bad(key, "it is missing or of another kind", "the value as it was saved")
            }
        }
    }

    private func bad(_ key: String, _ problem: String, _ domain: String) -> DriftError {
        DriftError(.badDetectorState, key: key, problem: problem, remedy: "give \(domain)")
    }
}
