/// The checks that the parts of a mind have in common.
enum MindCheck {
    static func number(_ value: Double, _ key: String, _ range: ClosedRange<Double>) throws {
        guard range.contains(value) else {
            throw MindError(
                .outOfRange, key: key, problem: "it is \(value)",
                remedy: "give a number from \(shown(range.lowerBound)) to \(shown(range.upperBound))")
        }
    }

    /// A number in [0, 1].
    static func share(_ value: Double, _ key: String) throws { try number(value, key, 0...1) }

    /// A count that JSON's numbers tell exactly.
    static func count(_ value: Int, _ key: String) throws {
        guard (0...1 << 53).contains(value) else {
            throw MindError(
                .outOfRange, key: key, problem: "it is \(value)", remedy: "give a count of 0 or more, at most 2^53")
        }
    }

    static func text(_ value: String, _ key: String) throws {
        guard value.contains(where: { !$0.isWhitespace }) else {
            throw MindError(.badName, key: key, problem: "it is empty", remedy: "give some text")
        }
    }

    /// Runs `body`, placing its error at `path`.
    static func placing<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as MindError {
            throw error.placed(at: path)
        }
    }

    /// Checks each element, and that no two have one identifier.
    static func each<Element>(
        _ elements: [Element], _ key: String, id: (Element) -> String, _ check: (Element) throws -> Void
    ) throws {
        var seen: Set<String> = []
        for (index, element) in elements.enumerated() {
            try placing("\(key)[\(index)]") { try check(element) }
            guard seen.insert(id(element)).inserted else { throw duplicate(id(element), "\(key)[\(index)]") }
        }
    }

    static func duplicate(_ id: String, _ key: String) -> MindError {
        MindError(
            .duplicateIdentifier, key: key, problem: "\(id.debugDescription) is already the name of another",
            remedy: "give each one a name of its own")
    }

    private static func shown(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : "\(number)"
    }
}
