/// Finds core effects. Whole and partitioned effect repertoires are products over the purview's units, and the earth
/// mover's distance between products is the sum of the distances between the factors, so that a partition costs
/// Σ_{i∈Z} |p_i(M) − p_i(the part of M in i's part)| and each unit of the purview chooses the better part by itself.
struct CoreEffectSearch {
    let effects: EffectProbabilities
    let cut: CutMasks

    /// The core effect of a mechanism.
    ///
    /// - Complexity: O(2^(|M|+n)).
    func core(of mechanism: Int) -> Core? {
        let count = 1 << effects.unitCount
        let units = 0..<effects.unitCount
        let whole = units.map { effects.probability(of: $0, given: mechanism, under: cut) }
        // M1 = M, M2 = ∅: at least one unit of the purview goes with ∅, and one is best.
        let losses = units.map { abs(whole[$0] - effects.probability(of: $0, given: 0, under: cut)) }
        var phi = [Double](repeating: .infinity, count: count)
        for purview in 1..<count {
            phi[purview] = min(phi[purview & (purview - 1)], losses[purview.trailingZeroBitCount])
        }
        var sums = [Double](repeating: 0, count: count)
        let first = mechanism & -mechanism
        for others in SubsetLayout.subsets(of: mechanism & ~first).dropFirst() {
            let costs = units.map { unit in
                min(
                    abs(whole[unit] - effects.probability(of: unit, given: others, under: cut)),
                    abs(whole[unit] - effects.probability(of: unit, given: mechanism & ~others, under: cut)))
            }
            for purview in 1..<count {
                sums[purview] = sums[purview & (purview - 1)] + costs[purview.trailingZeroBitCount]
                phi[purview] = min(phi[purview], sums[purview])
            }
        }
        return Core(of: (1..<count).map { ($0, phi[$0]) })
    }

    /// The partition to report for a purview whose φ is known.
    ///
    /// - Complexity: O(2^(|M|+|Z|)·|Z|).
    func partition(of mechanism: Int, over purview: Int, attaining phi: Double) -> MinimumPartition? {
        var first: Bipartition?
        var ties = 0
        let mechanisms = SubsetLayout.subsets(of: mechanism)
        let purviews = SubsetLayout.subsets(of: purview)
        for place in stride(from: 1, to: mechanisms.count, by: 2) {
            let parts = (mechanisms[place], mechanisms[mechanisms.count - 1 ^ place])
            for part in purviews where (parts.0, part) != (mechanism, purview) {
                var cost = 0.0
                for unit in 0..<effects.unitCount where purview >> unit & 1 == 1 {
                    let kept = part >> unit & 1 == 1 ? parts.0 : parts.1
                    cost += abs(
                        effects.probability(of: unit, given: mechanism, under: cut)
                            - effects.probability(of: unit, given: kept, under: cut))
                }
                guard cost <= phi + equalityTolerance else { continue }
                ties += 1
                if first == nil {
                    first = Bipartition(
                        first: Bipartition.Part(mechanism: parts.0, purview: part),
                        second: Bipartition.Part(mechanism: parts.1, purview: purview & ~part))
                }
            }
        }
        return first.map { MinimumPartition(partition: $0, ties: ties) }
    }
}

extension CoreEffectSearch {
    /// The probabilities of the purview's next states, its first unit varying fastest.
    ///
    /// - Complexity: O(2^|Z|).
    func repertoire(of mechanism: Int, over purview: Int) -> [Double] {
        var result = [1.0]
        for unit in 0..<effects.unitCount where purview >> unit & 1 == 1 {
            let on = effects.probability(of: unit, given: mechanism, under: cut)
            result = result.map { $0 * (1 - on) } + result.map { $0 * on }
        }
        return result
    }
}
