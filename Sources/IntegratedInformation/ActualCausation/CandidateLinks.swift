import Analysis
import Compute

/// The strengths α of all links of one direction that can matter, by the set of units M whose cause or effect is sought.
///
/// α(M, Z) is the least loss of ρ(M, Z) over the partitions of the link (Albantakis et al. 2019, Section 2.4,
/// "Integration"): M is split into blocks, two at least unless nothing of Z is kept, and each unit of Z goes with one
/// block or with none. The probabilities of the parts multiply and those of units that are cut are unconstrained, so the
/// logarithms of the parts' ratios add up:
///
///     α(M, Z) = ρ(M, Z) − W(M, Z),   W(M, Z) = max Σ_j ρ(M_j, Z_j)
///
/// over all families, the empty one included, of disjoint M_j ⊊ M with disjoint Z_j ⊆ Z. Let F(M, Z) be the same maximum
/// with M_j = M allowed. The block M_1 that holds the first unit of M leaves the others a problem of the same kind:
///
///     W(M, Z) = max(F(M ∖ first, Z), max ρ(M_1, Z_1) + F(M ∖ M_1, Z ∖ Z_1)),   first ∈ M_1 ⊊ M
///     F(M, Z) = max(W(M, Z), max over Z' ⊆ Z of ρ(M, Z'))
///
/// A pair (M_1, Z_1) that is reducible, or whose ratio a smaller Z_1 attains, can be replaced by what attains it, so only
/// the others are tried. `docs/actual-causation.md` has the argument in full.
struct CandidateLinks: Sendable {
    /// A set Z for a given M that no part of it and no partition of the link equals.
    struct Candidate: Sendable {
        let counterpart: Int
        /// ρ(M, Z) and α(M, Z), in bits.
        let ratio: Double
        let strength: Double
    }

    /// The numbers of units that M and Z are taken from.
    let occurrenceUnits: Int
    let counterpartUnits: Int
    /// `candidates[M]`, by ascending Z.
    private(set) var candidates: [[Candidate]]
    /// F: entry `M << counterpartUnits | Z`.
    private let packings: AlignedBuffer

    /// The bytes for tables of `units` units on both sides together: F, and the candidates where all sets are some.
    static func bytes(units: Int) -> Int {
        units < 48 ? (8 + MemoryLayout<Candidate>.stride) << units : .max / 4
    }

    /// What one set M costs, for showing progress: the blocks that are tried for its first unit.
    private static func work(_ occurrence: Int) -> Int { 1 << occurrence.nonzeroBitCount }

    /// - Parameter ratios: ρ, entry `M << counterpartUnits | Z`; the table is taken over and overwritten.
    /// - Throws: `CancelledError`.
    /// - Complexity: O(9^n) where M and Z are of n units and every pair is irreducible; about O(3^n) in sparse networks.
    init(ratios: AlignedBuffer, occurrenceUnits: Int, counterpartUnits: Int, in context: RunContext) throws {
        self.occurrenceUnits = occurrenceUnits
        self.counterpartUnits = counterpartUnits
        packings = ratios
        candidates = Array(repeating: [], count: 1 << occurrenceUnits)
        context.progress.expect((1..<(1 << occurrenceUnits)).reduce(0) { $0 + Self.work($1) })
        for size in stride(from: 1, through: occurrenceUnits, by: 1) {
            let level = (1..<(1 << occurrenceUnits)).filter { $0.nonzeroBitCount == size }
            let smaller = self
            let found = try context.pool.map(count: level.count) { index in
                try context.cancellation.check()
                let found = smaller.settle(level[index])
                context.progress.finish(Self.work(level[index]))
                return found
            }
            for (occurrence, found) in zip(level, found) { candidates[occurrence] = found }
        }
    }

