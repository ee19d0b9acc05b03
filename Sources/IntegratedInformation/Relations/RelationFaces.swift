public import Compute

/// Which side of a distinction a face of a relation binds.
public enum FaceSide: String, Hashable, Sendable, Codable, CaseIterable {
    case cause
    case effect
    case both
}

/// One face of a relation: of each of its distinctions the cause, the effect or both, chosen so that all of these purviews
/// share a unit in the same state.
public struct RelationFace: Hashable, Sendable {
    /// For each distinction of the relation, in its order, what the face binds of it.
    public let sides: [FaceSide]
    /// The (unit, state) pairs that all the purviews bound share. Ascending, not empty.
    public let overlap: [UnitState]

    public init(sides: [FaceSide], overlap: [UnitState]) {
        self.sides = sides
        self.overlap = overlap
    }
}

/// The faces of one relation, found as they are asked for: at most 3^degree, as many where all causes and effects share
/// a unit in a state. A self-relation has one, which binds both sides of its distinction.
///
/// In the order of the choices cause, effect, both, the last distinction's varying fastest. Source: Albantakis et al.
/// 2023, Eq. 50–52 and Fig. 4.
public struct RelationFaces: Sequence, Sendable {
    private let members: [DistinctionPurviews]
    private let purview: UnitStateSet

    /// - Parameter distinctions: the list that the relation was found in.
    /// - Precondition: the relation's distinctions are places in `distinctions`.
    public init(of relation: Relation, among distinctions: [Distinction]) {
        members = relation.distinctions.map { DistinctionPurviews(distinctions[$0]) }
        let everything = UnitStateSet(bits: .max)
        purview =
            members.count == 1
            ? members[0].selfOverlap : members.reduce(everything) { $0.intersection($1.union) }
    }

    /// The number of faces, without listing them.
    ///
    /// - Complexity: O(degree · the number of different overlaps).
    public var count: Natural {
        guard !members.isEmpty else { return .zero }
        // Choices for the first distinctions, by the pairs that they leave.
        var counts: [UnitStateSet: Natural] = [purview: Natural(1)]
        for member in members {
            var next: [UnitStateSet: Natural] = [:]
            for (overlap, count) in counts {
                for side in sides {
                    let left = overlap.intersection(member.pairs(of: side))
                    if !left.isEmpty { next[left, default: .zero] += count }
                }
            }
            counts = next
        }
        return counts.values.reduce(into: .zero) { $0 += $1 }
    }

    /// A single distinction is related through its cause *and* its effect only.
    private var sides: [FaceSide] { members.count == 1 ? [.both] : FaceSide.allCases }

    public func makeIterator() -> Iterator {
        Iterator(members: members, sides: sides, purview: purview)
    }

    /// Yields the faces.
    ///
    /// - Complexity: O(degree) a face: a pair of the relation's purview is in the cause or the effect of every distinction,
    ///   so each choice that leaves a pair can be completed.
    public struct Iterator: IteratorProtocol {
        fileprivate let members: [DistinctionPurviews]
        fileprivate let sides: [FaceSide]
        fileprivate let purview: UnitStateSet
        /// The places in `sides` of the choices so far, and the pairs that each leaves.
        private var choices: [Int] = []
        private var overlaps: [UnitStateSet] = []
        private var isFinished = false

        fileprivate init(members: [DistinctionPurviews], sides: [FaceSide], purview: UnitStateSet) {
            self.members = members
            self.sides = sides
            self.purview = purview
            isFinished = members.isEmpty
        }

        public mutating func next() -> RelationFace? {
            guard !isFinished else { return nil }
            var choice = 0
            if choices.count == members.count { choice = takeBack() }
            while true {
                if choice == sides.count {
                    guard !choices.isEmpty else {
                        isFinished = true
                        return nil
                    }
                    choice = takeBack()
                    continue
                }
                let left = (overlaps.last ?? purview).intersection(members[choices.count].pairs(of: sides[choice]))
                if left.isEmpty {
                    choice += 1
                    continue
                }
                choices.append(choice)
                overlaps.append(left)
                if choices.count == members.count {
                    return RelationFace(sides: choices.map { sides[$0] }, overlap: left.elements)
                }
                choice = 0
            }
        }

        /// Takes the last choice back.
        ///
        /// - Returns: the one after it.
        private mutating func takeBack() -> Int {
            overlaps.removeLast()
            return choices.removeLast() + 1
        }
    }
}

extension DistinctionPurviews {
    /// What every purview of the side says.
    fileprivate func pairs(of side: FaceSide) -> UnitStateSet {
        switch side {
        case .cause: cause
        case .effect: effect
        case .both: selfOverlap
        }
    }
}
