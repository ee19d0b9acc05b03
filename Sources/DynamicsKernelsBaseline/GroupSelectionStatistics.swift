// What is told of a population of neuronal groups: how diverse it is, and which group dominates.

/// Writes the entropy −Σ x ln x of the shares in nats (an extinct group adds 0), the greatest share, and the number of
/// the first group that has it.
@inline(__always)
func summarize(_ shares: UnsafePointer<Real>, _ groups: Int, into out: UnsafeMutablePointer<Real>) {
    let row = (groups &+ 15) & ~15
    var sum = Groups(repeating: 0)
    var group = 0
    while group < row {
        let share = loadGroups(shares + group)
        let floor = Groups(repeating: extinctionShare)
        sum += share * normalLogarithm(share.replacing(with: floor, where: share .< floor))
        group &+= 16
    }
    var dominant = 0
    for group in 1..<max(1, groups) where shares[group] > shares[dominant] { dominant = group }
    out[0] = 0 - total(sum)
    out[1] = shares[dominant]
    out[2] = Real(dominant)
}

#if !SINGLE
    @inline(__always)
    private func normalLogarithm(_ values: Groups) -> Groups {
        Groups(lowHalf: normalLogarithm(values.lowHalf), highHalf: normalLogarithm(values.highHalf))
    }
#endif
