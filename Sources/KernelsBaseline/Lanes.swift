// Eight doubles at once at every level: the compiler splits them into the level's vectors, and operations that add up lanes
// do so in one order, so that all levels return the same bits.

/// Eight problems, targets or entries side by side.
typealias Lanes = SIMD8<Double>

@inline(__always)
func loadLanes(_ address: UnsafePointer<Double>) -> Lanes {
    UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
}

@inline(__always)
func storeLanes(_ value: Lanes, _ address: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(address).storeBytes(of: value, as: Lanes.self)
}

@inline(__always)
func greater(_ a: Lanes, _ b: Lanes) -> Lanes {
    a.replacing(with: b, where: b .> a)
}

/// The sum of eight lanes, added pairwise.
@inline(__always)
func total(_ lanes: Lanes) -> Double {
    let quarters = lanes.lowHalf + lanes.highHalf
    let halves = quarters.lowHalf + quarters.highHalf
    return halves[0] + halves[1]
}

var laneNumbers: Lanes { Lanes(0, 1, 2, 3, 4, 5, 6, 7) }

/// The least of eight lanes.
@inline(__always)
func least(_ lanes: Lanes) -> Double {
    var least = lanes[0]
    for lane in 1..<8 where lanes[lane] < least { least = lanes[lane] }
    return least
}

/// The greatest of eight lanes.
@inline(__always)
func most(_ lanes: Lanes) -> Double {
    var most = lanes[0]
    for lane in 1..<8 where lanes[lane] > most { most = lanes[lane] }
    return most
}
