package import Compute

/// The number of relations among distinctions, exactly, self-relations included.
///
/// The distinctions whose purview unions contain one (unit, state) pair are a *facet*: each set of two or more of them is
/// a relation, and each relation lies within some facet. By inclusion–exclusion over sets T of facets, with k_T the number
/// of distinctions that lie in all of T, there are `Σ_{T≠∅} (−1)^(|T|+1) · (2^k_T − 1 − k_T)` of them.
package struct RelationCount {
    /// How the numbers k_T are found. Both give the same count.
    package enum Method: CaseIterable {
        /// By a walk over the sets T that two distinctions or more lie in.
        case walk
        /// By a table over all sets T.
        case table
    }

    /// Distinctions that lie in the same facets.
    private struct Row {
        /// Bit f where they lie in facet f.
        let facets: UInt128
        /// How many they are.
        let count: Int
    }

    /// The count of relations.
    package let total: Natural

    /// Up to this many facets, 256 MiB, the numbers k_T may be tabulated.
    private static let tabulatedFacets = 26
    /// About how many additions of the table take the time of one step of the walk.
    private static let additionsPerStep = 8.0

    /// - Parameter method: the cheaper one where nil.
    /// - Precondition: a table is asked for only where there are at most 26 pairs.
    package init(among distinctions: [Distinction], method: Method? = nil) {
        self.init(distinctions.map(DistinctionPurviews.init), method: method)
    }

    init(_ purviews: [DistinctionPurviews], method: Method? = nil) {
        let groups = Self.merged(purviews.map { Row(facets: $0.union.bits, count: 1) })
        let (rows, facetCount) = Self.overFacets(groups)
        let coefficients =
            switch method ?? Self.cheaperMethod(rows, facetCount: facetCount) {
            case .walk: Self.walk(rows, distinctions: purviews.count)
            case .table: Self.tabulate(rows, facetCount: facetCount, distinctions: purviews.count)
            }
        var total = Self.sum(coefficients)
        total += Natural(UInt64(purviews.count { !$0.selfOverlap.isEmpty }))
        self.total = total
    }

    private static func cheaperMethod(_ rows: [Row], facetCount: Int) -> Method {
        guard facetCount <= tabulatedFacets else { return .walk }
        func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
        let steps = rows.reduce(0) { $0 + power($1.facets.nonzeroBitCount) }
        return Double(facetCount) * power(facetCount) <= additionsPerStep * steps ? .table : .walk
    }

    /// Σ_k coefficient_k · (2^k − 1 − k).
    private static func sum(_ coefficients: [Int]) -> Natural {
        var gained = Natural.zero
        var lost = Natural.zero
        for (count, coefficient) in coefficients.enumerated() where count >= 2 && coefficient != 0 {
            var sets = Natural(powerOfTwo: count)
            sets -= Natural(UInt64(count) + 1)
            let term = sets * UInt64(coefficient.magnitude)
            if coefficient > 0 { gained += term } else { lost += term }
        }
        gained -= lost
        return gained
    }

    /// One row for each set of facets.
    private static func merged(_ rows: [Row]) -> [Row] {
        var merged: [Row] = []
        for row in rows.sorted(by: { $0.facets < $1.facets }) {
            if let last = merged.last, last.facets == row.facets {
                merged[merged.count - 1] = Row(facets: row.facets, count: last.count + row.count)
            } else {
                merged.append(row)
            }
        }
        return merged
    }

    /// The groups over the facets that matter: a facet within another holds no relation that the other does not. The
    /// smaller facets get the lower places.
    private static func overFacets(_ groups: [Row]) -> (rows: [Row], facetCount: Int) {
        let pairs = groups.reduce(UInt128(0)) { $0 | $1.facets }.places
        let members = pairs.map { pair in groups.map { $0.facets >> UInt128(pair) & 1 == 1 } }
        let sizes = members.map { member in zip(groups, member).reduce(0) { $0 + ($1.1 ? $1.0.count : 0) } }
        let descending = pairs.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        var kept: [Int] = []
        for facet in descending {
            let isWithinAnother = kept.contains { other in
                groups.indices.allSatisfy { !members[facet][$0] || members[other][$0] }
            }
            if !isWithinAnother { kept.append(facet) }
        }
        let rows = groups.indices.map { group in
            let facets = kept.reversed().enumerated().reduce(UInt128(0)) { set, facet in
                members[facet.element][group] ? set | 1 << UInt128(facet.offset) : set
            }
            return Row(facets: facets, count: groups[group].count)
        }
        return (merged(rows), kept.count)
    }

    /// The coefficients, by a walk over the sets T that two distinctions or more lie in.
    ///
    /// - Complexity: O(Σ_rows 2^|facets|) at worst.
    private static func walk(_ rows: [Row], distinctions: Int) -> [Int] {
        var coefficients = [Int](repeating: 0, count: distinctions + 1)
        var stack = rows
        /// Adds T's supersets by one facet of `open`, and theirs by higher facets.
        func extend(_ range: Range<Int>, by open: UInt128, sign: Int) {
            var rest = open
            while rest != 0 {
                let facet = rest & ~(rest - 1)
                rest ^= facet
                let first = stack.count
                var count = 0
                var common = rest
                var present: UInt128 = 0
                for index in range where stack[index].facets & facet != 0 {
                    let row = stack[index]
                    stack.append(row)
                    count += row.count
                    common &= row.facets
                    present |= row.facets
                }
                // With and without a facet that all of these lie in, the terms cancel in pairs.
                if count >= 2 && common == 0 {
                    coefficients[count] += sign
                    extend(first..<stack.count, by: rest & present, sign: -sign)
                }
                stack.removeLast(stack.count - first)
            }
        }
        extend(rows.indices, by: rows.reduce(0) { $0 | $1.facets }, sign: 1)
        return coefficients
    }

    /// The coefficients, by a table of k_T for every T: sums over supersets.
    ///
    /// - Complexity: O(p · 2^p) time and O(2^p) space for p facets.
    private static func tabulate(_ rows: [Row], facetCount: Int, distinctions: Int) -> [Int] {
        var coefficients = [Int](repeating: 0, count: distinctions + 1)
        var table = [UInt32](repeating: 0, count: 1 << facetCount)
        for row in rows { table[Int(row.facets)] += UInt32(row.count) }
        table.withUnsafeMutableBufferPointer { table in
            // Blocks that stay in cache while their own places are summed; then the higher places, in long runs.
            let blockPlaces = min(facetCount, 14)
            for block in stride(from: 0, to: table.count, by: 1 << blockPlaces) {
                addSupersets(table, block..<block + 1 << blockPlaces, places: 0..<blockPlaces)
            }
            addSupersets(table, 0..<table.count, places: blockPlaces..<facetCount)
            for facets in 1..<max(1, table.count) {
                coefficients[Int(table[facets])] += facets.nonzeroBitCount & 1 == 1 ? 1 : -1
            }
        }
        return coefficients
    }

    /// For each of `places` in turn, adds to every entry without it the one with it.
    private static func addSupersets(
        _ table: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, places: Range<Int>
    ) {
        guard let base = table.baseAddress else { return }
        for place in places {
            let half = 1 << place
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 2 * half) {
                let without = base + start
                let with = without + half
                for index in 0..<half { without[index] &+= with[index] }
            }
        }
    }
}
