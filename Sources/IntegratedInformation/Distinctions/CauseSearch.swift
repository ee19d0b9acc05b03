import Compute
import Foundation
import Kernels

/// The cause side of a mechanism in its current state: which purviews it could be irreducible over, and how little.
struct CauseSearch {
    private let tables: MechanismTables
    private let space: MechanismWorkspace
    private let mechanism: Int
    private let targets: [Int]
    /// For each unit of the mechanism log₂ p_i(m_i), its inputs uniform.
    private let unconstrained: [Double]

    init(_ tables: MechanismTables, mechanism: Int, _ space: MechanismWorkspace) {
        self.tables = tables
        self.space = space
        self.mechanism = mechanism
        targets = mechanism.places
        unconstrained = mechanism.places.map { unit in
            tables.causeLogarithms[unit][Int(tables.causes.layouts[unit].offsets[0])]
        }
    }

    /// Every purview that the mechanism is connected with, its specified states, and its bound.
    ///
    /// - Complexity: O(|M| · 3^r) for the r units that feed the mechanism.
    func candidates() -> PurviewCandidates {
        var candidates = PurviewCandidates()
        let reach = tables.union(tables.fedBy, of: mechanism)
        var purview = reach
        while purview != 0 {
            if tables.isConnected(mechanism, purview, forward: tables.fedBy, backward: tables.feeds) {
                add(purview, to: &candidates)
            }
            purview = (purview - 1) & reach
        }
        return candidates
    }

    /// A purview's states of greatest ii_c(z) = π_c(z|m)·log₂(π_e(m|z)/π_e(m)): those of greatest likelihood π_e(m|z), as
    /// ii_c grows with it where it is above the mean.
    private func add(_ purview: Int, to candidates: inout PurviewCandidates) {
        let inputs = list(purview, space.inputs)
        let count = 1 << inputs
        var sum = 0.0
        let greatest = fillLikelihood(inputs, purview, &sum)
        let mean = sum / Double(count)
        guard greatest > mean else { return }
        let information = greatest / sum * log2(greatest / mean)
        guard information > equalityTolerance else { return }
        // By the slope of ii_c, a state within the tolerance has at least this likelihood.
        let least = greatest * (1 - min(0.5, 10 * equalityTolerance * sum / greatest))
        let first = candidates.states.count
        let likelihood = space.constrained.base
        var bound = 0.0
        for index in 0..<count where likelihood[index] >= least {
            let probability = likelihood[index] / sum
            guard probability * log2(likelihood[index] / mean) >= information - equalityTolerance else { continue }
            candidates.addState(scatter(index, inputs), probability: probability)
            bound = max(bound, probability * self.bound(log2(likelihood[index]), index, inputs, purview))
        }
        candidates.add(purview, bound: bound, statesFrom: first)
    }

    /// π_e(m|z) for every state z of the purview, in `space.constrained`; returns the greatest.
    private func fillLikelihood(_ inputs: Int, _ purview: Int, _ sum: inout Double) -> Double {
        let count = 1 << inputs
        return withUnsafeTemporaryAllocation(of: UnsafePointer<Double>.self, capacity: targets.count) { columns in
            for (place, unit) in targets.enumerated() {
                columns[place] = tables.causes.column(
                    of: unit, over: space.inputs, inputs, spread: space.columns.base + place * count, space)
            }
            guard let first = columns.baseAddress else { return 0 }
            return KernelTable.selected.productOfColumns(
                UnsafePointer(first), targets.count, count, space.constrained.base, &sum)
        }
    }

    /// What a purview's cost is at most, in bits: that of the complete cut; and where a unit of the mechanism alone can be
    /// cut off, the ratio of the cheapest such cut for every connection.
    private func bound(_ logLikelihood: Double, _ state: Int, _ inputs: Int, _ purview: Int) -> Double {
        let complete = logLikelihood - unconstrained.reduce(0, +)
        if targets.count == 1 { return complete }
        var least = Double.infinity
        for (place, unit) in targets.enumerated() {
            let index = tables.causes.layouts[unit].place(of: purview, state: state, space.inputs, inputs)
            least = min(least, tables.causeLogarithms[unit][index] - unconstrained[place])
        }
        return min(complete, least * Double(targets.count))
    }

    private func scatter(_ state: Int, _ inputs: Int) -> Int {
        var result = 0
        for place in 0..<inputs { result |= (state >> place & 1) << space.inputs[place] }
        return result
    }
}

extension CauseSearch: MechanismDirection {
    var direction: CausalDirection { .cause }

    func fillTable(purview: Int, state: Int) -> (inputs: Int, targets: Int) {
        let inputs = list(purview, space.inputs)
        let count = 1 << inputs
        let lanes = MechanismWorkspace.lanes(targets.count)
        if targets.count < lanes { space.table.base.update(repeating: 0, count: count * lanes) }
        var placed = -1
        for (lane, unit) in targets.enumerated() {
            let layout = tables.causes.layouts[unit]
            if layout.dependence != placed {
                layout.fillPlaces(space.inputs, inputs, state: state, sets: space.sets, places: space.places)
                placed = layout.dependence
            }
            KernelTable.selected.gatherLane(
                tables.causeLogarithms[unit].base, space.places, count, lanes, space.table.base + lane)
        }
        return (inputs, targets.count)
    }
}
