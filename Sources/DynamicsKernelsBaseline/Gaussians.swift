// A row of a Gaussian kernel matrix from a row of inner products. Arrays hold a whole number of `Lanes`; output may be the
// input's place.

/// Squared distances of one point x to others y: out[j] = |x|² + |y_j|² − 2 x·y_j.
///
/// What lies below `resolution`·(|x|² + |y_j|²) is 0: the caller states there how much rounding may have left of the inner
/// products, so that equal points are at distance 0 and no distance is negative.
public func squaredDistances(
    _ products: UnsafePointer<Real>, _ squaredNorm: Real, _ squaredNorms: UnsafePointer<Real>, _ resolution: Real,
    _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    let zero = Lanes(repeating: 0)
    var index = 0
    while index < count {
        let size = loadLanes(squaredNorms + index) + squaredNorm
        let product = loadLanes(products + index)
        let distance = size - (product + product)
        storeLanes(distance.replacing(with: zero, where: distance .<= size * resolution), out + index)
        index += laneCount
    }
}

/// out = e^(−rate·x), x a squared distance.
public func gaussians(_ x: UnsafePointer<Real>, _ rate: Real, _ count: Int, _ out: UnsafeMutablePointer<Real>) {
    var index = 0
    while index < count {
        storeLanes(exponential(loadLanes(x + index) * -rate), out + index)
        index += laneCount
    }
}
