public import Analysis
internal import Crypto
internal import Drift
internal import Foundation
internal import Graphs

/// Some rows of numbers that stand one after the other in a file.
public struct NumberBatch: Sendable {
    /// Row by row, a number for each column that was asked for.
    public package(set) var values: [Double] = []
    /// The line that each row stands in, from 1; of a NumPy file the row's own number, from 1.
    public package(set) var lines: [Int] = []

    public init() {}
}

/// Rows of numbers from a file or pipe, handed on as they arrive: CSV, TSV, columns set apart by semicolons or blanks, one
/// number a line, or an array in NumPy's `.npy` format of one or two dimensions.
///
/// Blank lines and lines that begin with `#` are passed over. A first line without a number is a header.
public struct NumberRows {
    /// What the input looks like.
    public enum Format: String, Sendable {
        case csv, tsv, npy
        /// Columns set apart by semicolons.
        case semicolons
        /// Columns set apart by blanks, or one number a line.
        case plain
    }

    /// Which numbers are wanted.
    public struct Options: Sendable {
        /// The columns' names, or their numbers from 1; empty for all there are.
        public var columns: [String] = []
        /// Whether one column is wanted, so that of several one has to be named.
        public var wantsOneColumn = false
        /// Whether the first line is a header; nil: where it has no number.
        public var hasHeader: Bool?
        /// Whether rows in which a number is missing are passed over; they are a mistake otherwise.
        public var skipsMissing = false
        /// Whether the digest of what was read is wanted.
        public var wantsDigest = false

        public init() {}
    }

    let options: Options
    var bytes: ByteSource
    /// What the rows look like, once the first of them came.
    var text: TextLayout?
    var array: ArrayLayout?
    private var isDecided = false
    /// The names of the columns that the rows have; known with the first row.
    public internal(set) var columns: [String] = []
    /// Whether the names are the input's own.
    public internal(set) var hasNames = false
    /// Known with the first row.
    public internal(set) var format: Format?
    /// Rows in which a number was missing.
    public internal(set) var missingCount = 0
    var headerLine: (bytes: [UInt8], number: Int)?
    var lineNumber = 0
    /// Met after rows that were still good; thrown once those are taken.
    private var failure: (any Error)?
    private var hash = SHA256()

    /// - Parameter path: The file; `-` for standard input.
    /// - Throws: `InputError` where it cannot be opened.
    public init(path: String, options: Options = Options(), cancellation: Cancellation) throws {
        bytes = try ByteSource(path: path, cancellation: cancellation)
        self.options = options
    }

    /// The name by which errors know the input.
    public var name: String { bytes.name }

    /// The size of a regular file in bytes, for an estimate of the work; nil for a pipe or terminal.
    public var byteCount: Int? { bytes.byteCount }

    /// The bytes read so far.
    public var bytesTaken: Int { bytes.readCount }

    /// Replaces `batch` by the rows that come next: those at hand, or where none is, the first that arrive.
    ///
    /// - Returns: false at the end of the input; `batch` is empty then.
    /// - Throws: `DriftError` with the line, once the rows before it have been handed on; `GraphsError` for the header of a
    ///   NumPy file; `InputError`, `CancelledError`.
    /// - Complexity: O(bytes).
    public mutating func read(into batch: inout NumberBatch) throws -> Bool {
        batch.values.removeAll(keepingCapacity: true)
        batch.lines.removeAll(keepingCapacity: true)
        if let failure { throw failure }
        do {
            while batch.lines.isEmpty {
                if try !take(into: &batch) { return false }
            }
        } catch  where !batch.lines.isEmpty {
            failure = error
        }
        return true
    }

    /// The SHA-256 of the bytes read so far, in hexadecimal.
    public var digest: String { RunRecord.hexadecimal(hash.finalize()) }

    /// Takes what is at hand, after waiting for some of it.
    ///
    /// - Returns: false where there is nothing more.
    private mutating func take(into batch: inout NumberBatch) throws -> Bool {
        let waiting = bytes.buffer.count - bytes.start
        if !bytes.isExhausted {
            _ = try bytes.fill(waiting: true)
            if options.wantsDigest {
                let buffer = bytes.buffer
                buffer.withUnsafeBytes { hash.update(bufferPointer: .init(rebasing: $0[waiting...])) }
            }
        } else if waiting == 0 {
            return false
        }
        if !isDecided {
            let head = bytes.buffer.prefix(NumPyArray.magic.count)
            guard head.count == NumPyArray.magic.count || !NumPyArray.magic.starts(with: head) || bytes.isExhausted
            else { return true }
            isDecided = true
            if head.elementsEqual(NumPyArray.magic) { format = .npy }
        }
        try format == .npy ? takeElements(into: &batch) : takeLines(into: &batch)
        return true
    }

    /// A mistake in the input.
    ///
    /// - Parameter line: from 1; nil where it is the whole's.
    func mistake(
        _ problem: String, remedy: String, line: Int? = nil, column: String? = nil, kind: DriftError.Kind = .badSample
    ) -> DriftError {
        let place = [name] + [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap { $0 }
        return DriftError(kind, key: place.joined(separator: ": "), problem: problem, remedy: remedy)
    }

    /// Which of the input's columns are wanted.
    ///
    /// - Parameter names: those of all columns.
    func chosen(of names: [String]) throws -> [Int] {
        if options.columns.isEmpty {
            guard names.count == 1 || !options.wantsOneColumn else {
                throw mistake(
                    "there are \(names.count) columns: \(Self.listing(names))",
                    remedy: "choose one with --column, by its name or its number from 1", kind: .dimensionMismatch)
            }
            return Array(names.indices)
        }
        return try options.columns.map { wanted in
            if let index = names.firstIndex(of: wanted) { return index }
            if let number = Int(wanted), (1...names.count).contains(number) { return number - 1 }
            let guess = Spelling.nearest(to: wanted, in: names).map { " (did you mean '\($0)'?)" } ?? ""
            throw mistake(
                "there is no column '\(wanted)'\(guess)",
                remedy: "give a name or a number from 1 to \(names.count), of \(Self.listing(names))",
                kind: .dimensionMismatch)
        }
    }

    static func listing(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}
