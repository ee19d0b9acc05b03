internal import Foundation
public import Minds

/// A mind to be made.
public struct MindDraft: Sendable {
    public var name: String
    /// Names of known sets, or `name:trait,trait` for one of one's own; empty: the known ones.
    public var sets: [String] = []
    /// Scores that are not one half: `TRAIT=SCORE`.
    public var scores: [String] = []

    public init(name: String) {
        self.name = name
    }

    /// The mind, born now.
    ///
    /// - Throws: `MindStoreError`, `MindError` where a set or a score cannot be.
    public func mind(clock: MindClock) throws -> Mind {
        let sets = try self.sets.map(Self.set)
        for (index, set) in sets.enumerated() where sets[..<index].contains(where: { $0.name == set.name }) {
            throw MindStoreError(
                .badSetting, place: "--set", problem: "\(set.name) is named twice",
                remedy: "name each set once, with all its traits")
        }
        let now = clock.now()
        let identity = MindIdentity(
            id: UUID().uuidString.lowercased(), name: name,
            birth: Moment(milliseconds: now.milliseconds / 1_000 * 1_000))
        let mind = try sets.isEmpty ? Mind(identity: identity) : Mind(identity: identity, sets: sets)
        var document = try JSONTree(encoding: mind)
        for text in scores {
            let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, let score = Double(sides[1]), score.isFinite else {
                throw MindStoreError(
                    .badSetting, place: "--score", problem: "\(text.debugDescription) is no TRAIT=SCORE",
                    remedy: "write it as big5.openness=0.62")
            }
            let path = try MindEventReader.trait(sides[0], of: mind)
            try DocumentChanges([.replace("/traits/\(path.set)/\(path.trait)/score", .number(score))])
                .apply(to: &document)
        }
        return scores.isEmpty ? mind : try Mind(json: document.line)
    }

    private static func set(_ text: String) throws -> TraitSet {
        if let known = TraitSet.known.first(where: { $0.name == text }) { return known }
        let sides = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2 else {
            throw MindStoreError(
                .badSetting, place: "--set", problem: "\(text.debugDescription) is no set that is known",
                remedy: "give \(TraitSet.known.map(\.name).joined(separator: " or ")), or one of your own as "
                    + "name:trait,trait")
        }
        return try TraitSet(name: sides[0], traits: sides[1].split(separator: ",").map(String.init))
    }
}
