/// One side of a mechanism: its candidate purviews, and the partition problem of each.
protocol MechanismDirection {
    var direction: CausalDirection { get }
    func candidates() -> PurviewCandidates
    /// Readies the workspace's table for a purview in a state; returns how many inputs and targets it has.
    func fillTable(purview: Int, state: Int) -> (inputs: Int, targets: Int)
}

extension MechanismDirection {
    /// The purview over which the mechanism is irreducible most; nil where it is over none.
    func irreduciblePurview(_ congruence: Congruence?, _ space: MechanismWorkspace) -> (value: PurviewValue, ties: Int)?
    {
        let candidates = candidates()
        var choice = PurviewChoice()
        var values: [PurviewValue] = []
        candidates.visit { candidate in
            values.removeAll(keepingCapacity: true)
            for (state, probability) in candidates.states[candidate.first..<candidate.first + candidate.count] {
                let problem = problem(purview: candidate.purview, state: state, probability: probability)
                guard let solution = problem.minimum(space, floor: choice.floor) else { continue }
                values.append(
                    PurviewValue(
                        purview: candidate.purview, state: state, probability: probability,
                        phi: solution.cost * probability,
                        isCongruent: congruence?.admits(direction, purview: candidate.purview, state: state) ?? true))
            }
            choice.consider(values)
            return choice.floor
        }
        return choice.chosen
    }

    /// The problem whose table the workspace then holds.
    func problem(purview: Int, state: Int, probability: Double) -> JointPartitionProblem {
        let (inputs, targets) = fillTable(purview: purview, state: state)
        return JointPartitionProblem(
            inputs: inputs, targets: targets, probability: probability, direction: direction)
    }
}
