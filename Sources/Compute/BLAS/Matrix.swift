/// A dense matrix in one array, row by row.
public struct Matrix<Element: BinaryFloatingPoint & BitwiseCopyable & Sendable>: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    /// The entry of row i and column j is number `i * columns + j`.
    public internal(set) var elements: [Element]

    /// - Parameters:
    ///   - rows: 0 or more.
    ///   - columns: 0 or more.
    ///   - elements: Row by row.
    /// - Throws: `LinearAlgebraError.wrongShape` where the counts do not fit.
    /// - Complexity: O(1).
    public init(rows: Int, columns: Int, elements: [Element]) throws(LinearAlgebraError) {
        guard rows >= 0, columns >= 0, elements.count == rows * columns else {
            throw .wrongShape(
                problem: "\(elements.count) entries for a matrix of \(rows) × \(columns)",
                remedy: "give one number an entry, row by row")
        }
        self.init(rows, columns, elements)
    }

    /// - Parameter table: The rows, all of one length.
    /// - Throws: `LinearAlgebraError.wrongShape`, with the row, where one has another length than the first.
    /// - Complexity: O(rows · columns).
    public init(_ table: [[Element]]) throws(LinearAlgebraError) {
        let columns = table.first?.count ?? 0
        if let ragged = table.firstIndex(where: { $0.count != columns }) {
            throw .wrongShape(
                problem: "row \(ragged) has \(table[ragged].count) entries and row 0 has \(columns)",
                remedy: "give every row the same number of entries")
        }
        self.init(table.count, columns, table.flatMap { $0 })
    }

    /// The identity of `order` rows and columns.
    ///
    /// - Complexity: O(order²).
    public static func identity(_ order: Int) -> Matrix { diagonal([Element](repeating: 1, count: order)) }

    /// The square matrix with `values` on its diagonal and 0 elsewhere.
    ///
    /// - Complexity: O(n²) for n values.
    public static func diagonal(_ values: [Element]) -> Matrix {
        var result = Matrix.zero(values.count, values.count)
        for (index, value) in values.enumerated() { result[index, index] = value }
        return result
    }

    /// The matrix of zeros.
    ///
    /// - Complexity: O(rows · columns).
    public static func zero(_ rows: Int, _ columns: Int) -> Matrix {
        Matrix(rows, columns, [Element](repeating: 0, count: rows * columns))
    }

    /// For results of this module, whose counts fit.
    init(_ rows: Int, _ columns: Int, _ elements: [Element]) {
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// The entry of `row` and `column`.
    ///
    /// - Precondition: both are inside the matrix.
    /// - Complexity: O(1).
    public subscript(row: Int, column: Int) -> Element {
        get {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "an entry outside the matrix")
            return elements[row * columns + column]
        }
        set {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "an entry outside the matrix")
            elements[row * columns + column] = newValue
        }
    }

    /// Whether there are as many rows as columns.
    public var isSquare: Bool { rows == columns }

    /// Rows and columns exchanged.
    ///
    /// - Complexity: O(rows · columns).
    public var transposed: Matrix {
        let count = elements.count
        let turned = [Element](unsafeUninitializedCapacity: count) { target, filled in
            elements.withUnsafeBufferPointer { source in
                for row in 0..<rows {
                    for column in 0..<columns { target[column * rows + row] = source[row * columns + column] }
                }
            }
            filled = count
        }
        return Matrix(columns, rows, turned)
    }

    /// The entries of one row.
    ///
    /// - Precondition: the row is inside the matrix.
    public func row(_ row: Int) -> [Element] { Array(elements[(row * columns)..<((row + 1) * columns)]) }

    /// The entries of one column.
    ///
    /// - Precondition: the column is inside the matrix.
    public func column(_ column: Int) -> [Element] { (0..<rows).map { self[$0, column] } }

    /// The sum of the diagonal.
    public var trace: Element { (0..<min(rows, columns)).reduce(0) { $0 + self[$1, $1] } }

    /// The greatest sum of absolute values of a column, the norm induced by ‖·‖₁.
    ///
    /// - Complexity: O(rows · columns).
    public var oneNorm: Element {
        var sums = [Element](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns { sums[column] += abs(elements[row * columns + column]) }
        }
        return sums.max() ?? 0
    }
}

extension Matrix {
    /// Entry by entry: `left · a + right · b`.
    ///
    /// - Precondition: both have one shape.
    static func combination(_ left: Matrix, _ a: Element, _ right: Matrix, _ b: Element) -> Matrix {
        precondition(left.rows == right.rows && left.columns == right.columns, "matrices of two shapes added")
        return Matrix(left.rows, left.columns, zip(left.elements, right.elements).map { $0 * a + $1 * b })
    }

    /// This matrix times `factor`.
    func scaled(by factor: Element) -> Matrix { Matrix(rows, columns, elements.map { $0 * factor }) }

    /// - Throws: `LinearAlgebraError.notFinite` for the first entry that is NaN or infinite.
    func requireFinite(_ name: String) throws(LinearAlgebraError) {
        if let bad = elements.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(matrix: name, row: bad / columns, column: bad % columns, value: "\(elements[bad])")
        }
    }

    /// - Throws: `LinearAlgebraError.wrongShape` where the matrix is not square, `.notFinite` as `requireFinite(_:)`.
    func requireSquare(_ name: String) throws(LinearAlgebraError) {
        guard isSquare else {
            throw .wrongShape(
                problem: "\(name) has \(rows) rows and \(columns) columns", remedy: "a square matrix is needed")
        }
        try requireFinite(name)
    }

    /// How far two mirrored entries may differ, relative to the largest entry: what rounding leaves in a symmetric
    /// product, and far below any asymmetry that is meant.
    static var symmetryTolerance: Element { 0x1p-20 * Element.ulpOfOne.squareRoot() }

    /// - Throws: `LinearAlgebraError.notSymmetric` for the first pair that differs by more than `symmetryTolerance`;
    ///   what `requireSquare(_:)` throws.
    func requireSymmetric(_ name: String) throws(LinearAlgebraError) {
        try requireSquare(name)
        let allowed = Self.symmetryTolerance * (elements.lazy.map { abs($0) }.max() ?? 0)
        for row in 0..<rows {
            for column in 0..<row {
                let difference = abs(elements[row * columns + column] - elements[column * columns + row])
                guard difference <= allowed else {
                    throw .notSymmetric(
                        matrix: name, row: row, column: column, entry: "\(self[row, column])",
                        mirrored: "\(self[column, row])")
                }
            }
        }
    }
}
