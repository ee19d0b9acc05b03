/// Padé approximants of the exponential: N. J. Higham, "The scaling and squaring method for the matrix exponential
/// revisited", SIAM J. Matrix Anal. Appl. 26 (2005) 1179–1193, Table 2.3 and equation 2.2.
private enum PadeApproximant {
    /// The greatest ‖A‖₁ for which the approximant of that degree has a backward error below 2⁻⁵³.
    static let ranges: [(degree: Int, norm: Double)] = [
        (3, 1.495585217958292e-2), (5, 2.539398330063230e-1), (7, 9.504178996162932e-1), (9, 2.097847961257068),
        (13, 5.371920351148152),
    ]

    /// The coefficients of the numerator, from the constant up: (2m − j)! m! / ((2m)! (m − j)! j!) times (2m)!/m!:
    /// integers that a double holds exactly, as it does every product on the way.
    static func coefficients(_ degree: Int) -> [Double] {
        var values = [1.0]
        // From the highest power down each is the one above times j(2m − j + 1)/(m − j + 1).
        for power in stride(from: degree, to: 0, by: -1) {
            let next = values[0] * Double(power * (2 * degree - power + 1)) / Double(degree - power + 1)
            values.insert(next, at: 0)
        }
        return values
    }
}

extension Matrix where Element == Double {
    /// The exponential of this square matrix, by scaling, a Padé approximant of degree 3 to 13, and squaring (Higham 2005,
    /// Algorithm 2.3).
    ///
    /// - Throws: `LinearAlgebraError.overflow` where an entry exceeds what a double holds; `.wrongShape`, `.notFinite`,
    ///   `.unavailable`.
    /// - Complexity: O(n³ · (1 + log ‖A‖₁)).
    public func exponential() throws(LinearAlgebraError) -> Matrix {
        try requireSquare("the matrix")
        guard rows > 0 else { return self }
        let norm = oneNorm
        guard let largest = PadeApproximant.ranges.last else { return self }
        if let range = PadeApproximant.ranges.first(where: { norm <= $0.norm }) {
            return try pade(degree: range.degree)
        }
        guard norm.isFinite else { throw .overflow(routine: "the exponential", matrix: "the matrix") }
        let squarings = Int((norm / largest.norm).exponent) + ((norm / largest.norm).significand > 1 ? 1 : 0)
        let factor = Double(sign: .plus, exponent: -squarings, significand: 1)
        var result = try scaled(by: factor).pade(degree: largest.degree)
        for _ in 0..<squarings { result = try result.product(result) }
        guard result.elements.allSatisfy(\.isFinite) else {
            throw .overflow(routine: "the exponential", matrix: "the matrix")
        }
        return result
    }

    /// (V − U)⁻¹·(V + U), where U and V are the odd and even powers of the numerator.
    private func pade(degree: Int) throws(LinearAlgebraError) -> Matrix {
        let b = PadeApproximant.coefficients(degree)
        let one = Matrix.identity(rows)
        let square = try product(self)
        var even = Self.combination(one, b[0], square, b[2])
        var odd = Self.combination(one, b[1], square, b[3])
        if degree < 13 {
            var power = square
            for index in stride(from: 4, to: degree, by: 2) {
                power = try power.product(square)
                even = Self.combination(even, 1, power, b[index])
                odd = Self.combination(odd, 1, power, b[index + 1])
            }
        } else {
            // Equations 2.7 and 2.8: the thirteenth degree with six products.
            let fourth = try square.product(square)
            let sixth = try fourth.product(square)
            let highEven = Self.combination(
                Self.combination(sixth, b[12], fourth, b[10]), 1, square, b[8])
            let highOdd = Self.combination(
                Self.combination(sixth, b[13], fourth, b[11]), 1, square, b[9])
            let lowEven = Self.combination(Self.combination(sixth, b[6], fourth, b[4]), 1, even, 1)
            let lowOdd = Self.combination(Self.combination(sixth, b[7], fourth, b[5]), 1, odd, 1)
            even = Self.combination(try sixth.product(highEven), 1, lowEven, 1)
            odd = Self.combination(try sixth.product(highOdd), 1, lowOdd, 1)
        }
        odd = try product(odd)
        return try Self.combination(even, 1, odd, -1).solve(Self.combination(even, 1, odd, 1))
    }
}
