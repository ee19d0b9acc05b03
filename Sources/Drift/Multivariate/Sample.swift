/// A sample of many channels: rows (observations) × columns (features) of finite numbers.
public struct Sample: Sendable, Hashable {
    /// Observations, at least 1.
    public let rows: Int
    /// Features, at least 1.
    public let columns: Int
    /// Row by row: the value of row i and column j is number `i * columns + j`.
    public let values: [Double]
    /// The features' names in order; nil where they have none.
    public let columnNames: [String]?

    /// - Parameters:
    ///   - rows: at least 1.
    ///   - columns: at least 1.
    ///   - values: row by row, all finite.
    ///   - columnNames: as many as there are columns, no two the same; nil for none.
    /// - Throws: `DriftError.badSample` where a count is wrong, a name is twice there or a value is not finite, with
    ///   its row and column.
    /// - Complexity: O(rows · columns).
    public init(rows: Int, columns: Int, values: [Double], columnNames: [String]? = nil) throws {
        guard rows > 0, columns > 0 else {
            throw DriftError(
                .badSample, problem: "it has \(rows) rows and \(columns) columns",
                remedy: "give at least one row and one column of numbers")
        }
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow, values.count == count else {
            throw DriftError(
                .badSample, problem: "\(values.count) values for \(rows) rows of \(columns) columns",
                remedy: "give one number a row and column, row by row")
        }
        if let columnNames {
            guard columnNames.count == columns else {
                throw DriftError(
                    .badSample, key: "columns", problem: "\(columnNames.count) names for \(columns) columns",
                    remedy: "give one name a column")
            }
            if let twice = Self.firstRepeated(columnNames) {
                throw DriftError(
                    .badSample, key: "columns", problem: "the name '\(twice)' is there twice",
                    remedy: "give every column a name of its own")
            }
        }
        if let bad = values.firstIndex(where: { !$0.isFinite }) {
            let column = columnNames.map { "'\($0[bad % columns])'" } ?? "\(bad % columns + 1)"
            throw DriftError(
                .badSample, key: "row \(bad / columns + 1), column \(column)", problem: "the value is \(values[bad])",
                remedy: "give finite numbers; leave out rows with missing values")
        }
        self.rows = rows
        self.columns = columns
        self.values = values
        self.columnNames = columnNames
    }

    /// - Parameter table: the rows, all of one length.
    /// - Throws: `DriftError.badSample`, as the other initialiser, or with the row that has another length than the
    ///   first.
    /// - Complexity: O(rows · columns).
    public init(_ table: [[Double]], columnNames: [String]? = nil) throws {
        let columns = table.first?.count ?? 0
        if let ragged = table.firstIndex(where: { $0.count != columns }) {
            throw DriftError(
                .badSample, key: "row \(ragged + 1)",
                problem: "it has \(table[ragged].count) values and row 1 has \(columns)",
                remedy: "give every row the same number of values")
        }
        try self.init(rows: table.count, columns: columns, values: table.flatMap { $0 }, columnNames: columnNames)
    }

    /// The values of one feature, from the first row to the last.
    ///
    /// - Precondition: the column is inside the sample.
    /// - Complexity: O(rows).
    public func column(_ column: Int) -> [Double] {
        precondition(column >= 0 && column < columns, "a column outside the sample")
        return values.withUnsafeBufferPointer { values in
            (0..<rows).map { values[$0 * columns + column] }
        }
    }

    /// The feature's name, or `column 3` where it has none; columns are numbered from 1.
    public func label(_ column: Int) -> String {
        columnNames.map { $0[column] } ?? "column \(column + 1)"
    }

    /// Checks that `other` has the same features in the same order.
    ///
    /// - Throws: `DriftError.dimensionMismatch` where the number of columns, or a name, differs. Where only one of the
    ///   two has names, only the number is compared.
    /// - Complexity: O(columns).
    public func requireSameColumns(as other: Sample) throws {
        guard columns == other.columns else {
            throw DriftError(
                .dimensionMismatch, key: "columns",
                problem: "the reference has \(other.columns) columns and the sample has \(columns)",
                remedy: "give both the same columns")
        }
        guard let mine = columnNames, let theirs = other.columnNames else { return }
        if let differing = mine.indices.first(where: { mine[$0] != theirs[$0] }) {
            throw DriftError(
                .dimensionMismatch, key: "column \(differing + 1)",
                problem: "it is '\(theirs[differing])' in the reference and '\(mine[differing])' in the sample",
                remedy: "give both the same columns in the same order")
        }
    }

    private static func firstRepeated(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }
}
