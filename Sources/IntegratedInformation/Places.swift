extension FixedWidthInteger {
    /// The places of the bits that are 1, ascending: the members of the set that the number stands for.
    var places: [Int] {
        var rest = self
        var places: [Int] = []
        while rest != 0 {
            places.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return places
    }
}

/// Whether state `a` comes before `b`, another, with the first unit most significant.
func precedesLexicographically(_ a: Int, _ b: Int) -> Bool {
    let difference = a ^ b
    return b & difference & (0 &- difference) != 0
}
