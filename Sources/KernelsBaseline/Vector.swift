// One vector of the level this module is built for. Batches are always 8 lanes wide in memory, so that every level
// reads the same layout and performs the same operations in the same order; only the number of passes differs.
#if KERNELS_V4
    typealias Vector = SIMD8<Double>
#elseif KERNELS_V3
    typealias Vector = SIMD4<Double>
#else
    typealias Vector = SIMD2<Double>
#endif

/// The doubles of one vector register at this level.
@inline(__always)
var vectorWidth: Int { Vector.scalarCount }

@inline(__always)
func load(_ address: UnsafePointer<Double>) -> Vector {
    UnsafeRawPointer(address).loadUnaligned(as: Vector.self)
}

@inline(__always)
func store(_ value: Vector, _ address: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(address).storeBytes(of: value, as: Vector.self)
}

/// The lesser of each pair of lanes, `a` where they are equal. No lane is ever NaN here.
@inline(__always)
func lesser(_ a: Vector, _ b: Vector) -> Vector {
    a.replacing(with: b, where: b .< a)
}
