public import Analysis
public import Drift
internal import Graphs

/// A sample as it stands in a file: rows of numbers, a column a feature.
public struct SampleFile: Sendable {
    public let path: String
    public let sample: Sample
    /// Whether the columns' names are the file's own.
    public let hasNames: Bool
    /// Rows passed over because a number was missing.
    public let missing: Int
    public let digest: String

    private init(path: String, sample: Sample, hasNames: Bool, missing: Int, digest: String) {
        self.path = path
        self.sample = sample
        self.hasNames = hasNames
        self.missing = missing
        self.digest = digest
    }

    /// Reads a file, or standard input for `-`.
    ///
    /// - Parameter limit: the bytes that its numbers may occupy.
    /// - Throws: `DriftError` with the line where something is no number, or one too large to be squared, or where there
    ///   is none at all; what `NumberRows` throws.
    /// - Complexity: O(bytes).
    public init(path: String, options: NumberRows.Options, limit: Int, cancellation: Cancellation) throws {
        var options = options
        options.wantsDigest = true
        var rows = try NumberRows(path: path, options: options, cancellation: cancellation)
        var values: [Double] = []
        var batch = NumberBatch()
        while try rows.read(into: &batch) {
            if let place = batch.values.firstIndex(where: { !DetectorInput.real.accepts($0) }) {
                let width = batch.values.count / batch.lines.count
                throw rows.mistake(
                    "\(batch.values[place]) is too large to be squared", remedy: "give \(DetectorInput.real.domain)",
                    line: batch.lines[place / width])
            }
            values += batch.values
            guard values.count <= limit / MemoryLayout<Double>.stride else {
                throw DriftError(
                    .tooLarge, key: rows.name, problem: "its numbers are more than \(limit) bytes",
                    remedy: "choose --columns, give fewer rows, or raise --memory-limit")
            }
        }
        let width = rows.columns.count
        guard width > 0, !values.isEmpty else { throw rows.emptiness }
        self.init(
            path: path,
            sample: try Sample(
                rows: values.count / width, columns: width, values: values, columnNames: rows.columns),
            hasNames: rows.hasNames, missing: rows.missingCount, digest: rows.digest)
    }

    /// The same with its columns in the order of the reference's: matched by name where both files have names, else by
    /// position, under the reference's names.
    ///
    /// - Throws: `DriftError.dimensionMismatch` naming the columns that only one of them has.
    /// - Complexity: O(numbers).
    public func matching(_ reference: SampleFile) throws -> SampleFile {
        let (mine, theirs) = (sample.columnNames ?? [], reference.sample.columnNames ?? [])
        guard mine != theirs else { return self }
        guard hasNames && reference.hasNames else {
            guard mine.count == theirs.count else {
                throw mismatch(
                    reference, "\(mine.count.counted("column")), and \(reference.name) has \(theirs.count)",
                    "give both the same columns, or choose some with --columns")
            }
            let names = reference.hasNames ? theirs : mine
            return SampleFile(
                path: path,
                sample: try Sample(
                    rows: sample.rows, columns: sample.columns, values: sample.values, columnNames: names),
                hasNames: hasNames, missing: missing, digest: digest)
        }
        let places = theirs.map { name in mine.firstIndex(of: name) }
        let order = places.compactMap { $0 }
        guard order.count == theirs.count, mine.count == theirs.count else {
            let absent = theirs.filter { !mine.contains($0) }
            let extra = mine.filter { !theirs.contains($0) }
            let differences =
                (absent.isEmpty ? [] : ["it lacks \(NumberRows.listing(absent))"])
                + (extra.isEmpty ? [] : ["\(reference.name) lacks \(NumberRows.listing(extra))"])
            throw mismatch(
                reference, differences.joined(separator: ", and "),
                "give both the same columns, or choose those to compare with --columns")
        }
        var values: [Double] = []
        values.reserveCapacity(sample.values.count)
        for row in 0..<sample.rows {
            for column in order { values.append(sample.values[row * sample.columns + column]) }
        }
        return SampleFile(
            path: path,
            sample: try Sample(rows: sample.rows, columns: sample.columns, values: values, columnNames: theirs),
            hasNames: true, missing: missing, digest: digest)
    }

    /// The name by which errors know it.
    var name: String { path == "-" ? "standard input" : path }

    private func mismatch(_ reference: SampleFile, _ problem: String, _ remedy: String) -> DriftError {
        DriftError(.dimensionMismatch, key: name, problem: problem, remedy: remedy)
    }
}

extension NumberRows {
    /// What is wrong with an input that held no row of numbers.
    public var emptiness: DriftError {
        let problem =
            missingCount > 0
            ? "a number is missing in each of its \(missingCount.counted("row"))"
            : headerLine != nil ? "there is a header and no row of numbers" : "there is no number in it"
        return mistake(problem, remedy: "give a number a line, CSV, TSV or .npy", kind: .tooFewValues)
    }
}
