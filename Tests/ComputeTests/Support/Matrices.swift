import Compute
import GeneratedInput

/// Entries uniform in [-1, 1).
func randomMatrix(_ rows: Int, _ columns: Int, seed: UInt64) throws -> Matrix<Double> {
    var random = SplitMix64(seed: seed)
    return try Matrix(
        rows: rows, columns: columns, elements: (0..<(rows * columns)).map { _ in random.value(-1, 1) })
}

/// All eigenvalues left of −½ (Gershgorin): random off the diagonal, and a diagonal below minus the sum of its row.
func stableMatrix(_ order: Int, seed: UInt64) throws -> Matrix<Double> {
    let random = try randomMatrix(order, order, seed: seed)
    var table = (0..<order).map { random.row($0) }
    for row in 0..<order { table[row][row] = -0.5 - table[row].reduce(0) { $0 + abs($1) } }
    return try Matrix(table)
}

/// The product as it is defined.
func definedProduct(_ left: Matrix<Double>, _ right: Matrix<Double>) throws -> Matrix<Double> {
    try Matrix(
        (0..<left.rows).map { row in
            (0..<right.columns).map { column in
                (0..<left.columns).reduce(0) { $0 + left[row, $1] * right[$1, column] }
            }
        })
}

/// The greatest absolute difference of two entries.
func distance(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Double {
    guard left.rows == right.rows, left.columns == right.columns else { return .infinity }
    return zip(left.elements, right.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// The unit roundoff times what a backward stable algorithm of that order may lose, with a factor for its constants.
func rounding(_ order: Int, _ size: Double = 1) -> Double { 16 * Double(order) * size * 0x1p-53 }
