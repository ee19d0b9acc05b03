import Analysis
import Drift
import Experiments
import Foundation
import GeneratedInput
import Graphs
import Testing

@Suite("Rows of numbers from text and NumPy files")
struct NumberRowsTests {
    struct Table: Equatable {
        var columns: [String] = []
        var values: [Double] = []
        var lines: [Int] = []
        var missing = 0
        var format: NumberRows.Format?
    }

    private func read(
        _ contents: some Sequence<UInt8>, columns: [String] = [], single: Bool = false, header: Bool? = nil,
        skipping: Bool = false
    ) throws -> Table {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var options = NumberRows.Options()
        (options.columns, options.wantsOneColumn) = (columns, single)
        (options.hasHeader, options.skipsMissing) = (header, skipping)
        let path = try folder.file("numbers", "")
        try Data(contents).write(to: URL(fileURLWithPath: path))
        var rows = try NumberRows(path: path, options: options, cancellation: Cancellation())
        var table = Table()
        var batch = NumberBatch()
        while try rows.read(into: &batch) {
            #expect(!batch.lines.isEmpty)
            table.values += batch.values
            table.lines += batch.lines
        }
        (table.columns, table.missing, table.format) = (rows.columns, rows.missingCount, rows.format)
        return table
    }

    private func problem(_ contents: some Sequence<UInt8>, columns: [String] = [], single: Bool = false) -> String {
        do {
            _ = try read(contents, columns: columns, single: single)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test("the same numbers in every form of text give the same rows")
    func forms() throws {
        for (text, format) in [
            ("a,b\n1,2\n3,4\n", NumberRows.Format.csv), ("a\tb\n1\t2\n3\t4", .tsv),
            ("a;b\r\n1;2\r\n3;4\r\n", .semicolons),
            ("a b\n 1  2\n3   4\n", .plain), ("\u{FEFF}a,b\n1,2\n\n# note\n3,4\n", .csv),
            ("\"a\",\"b\"\n\"1\",2\n3 , 4 \n", .csv),
        ] {
            let table = try read(text.utf8)
            #expect(table.columns == ["a", "b"] && table.format == format, "\(text)")
            #expect(table.values == [1, 2, 3, 4], "\(text)")
        }
        let plain = try read("1\n-2.5e3\n+.5\n".utf8)
        #expect(plain.values == [1, -2500, 0.5] && plain.columns == ["column 1"] && plain.lines == [1, 2, 3])
        #expect(try read("the loss\n1\n2\n".utf8).columns == ["the loss"])
    }

    @Test("columns are chosen by name, else by number from 1, in the order asked for")
    func columns() throws {
        let text = "t,x,2\n1,2,3\n4,5,6\n"
        #expect(try read(text.utf8, columns: ["x", "t"], header: true).values == [2, 1, 5, 4])
        #expect(try read(text.utf8, columns: ["3"], header: true).values == [3, 6])
        // A name goes before a number.
        #expect(try read(text.utf8, columns: ["2"], header: true).values == [3, 6])
        #expect(try read("10,20\n1,2\n".utf8, header: true).columns == ["10", "20"])
        #expect(try read("10,20\n1,2\n".utf8).values == [10, 20, 1, 2])
    }

    @Test("numbers come back bit for bit, across the places where reading pauses")
    func exact() throws {
        var random = SplitMix64(seed: 5)
        let values = (0..<40_000).map { _ in
            Double(Int64(bitPattern: random.next())) * exp2(Double(random.next() % 200) - 163)
        }
        let text = values.map { "\($0)" }.joined(separator: "\n")
        #expect(try read(text.utf8).values == values)
        let pairs = stride(from: 0, to: values.count, by: 2).map { "\(values[$0]),\(values[$0 + 1])\r\n" }.joined()
        #expect(try read(pairs.utf8).values == values)
        let array = NumPyStream.header(shape: [values.count]) + NumPyStream.bytes(values)
        let table = try read(array)
        #expect(table.values == values && table.format == .npy && table.lines.last == values.count)
        #expect(try read(array, single: true).columns == ["column 1"])
    }

    @Test("arrays of two dimensions in either order")
    func arrays() throws {
        let rows = NumPyStream.header(shape: [3, 2]) + NumPyStream.bytes([1, 2, 3, 4, 5, 6])
        #expect(try read(rows).values == [1, 2, 3, 4, 5, 6])
        #expect(try read(rows, columns: ["2"], single: true).values == [2, 4, 6])
        var head = String(decoding: NumPyStream.header(shape: [3, 2])[10...], as: UTF8.self)
        head = head.replacing("False", with: "True ")
        let byColumns =
            Array(NumPyStream.header(shape: [3, 2])[..<10]) + Array(head.utf8)
            + NumPyStream.bytes([1, 3, 5, 2, 4, 6])
        #expect(try read(byColumns).values == [1, 2, 3, 4, 5, 6])
    }

    @Test("a missing number is a mistake with its line, or is left out where that is asked for")
    func missing() throws {
        for word in ["", "NA", "nan", "NULL", "n/a", "-NaN"] {
            let text = "x,y\n1,1\n\(word),2\n3,3\n"
            #expect(problem(text.utf8, columns: ["x"]).contains("line 3"), "\(word)")
            #expect(problem(text.utf8, columns: ["x"]).contains("--skip-missing"))
            let table = try read(text.utf8, columns: ["x"], skipping: true)
            #expect(table.values == [1, 3] && table.lines == [2, 4] && table.missing == 1)
            // What is not asked for may be missing.
            #expect(try read(text.utf8, columns: ["y"]).values == [1, 2, 3])
        }
        let array = NumPyStream.header(shape: [3]) + NumPyStream.bytes([1, .nan, 3])
        #expect(problem(array).contains("row 2 holds nan"))
        #expect(try read(array, skipping: true).values == [1, 3])
    }

    @Test("what is no table of numbers is refused with its place and a remedy")
    func mistakes() throws {
        for (text, part) in [
            ("1\ntwo\n3\n", "line 2: 'two' is not a number"),
            ("x,y\n1,2\n3\n", "line 3: 1 cell, and the first row has 2"),
            ("x,y\n1,2,3\n", "line 2: 3 cells, and the header in line 1 has 2"), ("1\ninf\n", "line 2: it is infinite"),
            ("1\n1e999\n", "line 2: it is infinite"), ("x,y\n1,2\n3,4,5\n", "line 3: 3 cells"),
        ] {
            #expect(problem(text.utf8).contains(part), "\(problem(text.utf8))")
        }
        #expect(problem("a,b\n1,2\n".utf8, single: true).contains("2 columns: a, b; choose one with --column"))
        #expect(problem("loss,norm\n1,2\n".utf8, columns: ["los"]).contains("did you mean 'loss'?"))
        #expect(problem("loss,norm\n1,2\n".utf8, columns: ["3"]).contains("from 1 to 2"))
        #expect(problem("a,b\n1,2\n".utf8, columns: ["a", "1"]).contains("asked for twice"))
        #expect(problem([0xFF, 0xFE, 0x31, 0]).contains("UTF-16"))
        let array = NumPyStream.header(shape: [3]) + NumPyStream.bytes([1, 2])
        #expect(problem(array).contains("ends after 2 of 3 rows"))
        #expect(problem(array + NumPyStream.bytes([3, 4])).contains("bytes follow"))
        #expect(problem(NumPyStream.header(shape: [1, 1, 1]) + NumPyStream.bytes([1])).contains("3 dimensions"))
        #expect(problem(Array(array[..<40])).contains("header"))
    }

    @Test("the rows before a mistake are handed on first")
    func order() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var rows = try NumberRows(path: folder.file("x", "1\n2\nx\n4\n"), cancellation: Cancellation())
        var batch = NumberBatch()
        #expect(try rows.read(into: &batch))
        #expect(batch.values == [1, 2])
        #expect(throws: DriftError.self) { try rows.read(into: &batch) }
        #expect(throws: DriftError.self) { try rows.read(into: &batch) }
    }

    @Test("an input without a row of numbers ends at once", arguments: ["", "\n\n", "x,y\n", "# only a note\n"])
    func empty(text: String) throws {
        #expect(try read(text.utf8).values.isEmpty)
    }
}
