/// A set of traits that are measured together: its name, and its traits in the order in which they are shown.
public struct TraitSet: Sendable, Hashable {
    /// Such as `big5`: lower-case letters, digits, `_` and `-`.
    public let name: String
    /// In the order of the instrument; each as `name` is written.
    public let traits: [String]

    /// A set of one's own.
    ///
    /// - Throws: `MindError` where a name is none, a trait is named twice, or there is no trait.
    public init(name: String, traits: [String]) throws {
        for word in [name] + traits where !TraitPath.isName(word) {
            throw MindError(
                .badName, key: "traits", problem: "\(word.debugDescription) is no name of a set or trait",
                remedy: "use 1 to 64 lower-case letters, digits, _ and -")
        }
        guard !traits.isEmpty, Set(traits).count == traits.count else {
            throw MindError(
                .badName, key: "traits.\(name)",
                problem: traits.isEmpty ? "it has no traits" : "a trait is named twice",
                remedy: "name one trait or more, each once")
        }
        self.init(known: name, traits: traits)
    }

    private init(known name: String, traits: [String]) {
        self.name = name
        self.traits = traits
    }

    /// The five factors (Goldberg, Am. Psychol. 48 (1993) 26).
    public static let bigFive = TraitSet(
        known: "big5", traits: ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"])

    /// The six factors of HEXACO (Ashton & Lee, Pers. Soc. Psychol. Rev. 11 (2007) 150), in the order of its letters.
    public static let hexaco = TraitSet(
        known: "hexaco",
        traits: ["honesty_humility", "emotionality", "extraversion", "agreeableness", "conscientiousness", "openness"])

    /// The sets whose order of traits is known.
    public static let known = [bigFive, hexaco]
}

/// Where a trait's score stands in a mind: `personality.traits.<set>.<trait>.score`.
public struct TraitPath: Sendable, Hashable {
    /// The set's name.
    public let set: String
    /// The trait's name.
    public let trait: String

    public init(set: String, trait: String) {
        self.set = set
        self.trait = trait
    }

    /// - Parameter text: `personality.traits.<set>.<trait>.score`; anything else gives nil.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "personality", parts[1] == "traits", parts[4] == "score",
            Self.isName(parts[2]), Self.isName(parts[3])
        else { return nil }
        self.init(set: parts[2], trait: parts[3])
    }

    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || $0 == 45 }
    }
}

extension TraitPath: CustomStringConvertible {
    public var description: String { "personality.traits.\(set).\(trait).score" }
}
