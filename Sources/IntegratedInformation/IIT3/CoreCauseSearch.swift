import Analysis

/// Finds core causes: for each purview the least distance between its repertoire and that of a partitioned mechanism and
/// purview, and the purview where that is greatest.
///
/// Distances are what costs time, so few are computed. The distance between the marginals bounds that between the
/// distributions from below, and is a sum over the two parts, read from a table; the partition where it is least gives an
/// upper bound of the purview's φ. Purviews are then taken by falling upper bound until none can reach the best φ found,
/// and of each one's partitions only those whose lower bound is below the least distance so far.
///
/// It holds scratch memory, for one thread at a time.
final class CoreCauseSearch {
    private let layout: SubsetLayout
    private let transport: HypercubeTransport
    private let product: UnsafeMutablePointer<Double>
    private let bounds: UnsafeMutablePointer<Double>

    init(layout: SubsetLayout) {
        self.layout = layout
        transport = HypercubeTransport(units: layout.unitCount)
        product = .allocate(capacity: 1 << layout.unitCount)
        bounds = .allocate(capacity: 1 << (2 * layout.unitCount))
    }

    deinit {
        product.deallocate()
        bounds.deallocate()
    }

    /// The bytes of scratch memory for a system of `units` units, about.
    static func bytes(units: Int) -> Int { 8 << (2 * units) }

    /// The core cause of a mechanism.
    ///
    /// - Parameter allowed: the units that a purview may have; the others have no connection to the mechanism.
    /// - Throws: `CancelledError` once a stop was asked for.
    /// - Complexity: O(Σ_Z 2^(|M|+|Z|)) bounds, and distances for those that they leave.
    func core(
        of mechanism: Int, within allowed: Int, in repertoires: CauseRepertoires, _ cancellation: Cancellation
    ) throws(CancelledError) -> Core? {
        var candidates: [(purview: Int, phi: Double)] = []
        for purview in SubsetLayout.subsets(of: allowed).dropFirst() {
            try cancellation.check()
            let problem = Problem(mechanism, purview, layout, repertoires)
            fillBounds(problem)
            var least = (bound: Double.infinity, first: 0, second: 0)
            problem.forEachPartition { mechanism, purview in
                let bound = lowerBound(mechanism, purview, problem)
                if bound < least.bound { least = (bound, mechanism, purview) }
            }
            let phi = distance(least.first, least.second, problem)
            if phi > equalityTolerance { candidates.append((purview, phi)) }
        }
        // The order decides how much is skipped, and nothing else.
        candidates.sort { ($0.phi, $1.purview) > ($1.phi, $0.purview) }
        var greatest = 0.0
        var found: [(purview: Int, phi: Double)] = []
        for (purview, upper) in candidates where upper >= greatest - equalityTolerance {
            try cancellation.check()
            let problem = Problem(mechanism, purview, layout, repertoires)
            let phi = leastDistance(problem, atMost: upper, noLessThan: greatest - equalityTolerance)
            found.append((purview, phi))
            greatest = max(greatest, phi)
        }
        return Core(of: found)
    }

    /// The partition to report for a purview whose φ is known.
    ///
    /// - Complexity: O(2^(|M|+|Z|)) bounds, and distances for those not above φ.
    func partition(
        of mechanism: Int, over purview: Int, attaining phi: Double, in repertoires: CauseRepertoires
    ) -> MinimumPartition? {
        let problem = Problem(mechanism, purview, layout, repertoires)
        fillBounds(problem)
        var first: Bipartition?
        var ties = 0
        problem.forEachPartition { mechanism, purview in
            guard lowerBound(mechanism, purview, problem) <= phi + equalityTolerance,
                distance(mechanism, purview, problem) <= phi + equalityTolerance
            else { return }
            ties += 1
            if first == nil { first = problem.bipartition(mechanism, purview) }
        }
        return first.map { MinimumPartition(partition: $0, ties: ties) }
    }

