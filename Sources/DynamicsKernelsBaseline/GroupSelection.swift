// Neuronal group selection: the generations of one map of populations, all of them in one call, so that a map whose
// weights fit in a cache stays there.
//
// Layout: a row holds one entry a group, padded to a multiple of 16 that is called `row` below.
//
//   weights[(population · inputs + input) · row + group]
//   shares[population · row + group], activations likewise; entries of no group have share 0
//   patterns[pattern · inputs + input]
//
// Sums over the groups of a population are sixteen running sums, of the groups that agree modulo 16, folded in halves
// four times: at every level, in either precision and in OpenCL.

/// Sixteen groups side by side.
typealias Groups = SIMD16<Real>

/// What does not change from one generation to the next: the model's sizes and constants as the caller packs them.
struct SelectionRule {
    let populations: Int
    let groups: Int
    let inputs: Int
    let patterns: Int
    let generationsPerPattern: Int
    let mutationInterval: Int
    let every: Int
    let gain: Real
    let inverseSquaredWidth: Real
    let retention: Real
    let reentry: Real
    let baseline: Real
    let halfMutation: Real
    let weightDecay: Real
    let weightRest: Real
    let weightNoise: Real

    @inline(__always)
    init(_ sizes: UnsafePointer<Int>, _ constants: UnsafePointer<Real>) {
        populations = sizes[0]
        groups = sizes[1]
        inputs = sizes[2]
        patterns = sizes[3]
        generationsPerPattern = sizes[4]
        mutationInterval = sizes[5]
        every = sizes[6]
        gain = constants[0]
        inverseSquaredWidth = constants[1]
        retention = constants[2]
        reentry = constants[3]
        baseline = constants[4]
        halfMutation = constants[5]
        weightDecay = constants[6]
        weightRest = constants[7]
        weightNoise = constants[8]
    }

    var row: Int { (groups &+ 15) & ~15 }

    func pattern(_ generation: Int) -> Int { generation / generationsPerPattern % patterns }

    /// Whether the receptive weights change at the end of this generation.
    func mutates(_ generation: Int) -> Bool {
        generation % mutationInterval == 0 && (weightDecay != 0 || weightNoise != 0)
    }

    /// The lesser input of the pair whose weights change.
    func mutatedInput(_ generation: Int) -> Int {
        generation / mutationInterval % ((inputs &+ 1) / 2) &* 2
    }
}

/// A share below this is extinct, and 0: far below the rounding of any sum it takes part in, far above the subnormal
/// numbers of either precision, on which arithmetic is slow.
@inline(__always)
var extinctionShare: Real { 0x1p-100 }

/// Advances the populations of one map by `generations` generations, after the rule documented at
/// `Dynamics.GroupSelection`.
///
/// - Parameters:
///   - sizes: populations of the map, groups, inputs, patterns, generations a pattern, generations a mutation of
///     weights, generations between two statistics.
///   - constants: stimulus gain, 1/width², 1 − activation decay, re-entry/(populations − 1), baseline fitness, half the
///     mutation rate of shares, decay, rest and noise of weights.
///   - population: the number of the map's first population: what its random numbers are told apart by.
///   - generation: the first generation to run.
///   - scratch: 4 · row + 32 entries.
///   - counters: 2 · row entries.
///   - statistics: 4 entries a population for each generation g run with (g + 1) a multiple of the seventh size: mean
///     fitness, entropy in nats, the greatest share and its group's number.
/// - Complexity: O(generations · populations · groups · inputs).
public func advanceGroups(
    _ sizes: UnsafePointer<Int>, _ constants: UnsafePointer<Real>, _ patterns: UnsafePointer<Real>, _ seed: UInt64,
    _ population: UInt32, _ generation: Int, _ generations: Int, _ weights: UnsafeMutablePointer<Real>,
    _ shares: UnsafeMutablePointer<Real>, _ activations: UnsafeMutablePointer<Real>,
    _ scratch: UnsafeMutablePointer<Real>, _ counters: UnsafeMutablePointer<UInt32>,
    _ statistics: UnsafeMutablePointer<Real>
) {
    let rule = SelectionRule(sizes, constants)
    let row = rule.row
    let signals = scratch
    let offspring = scratch + (row &+ 16)
    let noise = offspring + (row &+ 16)
    var out = statistics
    for group in 0..<row {
        counters[group] = UInt32(truncatingIfNeeded: group)
        signals[group] = 0
    }
    for current in generation..<(generation &+ generations) {
        let pattern = patterns + rule.pattern(current) &* rule.inputs
        let isSampled = (current &+ 1) % rule.every == 0
        if rule.populations > 1 { sumSignals(rule, shares, activations, into: signals) }
        for member in 0..<rule.populations {
            let ownShares = shares + member &* row
            let ownWeights = weights + member &* rule.inputs &* row
            let fitness = reproduce(
                rule, pattern, ownWeights, ownShares, activations + member &* row, signals, into: offspring)
            select(rule, offspring, into: ownShares)
            if rule.mutates(current) {
                let number = population &+ UInt32(truncatingIfNeeded: member)
                mutateWeights(rule, seed, number, current, ownWeights, noise, counters)
            }
            if isSampled {
                out[0] = fitness
                summarize(ownShares, rule.groups, into: out + 1)
                out += 4
            }
        }
    }
}

