import Compute
import Foundation
import Kernels

/// The effect side of a mechanism in its current state: which purviews it could be irreducible over, and how little.
struct EffectSearch {
    private let tables: MechanismTables
    private let space: MechanismWorkspace
    private let mechanism: Int
    private let inputs: [Int]
    /// The units that the mechanism feeds, ascending, and P(1 | mechanism) of each.
    private let reach: [Int]
    private let probabilities: [Double]
    /// For each unit of `reach` and value: log₂ of what the mechanism makes of its probability.
    private let gains: [Double]
    /// For each input, unit of `reach` and value: what its probability loses, in bits, without that input.
    private let losses: [Double]

    init(_ tables: MechanismTables, mechanism: Int, _ space: MechanismWorkspace) {
        self.tables = tables
        self.space = space
        self.mechanism = mechanism
        let inputs = mechanism.places
        let reach = tables.union(tables.feeds, of: mechanism).places
        self.inputs = inputs
        self.reach = reach
        probabilities = reach.map { tables.effects.probability(of: $0, given: mechanism, state: tables.state) }
        func loss(_ kept: Int) -> [Double] {
            reach.flatMap { unit in
                (0...1).map {
                    tables.effectLogarithms[2 * unit + $0][mechanism] - tables.effectLogarithms[2 * unit + $0][kept]
                }
            }
        }
        gains = loss(0)
        losses = inputs.flatMap { loss(mechanism & ~(1 << $0)) }
    }

    /// Every purview that the mechanism is connected with, its specified states, and its bound.
    ///
    /// - Complexity: O(2^(|M| + r) + 3^r) for the r units that the mechanism feeds.
    func candidates() -> PurviewCandidates {
        var walk = Walk(search: SpecifiedStateSearch(mostBits: Double(inputs.count)))
        guard !reach.isEmpty else { return walk.candidates }
        fillUnconstrained()
        space.constrained[0] = 1
        visit(&walk, place: 0, kept: 0, unconstrained: space.unconstrained.base, constrained: space.constrained.base)
        return walk.candidates
    }

    /// The unconstrained effect repertoire over all of `reach`: the mean over the mechanism's states of the product over
    /// units, as a sum of outer products of the two halves of the units.
    private func fillUnconstrained() {
        let rows = 1 << inputs.count
        let lowUnits = min(reach.count, max(3, reach.count / 2))
        let (lowCount, highCount) = (1 << lowUnits, 1 << (reach.count - lowUnits))
        let inputCount = list(mechanism, space.inputs)
        let columns = reach.indices.map { place in
            tables.effects.column(
                of: reach[place], over: space.inputs, inputCount, spread: space.columns.base + place * rows, space)
        }
        let (low, high) = (space.low.base, space.high.base)
        let out = space.unconstrained.base
        out.update(repeating: 0, count: 1 << reach.count)
        let share = 1 / Double(rows)
        for row in 0..<rows {
            (low[0], high[0]) = (share, 1)
            for place in reach.indices {
                let probability = columns[place][row]
                let isLow = place < lowUnits
                let half = isLow ? low : high
                let count = 1 << (isLow ? place : place - lowUnits)
                for index in 0..<count {
                    half[count + index] = half[index] * probability
                    half[index] *= 1 - probability
                }
            }
            KernelTable.selected.addOuterProduct(high, highCount, low, lowCount, out)
        }
    }

    /// Where the walk over purviews is: which units of `reach` were taken, by their places.
    private struct Walk {
        var search: SpecifiedStateSearch
        var candidates = PurviewCandidates()
        var places: [Int] = []
        var purview = 0
        /// The most probable state of the units taken.
        var likely = 0
    }

