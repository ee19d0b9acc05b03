// The sums over incoming connections, Σ weight · signal of the source a delay ago, and everything else that an integrator
// does with whole rows.
//
// A node's past is contiguous: `history` has a row a source and signal, and an edge is given as its offset from the
// present of row 0, (source's row) · (row's length) − delay. So what an edge contributes to several steps in a row lies
// side by side, and nothing is gathered. An edge may be summed this way for as many steps ahead as it is delayed.
// Each sum runs over the edges of a row in their order, one multiplication and one addition each, so that it has the same
// bits for every length of block, every level and every device.

/// Sums of the next 32 steps of every node: out[node][step] = Σ weight · history[offset + present + step].
///
/// - Parameters:
///   - starts: Where each node's edges begin, `count` + 1 entries.
///   - offsets: The edges' offsets into `history`.
///   - weights: The edges' weights.
///   - history: At the entry of the first of the 32 steps in row 0.
///   - count: Nodes.
///   - out: 32 entries a node.
public func sumThirtyTwoSteps(
    _ starts: UnsafePointer<Int32>, _ offsets: UnsafePointer<Int32>, _ weights: UnsafePointer<Real>,
    _ history: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    for node in 0..<count {
        #if SINGLE
            var (first, second) = (Lanes(), Lanes())
        #else
            var (first, second, third, fourth) = (Lanes(), Lanes(), Lanes(), Lanes())
        #endif
        var edge = Int(starts[node])
        let end = Int(starts[node + 1])
        while edge < end {
            let source = history + Int(offsets[edge])
            let weight = Lanes(repeating: weights[edge])
            first += weight * loadLanes(source)
            second += weight * loadLanes(source + laneCount)
            #if !SINGLE
                third += weight * loadLanes(source + 2 * laneCount)
                fourth += weight * loadLanes(source + 3 * laneCount)
            #endif
            edge += 1
        }
        let sums = out + 32 * node
        storeLanes(first, sums)
        storeLanes(second, sums + laneCount)
        #if !SINGLE
            storeLanes(third, sums + 2 * laneCount)
            storeLanes(fourth, sums + 3 * laneCount)
        #endif
    }
}

/// Sums of the next eight steps of every node, as `sumThirtyTwoSteps`; eight entries a node.
public func sumEightSteps(
    _ starts: UnsafePointer<Int32>, _ offsets: UnsafePointer<Int32>, _ weights: UnsafePointer<Real>,
    _ history: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    for node in 0..<count {
        var sums = SIMD8<Real>()
        var edge = Int(starts[node])
        let end = Int(starts[node + 1])
        while edge < end {
            let source = UnsafeRawPointer(history + Int(offsets[edge])).loadUnaligned(as: SIMD8<Real>.self)
            sums += SIMD8<Real>(repeating: weights[edge]) * source
            edge += 1
        }
        UnsafeMutableRawPointer(out + 8 * node).storeBytes(of: sums, as: SIMD8<Real>.self)
    }
}

/// The sum of one step of every node: out[node] += Σ weight · history[offset].
public func addOneStep(
    _ starts: UnsafePointer<Int32>, _ offsets: UnsafePointer<Int32>, _ weights: UnsafePointer<Real>,
    _ history: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    for node in 0..<count {
        var sum: Real = 0
        var edge = Int(starts[node])
        let end = Int(starts[node + 1])
        while edge < end {
            sum += weights[edge] * history[Int(offsets[edge])]
            edge += 1
        }
        out[node] += sum
    }
}

/// The undelayed sums of a dense connectome: out[node] += Σ over sources of columns[source][node] · signal[source].
///
/// - Parameters:
///   - columns: A row a source, the weights to every node, `stride` apart.
///   - count: Nodes whose sums are wanted, a whole number of `Lanes`.
public func addDense(
    _ columns: UnsafePointer<Real>, _ stride: Int, _ signal: UnsafePointer<Real>, _ sources: Int, _ count: Int,
    _ out: UnsafeMutablePointer<Real>
) {
    var node = 0
    // Four vectors of targets at a time hide the additions' latency.
    while node + 4 * laneCount <= count {
        var (first, second, third, fourth) = (Lanes(), Lanes(), Lanes(), Lanes())
        for source in 0..<sources {
            let value = Lanes(repeating: signal[source])
            let column = columns + source * stride + node
            first += value * loadLanes(column)
            second += value * loadLanes(column + laneCount)
            third += value * loadLanes(column + 2 * laneCount)
            fourth += value * loadLanes(column + 3 * laneCount)
        }
        let sums = out + node
        storeLanes(loadLanes(sums) + first, sums)
        storeLanes(loadLanes(sums + laneCount) + second, sums + laneCount)
        storeLanes(loadLanes(sums + 2 * laneCount) + third, sums + 2 * laneCount)
        storeLanes(loadLanes(sums + 3 * laneCount) + fourth, sums + 3 * laneCount)
        node += 4 * laneCount
    }
    while node < count {
        var sum = Lanes()
        for source in 0..<sources {
            sum += Lanes(repeating: signal[source]) * loadLanes(columns + source * stride + node)
        }
        storeLanes(loadLanes(out + node) + sum, out + node)
        node += laneCount
    }
}

/// Spreads a row of current signals over the rows of the past: history[node · length] = signal[node].
public func appendToHistory(
    _ signal: UnsafePointer<Real>, _ count: Int, _ length: Int, _ history: UnsafeMutablePointer<Real>
) {
    for node in 0..<count { history[node * length] = signal[node] }
}

/// Collects one step of the blocks' sums: out[node] = long[32·node] + medium[8·node], both at their step.
public func collectSums(
    _ long: UnsafePointer<Real>, _ medium: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    for node in 0..<count { out[node] = long[32 * node] + medium[8 * node] }
}

/// The undelayed sums of runs side by side that share their weights: out[node·runs + run] += Σ weight · signal[source·runs
/// + run], `offsets` holding the sources.
///
/// - Parameters:
///   - runs: A whole number of `Lanes`.
public func addRuns(
    _ starts: UnsafePointer<Int32>, _ sources: UnsafePointer<Int32>, _ weights: UnsafePointer<Real>,
    _ signal: UnsafePointer<Real>, _ nodes: Int, _ runs: Int, _ out: UnsafeMutablePointer<Real>
) {
    for node in 0..<nodes {
        var run = 0
        while run < runs {
            var sum = Lanes()
            var edge = Int(starts[node])
            let end = Int(starts[node + 1])
            while edge < end {
                sum += Lanes(repeating: weights[edge]) * loadLanes(signal + Int(sources[edge]) * runs + run)
                edge += 1
            }
            let sums = out + node * runs + run
            storeLanes(loadLanes(sums) + sum, sums)
            run += laneCount
        }
    }
}
