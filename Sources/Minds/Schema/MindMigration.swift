/// A step from one version of a mind's schema to the next, over its JSON.
///
/// Migrations are appended and never changed: what one makes of a mind is what it always made of it. They know key
/// names, not today's types.
public struct MindMigration: Sendable {
    /// The version it starts from; it leads to the next.
    public let from: Int
    public let name: String
    /// Turns a tree of version `from` into one of the next, and adds to the notes what it had to decide.
    let apply: @Sendable (_ tree: JSONTree, _ notes: inout [String]) throws -> JSONTree

    /// All of them, in order.
    public static let all: [MindMigration] = [
        MindMigration(from: 1, name: "original-fields", apply: OriginalFields.migrate)
    ]

    /// Brings a tree to the current version; one that is current stays as it is.
    ///
    /// - Returns: what the migrations had to decide, a sentence each.
    /// - Throws: `MindError` where there is no version, or one that is not known, or the tree is not what its version
    ///   says.
    public static func migrate(_ tree: inout JSONTree) throws -> [String] {
        var notes: [String] = []
        for migration in all where try version(of: tree) == migration.from {
            guard case .object(var members) = try migration.apply(tree, &notes) else { continue }
            members["schema_version"] = .number(Double(migration.from + 1))
            tree = .object(members)
        }
        try check(try version(of: tree))
        return notes
    }

    private static func version(of tree: JSONTree) throws -> Int {
        guard case .object(let members) = tree else {
            throw MindError(.wrongType, problem: "it is \(tree.kindName)", remedy: "a mind is one JSON object")
        }
        guard let value = members["schema_version"] else {
            throw MindError(
                .missingKey, key: "schema_version", problem: "the key is missing",
                remedy: "is it a mind? Give its version, 1 to \(Mind.schemaVersion)")
        }
        guard case .number(let number) = value, let version = Int(exactly: number) else {
            throw MindError(
                .wrongType, key: "schema_version", problem: "it is \(value.kindName)", remedy: "give a whole number")
        }
        try check(version)
        return version
    }

    /// - Throws: `MindError` unless the version is one that can be read.
    static func check(_ version: Int) throws {
        guard version <= Mind.schemaVersion else {
            throw MindError(
                .laterVersion, key: "schema_version", problem: "version \(version) is later than this program knows",
                remedy: "use a later release; this one reads versions 1 to \(Mind.schemaVersion)")
        }
        guard version >= 1 else {
            throw MindError(
                .badVersion, key: "schema_version", problem: "there is no version \(version)",
                remedy: "versions are 1 to \(Mind.schemaVersion)")
        }
    }
}
