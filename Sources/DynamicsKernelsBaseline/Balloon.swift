// The Balloon–Windkessel model: from neural activity to the BOLD signal. Times in seconds.

/// One Euler step of the haemodynamics of `count` nodes: ds/dt = z − κ·s − γ·(f − 1), df/dt = s, τ·dv/dt = f − v^(1/α),
/// τ·dq/dt = f·(1 − (1 − ρ)^(1/f))/ρ − v^(1/α)·q/v.
///
/// Flow, volume and deoxyhaemoglobin are kept at or above 10⁻⁶: far outside the physiological range, a long negative drive would
/// carry them through zero, where the powers have no value.
///
/// - Parameters:
///   - state: Rows s, f, v and q, `stride` apart.
///   - activity: z.
///   - constants: κ, γ (1/s), τ (s), 1/α, ρ, ln(1 − ρ).
///   - step: In seconds.
public func advanceBalloon(
    _ state: UnsafeMutablePointer<Real>, _ stride: Int, _ activity: UnsafePointer<Real>,
    _ constants: UnsafePointer<Real>, _ step: Real, _ count: Int
) {
    let (decay, elimination) = (Lanes(repeating: constants[0]), Lanes(repeating: constants[1]))
    let (transit, stiffness) = (Lanes(repeating: constants[2]), Lanes(repeating: constants[3]))
    let (extraction, logarithmOfRest) = (Lanes(repeating: constants[4]), Lanes(repeating: constants[5]))
    let (step, one, floor) = (Lanes(repeating: step), Lanes(repeating: 1), Lanes(repeating: 1e-6))
    var node = 0
    while node < count {
        let at = state + node
        let (s, f) = (loadLanes(at), loadLanes(at + stride))
        let (v, q) = (loadLanes(at + 2 * stride), loadLanes(at + 3 * stride))
        let outflow = exponential(logarithm(v) * stiffness)
        let extracted = (one - exponential(logarithmOfRest / f)) / extraction
        let rateS = loadLanes(activity + node) - decay * s - elimination * (f - one)
        let rateV = (f - outflow) / transit
        let rateQ = (f * extracted - outflow * q / v) / transit
        storeLanes(s + step * rateS, at)
        storeLanes(raised(f + step * s, floor), at + stride)
        storeLanes(raised(v + step * rateV, floor), at + 2 * stride)
        storeLanes(raised(q + step * rateQ, floor), at + 3 * stride)
        node += laneCount
    }
}

@inline(__always)
func raised(_ value: Lanes, _ floor: Lanes) -> Lanes {
    value.replacing(with: floor, where: value .< floor)
}

/// The BOLD signal V₀·(k₁·(1 − q) + k₂·(1 − q/v) + k₃·(1 − v)); `constants`: V₀, k₁, k₂, k₃.
public func balloonSignal(
    _ state: UnsafePointer<Real>, _ stride: Int, _ constants: UnsafePointer<Real>, _ count: Int,
    _ out: UnsafeMutablePointer<Real>
) {
    let one = Lanes(repeating: 1)
    let (scale, first) = (Lanes(repeating: constants[0]), Lanes(repeating: constants[1]))
    let (second, third) = (Lanes(repeating: constants[2]), Lanes(repeating: constants[3]))
    var node = 0
    while node < count {
        let (v, q) = (loadLanes(state + 2 * stride + node), loadLanes(state + 3 * stride + node))
        storeLanes(scale * (first * (one - q) + second * (one - q / v) + third * (one - v)), out + node)
        node += laneCount
    }
}
