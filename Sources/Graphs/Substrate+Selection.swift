extension Substrate {
    /// The units that a text names: labels or indices, separated by commas, as ascending indices.
    ///
    /// A label wins over an index, and a label with commas in it over its pieces.
    /// - Throws: `GraphsError` of kind `unknownUnit` (with the nearest label) or `duplicateUnit`.
    /// - Complexity: O(length of `text` · units).
    public func parseUnits(_ text: String) throws -> [Int] {
        let names = UnitNames(labels)
        let pieces = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
        let longest = 1 + (labels.map { $0.utf8.count { $0 == UInt8(ascii: ",") } }.max() ?? 0)
        var units: [Int] = []
        var position = 0
        while position < pieces.count {
            let lengths = (1...min(longest, pieces.count - position)).reversed()
            let joined = lengths.lazy.map { ($0, pieces[position..<(position + $0)].joined(separator: ",")) }
            guard
                let (length, unit) = joined.compactMap({ length, name in names.index(of: name).map { (length, $0) } })
                    .first
            else {
                let piece = pieces[position]
                throw GraphsError(
                    .unknownUnit, key: "units",
                    problem: piece.isEmpty ? "an empty name" : "there is no unit \(piece)",
                    remedy: names.suggestion(for: piece))
            }
            guard !units.contains(unit) else {
                throw GraphsError(
                    .duplicateUnit, key: "units", problem: "unit \(labels[unit]) is given twice",
                    remedy: "name each unit once")
            }
            units.append(unit)
            position += length
        }
        return units.sorted()
    }

    /// The state that a text gives, in the units' order: `1,0,0`, `1 0 0` or `100`.
    ///
    /// - Throws: `GraphsError` of kind `badState`, or `multivalued` for a digit above 1.
    /// - Complexity: O(length of `text`).
    public func parseState(_ text: String) throws -> State {
        try State(parsing: text, count: unitCount)
    }
}

extension State {
    /// The state of `count` units that a text gives: zeros and ones, with or without commas or spaces between.
    ///
    /// - Throws: `GraphsError` of kind `badState`, or `multivalued` for a digit above 1.
    /// - Complexity: O(length of `text`).
    public init(parsing text: String, count: Int) throws {
        let example = (0..<count).map { $0 == 0 ? "1" : "0" }.joined(separator: ",")
        let shape =
            count == 1 ? "give 0 or 1" : "give \(count) zeros and ones in the units' order, such as \(example)"
        var values: [Bool] = []
        var expectsDigit = false
        for character in text {
            switch character {
            case "0", "1":
                values.append(character == "1")
                expectsDigit = false
            case ",":
                if values.isEmpty || expectsDigit {
                    throw GraphsError(.badState, key: "state", problem: "an empty entry in \"\(text)\"", remedy: shape)
                }
                expectsDigit = true
            case " ": continue
            case "2"..."9":
                throw GraphsError(
                    .multivalued, key: "state", problem: "\"\(character)\" in \"\(text.prefix(80))\"",
                    remedy: "units are binary for now: \(shape)")
            default:
                throw GraphsError(
                    .badState, key: "state", problem: "\"\(character)\" in \"\(text.prefix(80))\"", remedy: shape)
            }
            guard values.count <= 64 else { break }
        }
        guard values.count == count, !expectsDigit else {
            throw GraphsError(
                .badState, key: "state",
                problem:
                    "\(values.count.counted("entry", plural: "entries")) for \(count.counted("unit")) in \"\(text.prefix(80))\"",
                remedy: shape)
        }
        self.init(values)
    }
}
