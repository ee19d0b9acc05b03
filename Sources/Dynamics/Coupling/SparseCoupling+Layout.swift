internal import Compute

// How a graph is cut into tiles. Everything here depends on the graph and the number of blocks alone.
extension SparseCoupling {
    /// The edges of a group, as in the kernels.
    private static var edgesPerGroup: Int { 16 }

    /// The most targets of a block: their sums take half a megabyte in double precision, half of a core's own cache on the
    /// machines measured. Their numbers stay below 65 535, which marks an unused place.
    private static var largestBlock: Int { 65_534 }

    private static var bytesPerGroup: Int { edgesPerGroup * (4 + MemoryLayout<Real>.stride) }

    static func sourceBlocks(nodes: Int, shift: Int) -> Int { (nodes + (1 << shift) - 1) >> shift }

    /// Blocks of consecutive targets of about equal work, at least `blocks` of them where there are as many nodes. A node
    /// counts as one edge, for its sum is written even if nothing arrives.
    static func blockStarts(_ rowStarts: [Int], blocks: Int) -> [Int] {
        let nodes = rowStarts.count - 1
        let fewest = (nodes + largestBlock - 1) / largestBlock
        let share = max(1, (rowStarts[nodes] + nodes) / max(1, blocks, fewest))
        var starts = [0]
        var first = 0
        for node in 0..<nodes {
            let work = rowStarts[node + 1] - rowStarts[first] + node + 1 - first
            if work >= share || node + 1 - first == largestBlock, node + 1 < nodes {
                first = node + 1
                starts.append(first)
            }
        }
        if nodes > 0 { starts.append(nodes) }
        return starts
    }

    /// The smallest source block, from 16 kB of x up, of which the nearest cache holds this tile's and the next one's, that
    /// leaves a tile 1024 edges on average, so that unused places are few; at most 2^16 nodes, which a place's half word can
    /// number.
    static func sourceShift(nodes: Int, edges: Int, blocks: Int) -> Int {
        let smallest = MemoryLayout<Real>.stride == 8 ? 11 : 12
        return (smallest..<16).first { shift in
            edges / max(1, blocks * sourceBlocks(nodes: nodes, shift: shift)) >= 1024
        } ?? 16
    }

    static func tiles(
        _ edges: IncomingEdges<Real>, blockStarts: [Int], shift: Int
    ) -> (starts: [Int], groups: AlignedBuffer) {
        let columns = sourceBlocks(nodes: edges.nodes, shift: shift)
        let blocks = max(0, blockStarts.count - 1)
        var counts = [Int](repeating: 0, count: blocks * columns)
        for block in 0..<blocks {
            for edge in edges.rowStarts[blockStarts[block]]..<edges.rowStarts[blockStarts[block + 1]] {
                counts[block * columns + Int(edges.sources[edge]) >> shift] += 1
            }
        }
        var starts = [0]
        starts.reserveCapacity(counts.count + 1)
        for count in counts { starts.append(starts[starts.count - 1] + (count + edgesPerGroup - 1) / edgesPerGroup) }
        let groups = AlignedBuffer(
            uninitialized: starts[counts.count] * bytesPerGroup / MemoryLayout<Double>.stride)
        let base = UnsafeMutableRawPointer(groups.base)
        var filled = [Int](repeating: 0, count: counts.count)
        for block in 0..<blocks {
            for target in blockStarts[block]..<blockStarts[block + 1] {
                for edge in edges.rowStarts[target]..<edges.rowStarts[target + 1] {
                    let source = Int(edges.sources[edge])
                    let tile = block * columns + source >> shift
                    let ends = UInt32(target - blockStarts[block]) | UInt32(source & (1 << shift - 1)) << 16
                    put(ends, edges.weights[edge], base + starts[tile] * bytesPerGroup, place: filled[tile])
                    filled[tile] += 1
                }
            }
        }
        for tile in counts.indices {
            for place in filled[tile]..<((starts[tile + 1] - starts[tile]) * edgesPerGroup) {
                put(0xFFFF, 0, base + starts[tile] * bytesPerGroup, place: place)
            }
        }
        return (starts, groups)
    }

    /// Writes the edge at `place` of the tile that starts at `tile`.
    private static func put(_ ends: UInt32, _ weight: Real, _ tile: UnsafeMutableRawPointer, place: Int) {
        let group = tile + place / edgesPerGroup * bytesPerGroup
        let lane = place % edgesPerGroup
        group.storeBytes(of: ends, toByteOffset: 4 * lane, as: UInt32.self)
        group.storeBytes(
            of: weight, toByteOffset: 4 * edgesPerGroup + MemoryLayout<Real>.stride * lane, as: Real.self)
    }
}
