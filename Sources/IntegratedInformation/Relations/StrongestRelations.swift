/// The relations among distinctions, self-relations included, in the order of φ_r, the greatest first; among equals (to
/// 10⁻¹⁰ ibits) the lower degree first, then the first distinctions in the list's order. All of them, if one asks for all.
///
/// Found best-first: a further distinction can only take pairs from what is shared and lower the least share, so no
/// relation is stronger than the same without its last distinction, and only the extensions of relations already given
/// can come next.
public struct StrongestRelations: Sequence, Sendable {
    private let purviews: [DistinctionPurviews]

    /// - Parameter distinctions: those of one structure. Relations name them by their places in this list.
    /// - Complexity: O(distinctions · units).
    public init(among distinctions: [Distinction]) {
        purviews = distinctions.map(DistinctionPurviews.init)
    }

    public func makeIterator() -> Iterator { Iterator(purviews) }

    /// Yields the relations in order.
    ///
    /// - Complexity: O(k) for each relation, k the number of distinctions, and O(k²) in all for beginning; space
    ///   O(relations given · degree).
    public struct Iterator: IteratorProtocol {
        private let purviews: [DistinctionPurviews]
        private var queue = RelationQueue()
        /// Distinctions none of whose pairs with later ones was looked for yet; the last one promises most.
        private var unopened: [Int]

        fileprivate init(_ purviews: [DistinctionPurviews]) {
            self.purviews = purviews
            let bounds = purviews.map(Self.bound)
            unopened = purviews.indices.sorted { (bounds[$0], $1) < (bounds[$1], $0) }
        }

        public mutating func next() -> Relation? {
            while let distinction = unopened.last,
                RelationCandidate.rank(Self.bound(purviews[distinction])) >= queue.first?.rank ?? -.infinity
            {
                unopened.removeLast()
                open(distinction)
            }
            guard let found = queue.popFirst() else { return nil }
            if found.members.count > 1 {
                if let sibling = next(after: found) { queue.insert(sibling) }
                if let child = bestExtension(of: found) { queue.insert(child) }
            }
            return Relation(distinctions: found.members, phi: found.phi, purview: found.overlap.elements)
        }

        /// No relation of a distinction is stronger.
        private static func bound(_ purviews: DistinctionPurviews) -> Double {
            Double(purviews.union.count) * purviews.share
        }

        /// Adds its self-relation and the strongest of its relations with a later distinction.
        private mutating func open(_ distinction: Int) {
            let purviews = purviews[distinction]
            let overlap = purviews.selfOverlap
            if !overlap.isEmpty {
                queue.insert(
                    RelationCandidate(
                        members: [distinction], phi: Double(overlap.count) * purviews.share, overlap: overlap,
                        share: purviews.share))
            }
            if let pair = bestExtension(of: alone(distinction)) { queue.insert(pair) }
        }

        /// A distinction as what pairs extend: it is not a relation itself.
        private func alone(_ distinction: Int) -> RelationCandidate {
            let purviews = purviews[distinction]
            return RelationCandidate(
                members: [distinction], phi: Self.bound(purviews), overlap: purviews.union, share: purviews.share)
        }

        /// The relation that follows `candidate` among those that differ from it in the last distinction only.
        private func next(after candidate: RelationCandidate) -> RelationCandidate? {
            let rest = candidate.members.dropLast().map { purviews[$0] }
            let base = RelationCandidate(
                members: Array(candidate.members.dropLast()), phi: .infinity,
                overlap: rest.reduce(UnitStateSet(bits: .max)) { $0.intersection($1.union) },
                share: rest.reduce(.infinity) { Swift.min($0, $1.share) })
            return bestExtension(of: base, after: candidate)
        }

        /// The strongest of the relations of `base` and one later distinction; the first of them among equals.
        ///
        /// - Parameter given: only those that it precedes are considered.
        private func bestExtension(
            of base: RelationCandidate, after given: RelationCandidate? = nil
        ) -> RelationCandidate? {
            guard let last = base.members.last else { return nil }
            let previous = given.map { (rank: $0.rank, place: $0.members[$0.members.count - 1]) }
            var best: (rank: Double, phi: Double, place: Int)?
            for place in (last + 1)..<Swift.max(last + 1, purviews.count) {
                let shared = base.overlap.intersection(purviews[place].union)
                guard !shared.isEmpty else { continue }
                let phi = Double(shared.count) * Swift.min(base.share, purviews[place].share)
                let rank = RelationCandidate.rank(phi)
                if let previous, rank > previous.rank || rank == previous.rank && place <= previous.place { continue }
                if rank > best?.rank ?? -.infinity { best = (rank, phi, place) }
            }
            guard let best else { return nil }
            return RelationCandidate(
                members: base.members + [best.place], phi: best.phi,
                overlap: base.overlap.intersection(purviews[best.place].union),
                share: Swift.min(base.share, purviews[best.place].share))
        }
    }
}