/// `signals[g]` = Σ over the map's populations of share · activation of their group g: what re-entry carries.
@inline(__always)
private func sumSignals(
    _ rule: SelectionRule, _ shares: UnsafePointer<Real>, _ activations: UnsafePointer<Real>,
    into signals: UnsafeMutablePointer<Real>
) {
    let row = rule.row
    var group = 0
    while group < row {
        var sum = Groups(repeating: 0)
        for member in 0..<rule.populations {
            let place = member &* row &+ group
            sum += loadGroups(shares + place) * loadGroups(activations + place)
        }
        storeGroups(sum, signals + group)
        group &+= 16
    }
}

/// The activation of every group by the stimulus, and its offspring: fitness · share. Returns their sum, the
/// population's mean fitness.
@inline(__always)
private func reproduce(
    _ rule: SelectionRule, _ pattern: UnsafePointer<Real>, _ weights: UnsafePointer<Real>,
    _ shares: UnsafePointer<Real>, _ activations: UnsafeMutablePointer<Real>, _ signals: UnsafePointer<Real>,
    into offspring: UnsafeMutablePointer<Real>
) -> Real {
    let row = rule.row
    var sum = Groups(repeating: 0)
    var group = 0
    while group < row {
        let distance = squaredDistance(weights + group, pattern, rule.inputs, row)
        let match = Groups(repeating: rule.gain) / (1 + distance * rule.inverseSquaredWidth)
        let share = loadGroups(shares + group)
        let before = loadGroups(activations + group)
        let fed = (loadGroups(signals + group) - share * before) * rule.reentry
        let activation = before * rule.retention + (match + fed)
        storeGroups(activation, activations + group)
        let born = (activation + rule.baseline) * share
        storeGroups(born, offspring + group)
        sum += born
        group &+= 16
    }
    return total(sum)
}

@inline(__always)
private func squaredDistance(
    _ weights: UnsafePointer<Real>, _ pattern: UnsafePointer<Real>, _ inputs: Int, _ row: Int
) -> Groups {
    var sum = Groups(repeating: 0)
    for input in 0..<inputs {
        let difference = loadGroups(weights + input &* row) - pattern[input]
        sum += difference * difference
    }
    return sum
}

/// Moves a share of the offspring to the neighbours on the ring of groups, and divides what each group then has by the
/// sum over the population.
@inline(__always)
private func select(
    _ rule: SelectionRule, _ offspring: UnsafeMutablePointer<Real>, into shares: UnsafeMutablePointer<Real>
) {
    let row = rule.row
    // The ring closes through the entries beside the row; the one after the last group may be an entry of no group.
    offspring[-1] = offspring[rule.groups &- 1]
    offspring[rule.groups] = offspring[0]
    var sum = Groups(repeating: 0)
    var group = 0
    while group < row {
        let born = loadGroups(offspring + group)
        let before = loadGroups(offspring + (group &- 1))
        let after = loadGroups(offspring + (group &+ 1))
        let mutated = born + ((before - born) + (after - born)) * rule.halfMutation
        let isLost =
            mutated .< Groups(repeating: extinctionShare)
            .| (groupNumbers .>= Groups(repeating: Real(rule.groups &- group)))
        let kept = mutated.replacing(with: Groups(repeating: 0), where: isLost)
        storeGroups(kept, shares + group)
        sum += kept
        group &+= 16
    }
    let mass = Groups(repeating: total(sum))
    group = 0
    while group < row {
        storeGroups(loadGroups(shares + group) / mass, shares + group)
        group &+= 16
    }
}

/// An Ornstein–Uhlenbeck step of the weights of one pair of inputs.
@inline(__always)
private func mutateWeights(
    _ rule: SelectionRule, _ seed: UInt64, _ population: UInt32, _ generation: Int,
    _ weights: UnsafeMutablePointer<Real>, _ noise: UnsafeMutablePointer<Real>,
    _ counters: UnsafeMutablePointer<UInt32>
) {
    let row = rule.row
    let runs = counters + row
    for group in 0..<row { runs[group] = population }
    fillNormals(
        seed, UInt32(truncatingIfNeeded: generation), 0, UnsafePointer(counters), UnsafePointer(runs), row, noise,
        noise + row)
    let input = rule.mutatedInput(generation)
    let last = input &+ 1 < rule.inputs ? input &+ 1 : input
    for changed in input...last {
        let own = weights + changed &* row
        let deviates = noise + (changed &- input) &* row
        var group = 0
        while group < row {
            let weight = loadGroups(own + group)
            let relaxed = weight + (rule.weightRest - weight) * rule.weightDecay
            storeGroups(relaxed + loadGroups(deviates + group) * rule.weightNoise, own + group)
            group &+= 16
        }
    }
}

@inline(__always)
func loadGroups(_ address: UnsafePointer<Real>) -> Groups {
    UnsafeRawPointer(address).loadUnaligned(as: Groups.self)
}

@inline(__always)
func storeGroups(_ value: Groups, _ address: UnsafeMutablePointer<Real>) {
    UnsafeMutableRawPointer(address).storeBytes(of: value, as: Groups.self)
}

@inline(__always)
private var groupNumbers: Groups { Groups(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }

/// Sixteen running sums folded in halves.
@inline(__always)
func total(_ sums: Groups) -> Real {
    let halves = sums.lowHalf + sums.highHalf
    let quarters = halves.lowHalf + halves.highHalf
    let pairs = quarters.lowHalf + quarters.highHalf
    return pairs[0] + pairs[1]
}