    /// Turns the row of M from ρ to F, and returns its candidates. The rows of all smaller sets must be settled.
    private func settle(_ occurrence: Int) -> [Candidate] {
        let row = packings.base + occurrence << counterpartUnits
        let sets = 1 << counterpartUnits
        let parts = bestParts(occurrence)
        defer { parts.deallocate() }
        var found: [Candidate] = []
        // single[Z]: the greatest ρ(M, Z') over Z' ⊆ Z.
        withUnsafeTemporaryAllocation(of: Double.self, capacity: sets) { single in
            single[0] = 0
            row[0] = 0
            for set in 1..<max(1, sets) {
                var within = 0.0
                var rest = set
                while rest != 0 {
                    within = max(within, single[set & ~(rest & -rest)])
                    rest &= rest &- 1
                }
                let ratio = row[set]
                let strength = ratio - parts[set]
                if ratio > within + roundingTolerance && strength > roundingTolerance {
                    found.append(Candidate(counterpart: set, ratio: ratio, strength: strength))
                }
                single[set] = max(within, ratio)
                row[set] = max(parts[set], single[set])
            }
        }
        return found
    }

    /// W(M, Z) for every Z.
    private func bestParts(_ occurrence: Int) -> UnsafeMutablePointer<Double> {
        let sets = 1 << counterpartUnits
        let best = UnsafeMutablePointer<Double>.allocate(capacity: sets)
        let first = occurrence & -occurrence
        let others = occurrence ^ first
        // F of no units is 0 throughout, but its row still holds ρ, which is 0 too.
        best.initialize(from: packings.base + others << counterpartUnits, count: sets)
        var rest = others
        while rest != 0 {
            // The block is the first unit and the others without `rest`.
            let remainder = packings.base + rest << counterpartUnits
            for candidate in candidates[occurrence ^ rest] {
                Self.raise(best, by: remainder, candidate, free: (sets - 1) & ~candidate.counterpart)
            }
            rest = (rest - 1) & others
        }
        return best
    }

    /// `best[Z_1 ∪ R]` = max of itself and ρ(M_1, Z_1) + `remainder[R]`, for every R ⊆ `free`.
    private static func raise(
        _ best: UnsafeMutablePointer<Double>, by remainder: UnsafeMutablePointer<Double>, _ candidate: Candidate,
        free: Int
    ) {
        var set = 0
        repeat {
            let value = candidate.ratio + remainder[set]
            if value > best[set | candidate.counterpart] { best[set | candidate.counterpart] = value }
            set = (set &- free) & free
        } while set != 0
    }
}

extension CandidateLinks {
    /// Disjoint pairs (M_j, Z_j), M_j ⊊ M, whose ratios add up to W(M, Z); by the first unit of M_j. Of several families
    /// the one met first.
    ///
    /// - Complexity: O(2^|M| · candidates of a set) a pair.
    func leastLoss(_ occurrence: Int, _ counterpart: Int) -> [(occurrence: Int, counterpart: Int)] {
        var pairs: [(occurrence: Int, counterpart: Int)] = []
        var occurrence = occurrence
        var counterpart = counterpart
        var isWhole = true
        while occurrence != 0 && counterpart != 0 {
            let first = occurrence & -occurrence
            let others = occurrence ^ first
            var best = packing(others, counterpart)
            var pair = (occurrence: first, counterpart: 0)
            var rest = others
            while true {
                if rest != 0 || !isWhole {
                    let block = occurrence ^ rest
                    for candidate in candidates[block] where candidate.counterpart & ~counterpart == 0 {
                        let value = candidate.ratio + packing(rest, counterpart ^ candidate.counterpart)
                        if value > best + roundingTolerance {
                            best = value
                            pair = (block, candidate.counterpart)
                        }
                    }
                }
                if rest == 0 { break }
                rest = (rest - 1) & others
            }
            if pair.counterpart != 0 { pairs.append(pair) }
            occurrence &= ~pair.occurrence
            counterpart &= ~pair.counterpart
            isWhole = false
        }
        return pairs
    }

    /// F(M, Z); 0 for no units.
    private func packing(_ occurrence: Int, _ counterpart: Int) -> Double {
        occurrence == 0 ? 0 : packings[occurrence << counterpartUnits | counterpart]
    }
}
