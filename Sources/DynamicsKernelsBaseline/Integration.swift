// What integrators do with rows: combinations of a state, its rates and its noise.

/// out = x + step · rate + noise, entry by entry. Without noise a row of zeros is given.
public func advanceEuler(
    _ x: UnsafePointer<Real>, _ rate: UnsafePointer<Real>, _ step: Real, _ noise: UnsafePointer<Real>, _ count: Int,
    _ out: UnsafeMutablePointer<Real>
) {
    let step = Lanes(repeating: step)
    var index = 0
    while index < count {
        storeLanes(loadLanes(x + index) + step * loadLanes(rate + index) + loadLanes(noise + index), out + index)
        index += laneCount
    }
}

/// x += halfStep · (first + second) + noise.
public func advanceHeun(
    _ x: UnsafeMutablePointer<Real>, _ first: UnsafePointer<Real>, _ second: UnsafePointer<Real>, _ halfStep: Real,
    _ noise: UnsafePointer<Real>, _ count: Int
) {
    let halfStep = Lanes(repeating: halfStep)
    var index = 0
    while index < count {
        let rates = loadLanes(first + index) + loadLanes(second + index)
        storeLanes(loadLanes(x + index) + halfStep * rates + loadLanes(noise + index), x + index)
        index += laneCount
    }
}

/// x += sixthOfStep · (k₁ + 2·(k₂ + k₃) + k₄) + noise; `rates` holds the four, `distance` apart.
public func advanceRungeKutta(
    _ x: UnsafeMutablePointer<Real>, _ rates: UnsafePointer<Real>, _ distance: Int, _ sixthOfStep: Real,
    _ noise: UnsafePointer<Real>, _ count: Int
) {
    let sixthOfStep = Lanes(repeating: sixthOfStep)
    let two = Lanes(repeating: 2)
    var index = 0
    while index < count {
        let rate = rates + index
        let middle = two * (loadLanes(rate + distance) + loadLanes(rate + 2 * distance))
        let sum = loadLanes(rate) + middle + loadLanes(rate + 3 * distance)
        storeLanes(loadLanes(x + index) + sixthOfStep * sum + loadLanes(noise + index), x + index)
        index += laneCount
    }
}

/// The cubic through four equidistant values, half a step before the last: (d₋₂ − 5·d₋₁ + 15·d₀ + 5·d₁)/16.
public func interpolateHalfStep(
    _ earliest: UnsafePointer<Real>, _ earlier: UnsafePointer<Real>, _ present: UnsafePointer<Real>,
    _ next: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    let (five, fifteen) = (Lanes(repeating: 5), Lanes(repeating: 15))
    let sixteenth = Lanes(repeating: 0.0625)
    var index = 0
    while index < count {
        let past = loadLanes(earliest + index) - five * loadLanes(earlier + index)
        let near = fifteen * loadLanes(present + index) + five * loadLanes(next + index)
        storeLanes((past + near) * sixteenth, out + index)
        index += laneCount
    }
}

/// out = amplitude · normal: a step's additive noise.
public func scaleNoise(
    _ normals: UnsafePointer<Real>, _ amplitudes: UnsafePointer<Real>, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    var index = 0
    while index < count {
        storeLanes(loadLanes(amplitudes + index) * loadLanes(normals + index), out + index)
        index += laneCount
    }
}

/// value = value · decay + amplitude · normal: one exact step of an Ornstein–Uhlenbeck process about zero.
public func advanceOrnsteinUhlenbeck(
    _ value: UnsafeMutablePointer<Real>, _ normals: UnsafePointer<Real>, _ amplitudes: UnsafePointer<Real>,
    _ decays: UnsafePointer<Real>, _ count: Int
) {
    var index = 0
    while index < count {
        let kept = loadLanes(value + index) * loadLanes(decays + index)
        storeLanes(kept + loadLanes(amplitudes + index) * loadLanes(normals + index), value + index)
        index += laneCount
    }
}

/// out += scale · values.
public func addScaled(
    _ values: UnsafePointer<Real>, _ scale: Real, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    let scale = Lanes(repeating: scale)
    var index = 0
    while index < count {
        storeLanes(loadLanes(out + index) + scale * loadLanes(values + index), out + index)
        index += laneCount
    }
}

/// The index of the first entry that is not finite; −1 where all are.
public func firstNotFinite(_ values: UnsafePointer<Real>, _ count: Int) -> Int {
    // 0 times a finite number is 0, and 0 times any other is NaN, which no addition removes.
    var sums = Lanes()
    var index = 0
    while index < count {
        sums += Lanes() * loadLanes(values + index)
        index += laneCount
    }
    var isFinite = true
    for lane in 0..<laneCount where sums[lane] != 0 { isFinite = false }
    if isFinite { return -1 }
    for index in 0..<count where !(values[index].magnitude <= Real.greatestFiniteMagnitude) { return index }
    return -1
}
