// The precision that this module is built for. Every file here is compiled twice a level: in double precision, and with
// SINGLE defined in single. All arrays are padded to a whole number of `Lanes`, and to 16 elements in either precision.
#if SINGLE
    public typealias Real = Float
    typealias Lanes = SIMD16<Float>
    typealias LaneBits = SIMD16<UInt32>
    typealias SignedLaneBits = SIMD16<Int32>
#else
    public typealias Real = Double
    typealias Lanes = SIMD8<Double>
    typealias LaneBits = SIMD8<UInt64>
    typealias SignedLaneBits = SIMD8<Int64>
#endif

// Multiplications and additions are never fused here, so that every level, and OpenCL with contraction off, returns the
// same bits.

@inline(__always)
func loadLanes(_ address: UnsafePointer<Real>) -> Lanes {
    UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
}

@inline(__always)
func storeLanes(_ value: Lanes, _ address: UnsafeMutablePointer<Real>) {
    UnsafeMutableRawPointer(address).storeBytes(of: value, as: Lanes.self)
}

/// The lanes of one vector here, in entries.
@inline(__always)
var laneCount: Int { Lanes.scalarCount }
