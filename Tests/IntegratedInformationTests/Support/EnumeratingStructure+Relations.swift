import Graphs

/// What all relations among some distinctions come to, every set of distinctions looked at (Eq. 47–57).
struct EnumeratedRelations {
    /// Σφ_r in ibits.
    var sum = 0.0
    /// The number of relations, self-relations included.
    var count = 0

    /// A distinction as its relations see it: its two purviews as sets of (unit, state) pairs.
    struct Member {
        var phi: Double
        /// Bit 2·unit + state.
        var cause: UInt64
        var effect: UInt64

        init(_ distinction: EnumeratingStructure.Distinction) {
            func pairs(_ side: EnumeratingStructure.Side) -> UInt64 {
                zip(side.purview, side.state.values).reduce(0) { $0 | 1 << UInt64(2 * $1.0 + $1.1) }
            }
            phi = distinction.phi
            cause = pairs(distinction.cause)
            effect = pairs(distinction.effect)
        }
    }

    /// - Complexity: O(m · 2^m) for m members.
    init(_ members: [Member]) {
        let unions = members.map { $0.cause | $0.effect }
        let shares = zip(members, unions).map { $0.phi / Double($1.nonzeroBitCount) }
        for (member, share) in zip(members, shares) where member.cause & member.effect != 0 {
            sum += Double((member.cause & member.effect).nonzeroBitCount) * share
            count += 1
        }
        for set in 0..<(1 << members.count) where set.nonzeroBitCount >= 2 {
            var shared = UInt64.max
            var least = Double.infinity
            for index in members.indices where set >> index & 1 == 1 {
                shared &= unions[index]
                least = min(least, shares[index])
            }
            if shared != 0 {
                sum += Double(shared.nonzeroBitCount) * least
                count += 1
            }
        }
    }
}

extension EnumeratingStructure {
    /// The most distinctions whose sets are all looked at.
    static let greatestRelated = 15

    /// nil where there are too many distinctions to look at all sets of them.
    var relations: EnumeratedRelations? {
        let members = distinctions.map(EnumeratedRelations.Member.init)
        return members.count <= Self.greatestRelated ? EnumeratedRelations(members) : nil
    }
}
