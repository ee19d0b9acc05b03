// What every node of a sparse graph receives: out[i] = Σ weight · x[source] over the edges that end in i, added one after
// the other in ascending order of source, multiplied and added without fusing. Every form here keeps that order, so all
// return the same bits, and so does any split of the targets between threads.
//
// The tiled form's layout. Random reads of x from memory or from the shared cache are what a compressed-row product waits
// for, so the matrix is cut into tiles, a block of at most 65 535 targets by a block of 2^shift sources, whose sums and
// sources both stay in a core's own caches. A tile is a run of groups of 16 edges:
//
//     16 × UInt32: target within its block (low half) and source within its block (high half)
//     16 × Real:   the weights
//
// The tiles of one block of targets follow each other in ascending order of source block, and the edges of a tile in
// ascending order of target, then source. The last group of a tile is filled up with edges whose target is 65 535, which
// no real edge has: nothing is computed for them, so that an infinite state reaches only the nodes that it is connected to.

import CPlatform

/// The edges of one group.
@inline(__always)
var edgesPerGroup: Int { 16 }

/// The bytes of one group: 192 in double precision, 128 in single.
@inline(__always)
var bytesPerGroup: Int { edgesPerGroup * (4 + MemoryLayout<Real>.stride) }

/// What a group's unused places hold as their target.
@inline(__always)
var noTarget: UInt32 { 0xFFFF }

/// Sums over the edges of the targets `first..<last`, straight from compressed rows: the reference.
///
/// - Parameters:
///   - rowStarts: Where each target's edges start; one more entry than targets.
///   - sources: The source of each edge, ascending within a target.
///   - weights: The weight of each edge.
///   - x: The state of every node.
///   - out: One sum a target; entries outside `first..<last` are left alone.
public func coupleRowsScalar(
    rowStarts: UnsafePointer<Int>, sources: UnsafePointer<Int32>, weights: UnsafePointer<Real>,
    x: UnsafePointer<Real>, first: Int, last: Int, out: UnsafeMutablePointer<Real>
) {
    for target in first..<last {
        var sum: Real = 0
        for edge in rowStarts[target]..<rowStarts[target + 1] {
            sum += weights[edge] * x[Int(sources[edge])]
        }
        out[target] = sum
    }
}

/// Sums over the edges of one block of targets, tile by tile (the layout is at the top of the file).
///
/// The groups are read once and in order, and asked for 128 groups ahead past all but the nearest cache, which leaves the
/// others to the sums. The sources of the next tile are asked for in the same way while this one is added up, where the next
/// one has edges enough to use most of them.
///
/// - Parameters:
///   - groups: The first group of the whole graph.
///   - tileStarts: The first group of each tile of this block of targets, and where the last one ends: `tiles` + 1 entries.
///   - tiles: The number of source blocks.
///   - shift: A source block holds 2^`shift` nodes; at most 16.
///   - x: The state of every node.
///   - targets: The targets of this block; at most 65 535.
///   - out: One sum a target of this block.
/// - Complexity: O(edges + targets), 4 bytes and a weight read an edge.
public func coupleTiles(
    groups: UnsafeRawPointer, tileStarts: UnsafePointer<Int>, tiles: Int, shift: Int,
    x: UnsafePointer<Real>, targets: Int, out: UnsafeMutablePointer<Real>
) {
    for target in 0..<targets { out[target] = 0 }
    let linesPerTile = (1 << shift) * MemoryLayout<Real>.stride / 64
    for tile in 0..<tiles {
        let sources = x + (tile << shift)
        var group = groups + tileStarts[tile] * bytesPerGroup
        let end = groups + tileStarts[tile + 1] * bytesPerGroup
        guard group < end else { continue }
        var ahead = UnsafeRawPointer(x + ((tile + 1) << shift))
        let following = tile + 1 < tiles ? tileStarts[tile + 2] - tileStarts[tile + 1] : 0
        let isWorthwhile = following * edgesPerGroup >= linesPerTile
        let count = tileStarts[tile + 1] - tileStarts[tile]
        let linesPerGroup = isWorthwhile ? (linesPerTile + count - 1) / count : 0
        let last = end - bytesPerGroup
        while group < last {
            fetchAhead(group)
            for _ in 0..<linesPerGroup {
                fetchSources(ahead)
                ahead += 64
            }
            for pair in 0..<(edgesPerGroup / 2) {
                addPair(group, pair, sources, out)
            }
            group += bytesPerGroup
        }
        for place in 0..<edgesPerGroup {
            if group.load(fromByteOffset: 4 * place, as: UInt32.self) & 0xFFFF == noTarget { break }
            addEdge(group, place, sources, out)
        }
    }
}

/// Adds what the edge at `place` of `group` carries to its target's sum.
@inline(__always)
private func addEdge(
    _ group: UnsafeRawPointer, _ place: Int, _ sources: UnsafePointer<Real>, _ out: UnsafeMutablePointer<Real>
) {
    let ends = group.load(fromByteOffset: 4 * place, as: UInt32.self)
    let weight = group.load(
        fromByteOffset: 4 * edgesPerGroup + MemoryLayout<Real>.stride * place, as: Real.self)
    out[Int(ends & 0xFFFF)] += weight * sources[Int(ends >> 16)]
}

/// The two edges at places 2·`pair` and 2·`pair` + 1, in that order: their ends come with one read.
@inline(__always)
private func addPair(
    _ group: UnsafeRawPointer, _ pair: Int, _ sources: UnsafePointer<Real>, _ out: UnsafeMutablePointer<Real>
) {
    let ends = group.load(fromByteOffset: 8 * pair, as: UInt64.self)
    let weights = UnsafeRawPointer(group + 4 * edgesPerGroup + MemoryLayout<Real>.stride * 2 * pair)
    out[Int(ends & 0xFFFF)] += weights.load(as: Real.self) * sources[Int(ends >> 16 & 0xFFFF)]
    out[Int(ends >> 32 & 0xFFFF)] +=
        weights.load(fromByteOffset: MemoryLayout<Real>.stride, as: Real.self) * sources[Int(ends >> 48)]
}

/// Asks for the group 128 further on. Past the end of the graph the request is without effect.
@inline(__always)
private func fetchAhead(_ group: UnsafeRawPointer) {
    let ahead = group + 128 * bytesPerGroup
    claustrum_prefetch_once(ahead)
    claustrum_prefetch_once(ahead + 64)
    #if !SINGLE
        claustrum_prefetch_once(ahead + 128)
    #endif
}

/// Asks for a line of the sources to come.
@inline(__always)
private func fetchSources(_ address: UnsafeRawPointer) {
    claustrum_prefetch_once(address)
}
