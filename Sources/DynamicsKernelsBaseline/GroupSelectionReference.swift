// Neuronal group selection in scalars, group by group: the reference that the vector kernel and OpenCL are tested
// against, with the same operations in the same order and so the same bits.

/// `advanceGroups`, one group at a time: parameters and layout are the same.
///
/// - Complexity: O(generations · populations · groups · inputs).
public func advanceGroupsReference(
    _ sizes: UnsafePointer<Int>, _ constants: UnsafePointer<Real>, _ patterns: UnsafePointer<Real>, _ seed: UInt64,
    _ population: UInt32, _ generation: Int, _ generations: Int, _ weights: UnsafeMutablePointer<Real>,
    _ shares: UnsafeMutablePointer<Real>, _ activations: UnsafeMutablePointer<Real>,
    _ scratch: UnsafeMutablePointer<Real>, _ counters: UnsafeMutablePointer<UInt32>,
    _ statistics: UnsafeMutablePointer<Real>
) {
    let rule = SelectionRule(sizes, constants)
    let row = rule.row
    let (signals, offspring, terms, sums) = (scratch, scratch + row, scratch + 2 &* row, scratch + 3 &* row)
    var out = statistics
    for current in generation..<(generation &+ generations) {
        let pattern = patterns + rule.pattern(current) &* rule.inputs
        for group in 0..<rule.groups {
            signals[group] = 0
            guard rule.populations > 1 else { continue }
            for member in 0..<rule.populations {
                let place = member &* row &+ group
                signals[group] += shares[place] * activations[place]
            }
        }
        for member in 0..<rule.populations {
            let place = member &* row
            let own = weights + place &* rule.inputs
            reproduce(rule, pattern, own, shares + place, activations + place, signals, into: offspring)
            let fitness = foldedSum(offspring, rule.groups, sums)
            select(rule, offspring, sums, into: shares + place)
            if rule.mutates(current) {
                mutateWeights(rule, seed, population &+ UInt32(truncatingIfNeeded: member), current, own)
            }
            guard (current &+ 1) % rule.every == 0 else { continue }
            summarize(shares + place, rule.groups, terms, sums, fitness, into: out)
            out += 4
        }
    }
}

@inline(__always)
private func reproduce(
    _ rule: SelectionRule, _ pattern: UnsafePointer<Real>, _ weights: UnsafePointer<Real>,
    _ shares: UnsafePointer<Real>, _ activations: UnsafeMutablePointer<Real>, _ signals: UnsafePointer<Real>,
    into offspring: UnsafeMutablePointer<Real>
) {
    for group in 0..<rule.groups {
        var distance: Real = 0
        for input in 0..<rule.inputs {
            let difference = weights[input &* rule.row &+ group] - pattern[input]
            distance += difference * difference
        }
        let match = rule.gain / (1 + distance * rule.inverseSquaredWidth)
        let fed = (signals[group] - shares[group] * activations[group]) * rule.reentry
        activations[group] = activations[group] * rule.retention + (match + fed)
        offspring[group] = (activations[group] + rule.baseline) * shares[group]
    }
}

@inline(__always)
private func select(
    _ rule: SelectionRule, _ offspring: UnsafePointer<Real>, _ sums: UnsafeMutablePointer<Real>,
    into shares: UnsafeMutablePointer<Real>
) {
    for group in 0..<rule.groups {
        let before = offspring[group == 0 ? rule.groups &- 1 : group &- 1]
        let after = offspring[group == rule.groups &- 1 ? 0 : group &+ 1]
        let born = offspring[group]
        let mutated = born + ((before - born) + (after - born)) * rule.halfMutation
        shares[group] = mutated < extinctionShare ? 0 : mutated
    }
    let mass = foldedSum(shares, rule.groups, sums)
    for group in 0..<rule.groups { shares[group] /= mass }
}

@inline(__always)
private func mutateWeights(
    _ rule: SelectionRule, _ seed: UInt64, _ population: UInt32, _ generation: Int,
    _ weights: UnsafeMutablePointer<Real>
) {
    let input = rule.mutatedInput(generation)
    for group in 0..<rule.groups {
        let pair = normalPair(
            seed, UInt32(truncatingIfNeeded: generation), UInt32(truncatingIfNeeded: group), 0, population)
        let first = weights + (input &* rule.row &+ group)
        first[0] = (first[0] + (rule.weightRest - first[0]) * rule.weightDecay) + pair.even * rule.weightNoise
        guard input &+ 1 < rule.inputs else { continue }
        let second = first + rule.row
        second[0] = (second[0] + (rule.weightRest - second[0]) * rule.weightDecay) + pair.odd * rule.weightNoise
    }
}

@inline(__always)
private func summarize(
    _ shares: UnsafePointer<Real>, _ groups: Int, _ terms: UnsafeMutablePointer<Real>,
    _ sums: UnsafeMutablePointer<Real>, _ fitness: Real, into out: UnsafeMutablePointer<Real>
) {
    var dominant = 0
    for group in 0..<groups {
        let share = shares[group]
        terms[group] = share * normalLogarithm(share < extinctionShare ? extinctionShare : share, 0)
        if share > shares[dominant] { dominant = group }
    }
    out[0] = fitness
    out[1] = 0 - foldedSum(terms, groups, sums)
    out[2] = shares[dominant]
    out[3] = Real(dominant)
}

/// Sixteen running sums, of the entries that agree modulo 16, folded in halves.
@inline(__always)
private func foldedSum(
    _ values: UnsafePointer<Real>, _ count: Int, _ sums: UnsafeMutablePointer<Real>
) -> Real {
    for lane in 0..<16 { sums[lane] = 0 }
    for index in 0..<count { sums[index & 15] += values[index] }
    var width = 8
    while width > 0 {
        for lane in 0..<width { sums[lane] += sums[lane &+ width] }
        width /= 2
    }
    return sums[0]
}
