/// A rectangular table of numbers under the name that a file gives it.
package struct NumberMatrix: Sendable, Equatable {
    package var name: String
    package var rows: [[Double]]

    package init(name: String, rows: [[Double]]) {
        self.name = name
        self.rows = rows
    }

    /// The number of rows and of columns; -1 columns where the rows differ.
    package var shape: (rows: Int, columns: Int) {
        let columns = rows.first?.count ?? 0
        return (rows.count, rows.allSatisfy { $0.count == columns } ? columns : -1)
    }
}

extension NumPyArray {
    var matrix: [[Double]] { (0..<rows).map { Array(values[($0 * columns)..<(($0 + 1) * columns)]) } }
}