    /// Visits every purview that holds the units taken so far and any of those from `place` on.
    ///
    /// - Parameters:
    ///   - kept: how many units were taken.
    ///   - unconstrained: the unconstrained repertoire of the units taken and those from `place` on.
    ///   - constrained: the repertoire of the units taken.
    private func visit(
        _ walk: inout Walk, place: Int, kept: Int, unconstrained: UnsafeMutablePointer<Double>,
        constrained: UnsafeMutablePointer<Double>
    ) {
        guard place < reach.count else {
            if kept > 0 { conclude(&walk, unconstrained, constrained) }
            return
        }
        let count = 1 << (kept + reach.count - place)
        let without = unconstrained + count
        KernelTable.selected.sumHalves(unconstrained, count, 1 << kept, 1, without)
        visit(&walk, place: place + 1, kept: kept, unconstrained: without, constrained: constrained)
        let extended = constrained + (1 << kept)
        let probability = probabilities[place]
        KernelTable.selected.extendProduct(constrained, 1 << kept, probability, extended)
        let known = walk
        walk.places.append(place)
        walk.purview |= 1 << reach[place]
        if probability > 0.5 { walk.likely |= 1 << kept }
        visit(&walk, place: place + 1, kept: kept + 1, unconstrained: unconstrained, constrained: extended)
        walk.places.removeLast()
        (walk.purview, walk.likely) = (known.purview, known.likely)
    }

    /// A purview's states of greatest ii_e(z) = π_e(z|m)·log₂(π_e(z|m)/π_e(z)). The mechanism's state is one of 2^|M|
    /// that π_e(z) averages over, so the logarithm is at most |M|.
    private func conclude(
        _ walk: inout Walk, _ unconstrained: UnsafeMutablePointer<Double>, _ constrained: UnsafeMutablePointer<Double>
    ) {
        let purview = walk.purview
        guard tables.isConnected(mechanism, purview, forward: tables.feeds, backward: tables.fedBy) else { return }
        let likely = walk.likely
        walk.search.restart()
        walk.search.consider(likely, probability: constrained[likely], unconstrained: unconstrained[likely])
        for index in 0..<1 << walk.places.count
        where constrained[index] >= walk.search.leastProbability && index != likely {
            walk.search.consider(index, probability: constrained[index], unconstrained: unconstrained[index])
        }
        let first = walk.candidates.states.count
        var bound = 0.0
        for candidate in walk.search.candidates where walk.search.isSpecified(candidate.information) {
            var state = 0
            for (position, place) in walk.places.enumerated() {
                state |= (candidate.index >> position & 1) << reach[place]
            }
            walk.candidates.addState(state, probability: candidate.probability)
            bound = max(bound, candidate.probability * self.bound(walk.places, candidate.index))
        }
        walk.candidates.add(purview, bound: bound, statesFrom: first)
    }

    /// What a purview's cost is at most, in bits: that of the complete cut; and where an input alone can be cut off from
    /// all targets, the ratio of the cheapest such cut for every connection.
    private func bound(_ places: [Int], _ state: Int) -> Double {
        var complete = 0.0
        for (position, place) in places.enumerated() { complete += gains[2 * place + (state >> position & 1)] }
        if inputs.count == 1 { return complete }
        var least = Double.infinity
        for input in inputs.indices {
            var sum = 0.0
            let row = 2 * input * reach.count
            for (position, place) in places.enumerated() { sum += losses[row + 2 * place + (state >> position & 1)] }
            least = min(least, sum)
        }
        return min(complete, least * Double(inputs.count))
    }
}

extension EffectSearch: MechanismDirection {
    var direction: CausalDirection { .effect }

    func fillTable(purview: Int, state: Int) -> (inputs: Int, targets: Int) {
        let targets = list(purview, space.targets)
        let count = 1 << inputs.count
        let lanes = MechanismWorkspace.lanes(targets)
        space.sets[0] = 0
        for (position, unit) in inputs.enumerated() {
            for index in 0..<1 << position { space.sets[1 << position | index] = space.sets[index] | 1 << Int32(unit) }
        }
        if targets < lanes { space.table.base.update(repeating: 0, count: count * lanes) }
        for lane in 0..<targets {
            let unit = space.targets[lane]
            KernelTable.selected.gatherLane(
                tables.effectLogarithms[2 * unit + (state >> unit & 1)].base, space.sets, count, lanes,
                space.table.base + lane)
        }
        return (inputs.count, targets)
    }
}
