/// The traits of a mind, by set and name.
///
/// JSON: an object of sets, each an object of traits.
public struct MindTraits: Sendable, Hashable, Codable {
    /// Traits by set and name.
    public private(set) var sets: [String: [String: Trait]]

    /// Every trait of every set with the same start.
    ///
    /// - Parameters:
    ///   - sets: of different names.
    ///   - trait: the start of each; by default a score and a confidence of one half.
    public init(_ sets: [TraitSet], each trait: Trait = Trait()) {
        self.sets = Dictionary(
            sets.map { set in
                (set.name, Dictionary(set.traits.map { ($0, trait) }, uniquingKeysWith: { old, _ in old }))
            },
            uniquingKeysWith: { old, _ in old })
    }

    public init(from decoder: any Decoder) throws {
        sets = try decoder.singleValueContainer().decode([String: [String: Trait]].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(sets)
    }

    /// The trait at a path; nil where there is none. Setting adds no trait: what is not there stays so.
    public subscript(path: TraitPath) -> Trait? {
        get { sets[path.set]?[path.trait] }
        set {
            guard let newValue, sets[path.set]?[path.trait] != nil else { return }
            sets[path.set]?[path.trait] = newValue
        }
    }

    /// The sets' names: those of `TraitSet.known` first, in that order, then the others by name.
    public var setNames: [String] {
        Self.ordered(Array(sets.keys), first: TraitSet.known.map(\.name))
    }

    /// The names of a set's traits: in the instrument's order where the set is known, then by name.
    public func traitNames(of set: String) -> [String] {
        Self.ordered(
            Array((sets[set] ?? [:]).keys), first: TraitSet.known.first { $0.name == set }?.traits ?? [])
    }

    /// The paths of all traits in their fixed order.
    ///
    /// - Complexity: O(traits · log traits).
    public var paths: [TraitPath] {
        setNames.flatMap { set in traitNames(of: set).map { TraitPath(set: set, trait: $0) } }
    }

    private static func ordered(_ names: [String], first: [String]) -> [String] {
        func rank(_ name: String) -> Int { first.firstIndex(of: name) ?? first.count }
        return names.sorted { (rank($0), $0) < (rank($1), $1) }
    }

    func validate() throws {
        for (set, traits) in sets {
            _ = try TraitSet(name: set, traits: Array(traits.keys))
            for (name, trait) in traits {
                try MindCheck.placing("\(set).\(name)") { try trait.validate() }
            }
        }
    }
}
