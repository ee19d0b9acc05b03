// The dynamic programme over set partitions for one problem, every subset kept.
//
// Layout: plain tables of 2^units entries. Blocks of the lowest three units are 8 entries wide; a block of `best` is
// spread into 8 shifted copies, so that joining it with a block of part costs is 8 additions of a broadcast and 8
// comparisons for the 27 pairs of disjoint subsets.

/// The cheapest partition of every subset, where a part `p` costs `cost[p]`: `partitionMinimaScalar`, vectorised.
///
/// - Parameters:
///   - cost: 2^units entries; entry 0 is not read.
///   - shifted: scratch for 64 entries.
///   - best: 2^units minima.
/// - Complexity: 3^units / 2 steps.
package func partitionTable(
    cost: UnsafePointer<Double>, units: Int, shifted: UnsafeMutablePointer<Double>,
    best: UnsafeMutablePointer<Double>
) {
    partitionMinimaScalar(cost: cost, units: units < 3 ? units : 3, best: best)
    guard units > 3 else { return }
    for unit in 3..<units {
        let top = 1 &<< unit
        let out = best + top
        for entry in 0..<top { out[entry] = .infinity }
        let blocks = top &>> 3
        for rest in 0..<blocks {
            spread(best + (rest &<< 3), into: shifted)
            let free = (blocks &- 1) ^ rest
            var part = free
            while true {
                join(cost + top + (part &<< 3), shifted, into: out + ((part | rest) &<< 3))
                if part == 0 { break }
                part = (part &- 1) & free
            }
        }
    }
}

/// `shifted[q · 8 + y]` = `block[y ∖ q]` where q ⊂ y, else ∞.
@inline(__always)
private func spread(_ block: UnsafePointer<Double>, into shifted: UnsafeMutablePointer<Double>) {
    for q in 0..<8 {
        for y in 0..<8 {
            shifted[q &<< 3 | y] = y & q == q ? block[y ^ q] : .infinity
        }
    }
}

/// `out[y] = min(out[y], min over q of parts[q] + shifted[q · 8 + y])`.
@inline(__always)
private func join(
    _ parts: UnsafePointer<Double>, _ shifted: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>
) {
    var lane = 0
    while lane < 8 {
        let s = shifted + lane
        let a = lesser(Vector(repeating: parts[0]) + load(s), Vector(repeating: parts[1]) + load(s + 8))
        let b = lesser(Vector(repeating: parts[2]) + load(s + 16), Vector(repeating: parts[3]) + load(s + 24))
        let c = lesser(Vector(repeating: parts[4]) + load(s + 32), Vector(repeating: parts[5]) + load(s + 40))
        let d = lesser(Vector(repeating: parts[6]) + load(s + 48), Vector(repeating: parts[7]) + load(s + 56))
        store(lesser(load(out + lane), lesser(lesser(a, b), lesser(c, d))), out + lane)
        lane &+= vectorWidth
    }
}
