public import Kernels

/// The arithmetic to advance a state with.
public enum GroupSelectionArithmetic: Sendable {
    /// The vector kernels of an instruction-set level.
    case kernels(InstructionSet)
    /// The scalar reference that every level must match.
    case reference
}

extension GroupSelectionState {
    /// Runs `generations` more on the calling thread.
    ///
    /// - Parameters:
    ///   - model: the model that made this state.
    ///   - every: statistics are told of each generation whose number, counted from 1, is a multiple of it.
    ///   - arithmetic: all of them return the same bits in one precision.
    /// - Returns: the statistics of these populations, in the order of generations.
    /// - Complexity: O(generations · populations · groups · inputs).
    @_specialize(where Real == Double)
    @_specialize(where Real == Float)
    public mutating func advance(
        _ generations: Int, of model: GroupSelection, every: Int = 1,
        with arithmetic: GroupSelectionArithmetic = .kernels(KernelTable.selected.level)
    ) -> [GroupSelectionSample] {
        let samples = (generation + generations) / every - generation / every
        let maps = populations.count / model.populationsPerMap
        let work = SelectionWorkspace<Real>(model, samples: samples)
        let advance =
            switch arithmetic {
            case .kernels(let level): Real.groupSelectionKernels(level: level).advance
            case .reference: Real.groupSelectionKernels(level: .baseline).advanceReference
            }
        var statistics = Array(repeating: [PopulationStatistics](), count: samples)
        for index in statistics.indices { statistics[index].reserveCapacity(populations.count) }
        for map in 0..<maps {
            let member = map * model.populationsPerMap
            work.load(self, member)
            advance(
                work.sizes(every: every), work.constants, work.patterns, model.seed,
                UInt32(populations.lowerBound + member), generation, generations, work.weights, work.shares,
                work.activations, work.scratch, work.counters, work.statistics)
            work.store(into: &self, member)
            for sample in 0..<samples {
                for population in 0..<model.populationsPerMap {
                    let place = 4 * (sample * model.populationsPerMap + population)
                    statistics[sample].append(PopulationStatistics(work.statistics + place))
                }
            }
        }
        let first = generation / every + 1
        generation += generations
        return statistics.enumerated().map {
            GroupSelectionSample(generation: (first + $0.offset) * every, populations: $0.element)
        }
    }
}