    /// The least distance over all partitions; once it falls below `floor`, whatever it has fallen to.
    private func leastDistance(_ problem: Problem, atMost upper: Double, noLessThan floor: Double) -> Double {
        fillBounds(problem)
        var least = upper
        var isFamiliar = false
        problem.forEachPartition { mechanism, purview in
            guard least >= floor, lowerBound(mechanism, purview, problem) < least - roundingTolerance else { return }
            least = min(least, distance(mechanism, purview, problem, limit: least, isFamiliar: isFamiliar))
            isFamiliar = true
        }
        return least
    }

    /// `bounds[m << |Z| | z]`: the distance between the marginals, on the purview's part z, of its repertoire given the
    /// mechanism and of that part's given the mechanism's part m.
    private func fillBounds(_ problem: Problem) {
        let whole = problem.repertoires.marginals(problem.mechanism, problem.purview)
        for (place, mechanism) in problem.mechanisms.enumerated() {
            let row = bounds + place << problem.size
            for (part, purview) in problem.purviews.enumerated() {
                let marginals = problem.repertoires.marginals(mechanism, purview)
                var sum = 0.0
                var rest = purview
                while rest != 0 {
                    let unit = rest.trailingZeroBitCount
                    sum += abs(whole[unit] - marginals[unit])
                    rest &= rest - 1
                }
                row[part] = sum
            }
        }
    }

    private func lowerBound(_ mechanism: Int, _ purview: Int, _ problem: Problem) -> Double {
        let rest = problem.mechanisms.count - 1 ^ mechanism
        return bounds[mechanism << problem.size | purview]
            + bounds[rest << problem.size | (problem.purviews.count - 1 ^ purview)]
    }

    /// The distance between the repertoire and the product of the two parts'; the last two arguments are the transport's.
    private func distance(
        _ mechanism: Int, _ purview: Int, _ problem: Problem, limit: Double = .infinity, isFamiliar: Bool = false
    ) -> Double {
        let others = problem.purviews.count - 1 ^ purview
        let repertoires = problem.repertoires
        let first = repertoires.repertoire(problem.mechanisms[mechanism], problem.purviews[purview])
        let second = repertoires.repertoire(
            problem.mechanisms[problem.mechanisms.count - 1 ^ mechanism], problem.purviews[others])
        let firstPacking = layout.packing(of: purview, among: problem.size)
        let secondPacking = layout.packing(of: others, among: problem.size)
        var past = 0
        for (one, other) in zip(firstPacking, secondPacking) {
            product[past] = first[Int(one)] * second[Int(other)]
            past += 1
        }
        return transport.distance(
            repertoires.repertoire(problem.mechanism, problem.purview), product, units: problem.size, limit: limit,
            isFamiliar: isFamiliar)
    }
}

extension CoreCauseSearch {
    /// One mechanism and one purview. Parts are named by their places among the units of each.
    private struct Problem {
        let mechanism: Int
        let purview: Int
        let repertoires: CauseRepertoires
        /// By the parts' names, the masks over the system's units.
        let mechanisms: [Int]
        let purviews: [Int]
        let size: Int

        init(_ mechanism: Int, _ purview: Int, _ layout: SubsetLayout, _ repertoires: CauseRepertoires) {
            self.mechanism = mechanism
            self.purview = purview
            self.repertoires = repertoires
            mechanisms = SubsetLayout.subsets(of: mechanism)
            purviews = SubsetLayout.subsets(of: purview)
            size = purview.nonzeroBitCount
        }

        /// Every bipartition once: the parts M1 and Z1.
        func forEachPartition(_ body: (Int, Int) -> Void) {
            let last = (mechanisms.count - 1, purviews.count - 1)
            for mechanism in stride(from: 1, through: last.0, by: 2) {
                for purview in 0...last.1 where (mechanism, purview) != last { body(mechanism, purview) }
            }
        }

        func bipartition(_ first: Int, _ purview: Int) -> Bipartition {
            Bipartition(
                first: Bipartition.Part(mechanism: mechanisms[first], purview: purviews[purview]),
                second: Bipartition.Part(
                    mechanism: mechanisms[mechanisms.count - 1 ^ first],
                    purview: purviews[purviews.count - 1 ^ purview]))
        }
    }
}
