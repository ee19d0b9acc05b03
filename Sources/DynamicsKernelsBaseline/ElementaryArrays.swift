// The elementary functions over arrays, `count` a whole number of `Lanes`. Output may be the input's place.

/// out = e^x.
public func exponentials(_ x: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>) {
    var index = 0
    while index < count {
        storeLanes(exponential(loadLanes(x + index)), out + index)
        index += laneCount
    }
}

/// out = ln x.
public func logarithms(_ x: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>) {
    var index = 0
    while index < count {
        storeLanes(logarithm(loadLanes(x + index)), out + index)
        index += laneCount
    }
}

/// sines = sin x, cosines = cos x.
public func sinesAndCosines(
    _ x: UnsafePointer<Real>, _ count: Int, _ sines: UnsafeMutablePointer<Real>, _ cosines: UnsafeMutablePointer<Real>
) {
    var index = 0
    while index < count {
        let (sine, cosine) = sineCosine(loadLanes(x + index))
        storeLanes(sine, sines + index)
        storeLanes(cosine, cosines + index)
        index += laneCount
    }
}

/// out = tanh x.
public func hyperbolicTangents(_ x: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>) {
    var index = 0
    while index < count {
        storeLanes(hyperbolicTangent(loadLanes(x + index)), out + index)
        index += laneCount
    }
}

/// out = 1/(1 + e^−x).
public func sigmoids(_ x: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>) {
    var index = 0
    while index < count {
        storeLanes(sigmoid(loadLanes(x + index)), out + index)
        index += laneCount
    }
}

/// out = √x.
public func squareRoots(_ x: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>) {
    var index = 0
    while index < count {
        storeLanes(squareRoot(loadLanes(x + index)), out + index)
        index += laneCount
    }
}
