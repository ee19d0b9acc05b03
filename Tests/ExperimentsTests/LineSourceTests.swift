import Analysis
import Compute
import Experiments
import Foundation
import Testing

@Suite("Lines of input")
struct LineSourceTests {
    private func lines(_ text: String, longest: Int = 1 << 20) throws -> [NumberedLine] {
        let folder = try TemporaryFolder()
        var source = try LineSource(
            path: folder.file("lines", text), cancellation: Cancellation(), longestLine: longest)
        var lines: [NumberedLine] = []
        while case .item(let line, _) = try source.next(waiting: true) { lines.append(line) }
        return lines
    }

    @Test("blank lines are skipped but counted, and the last line needs no line break")
    func numbering() throws {
        let found = try lines("a\n\n  \r\nb\nc")
        #expect(found.map(\.number) == [1, 4, 5])
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "b", "c"])
        #expect(try lines("").isEmpty)
        #expect(try lines("\n\n").isEmpty)
    }

    @Test("lines longer than what is read at once arrive whole", arguments: [65_535, 65_536, 65_537, 300_000])
    func longLines(length: Int) throws {
        let text = String(repeating: "x", count: length)
        let found = try lines("a\n\(text)\nb\n")
        #expect(found.map(\.bytes.count) == [1, length, 1])
    }

    @Test("a line over the limit is reported in its place, and the rest still comes")
    func tooLong() throws {
        let found = try lines("a\n" + String(repeating: "x", count: 200_000) + "\nb", longest: 1000)
        #expect(found.map(\.isTooLong) == [false, true, false])
        #expect(found.map(\.number) == [1, 2, 3])
        let last = try lines(String(repeating: "x", count: 200_000), longest: 1000)
        #expect(last.map(\.isTooLong) == [true])
    }

    @Test("a file that cannot be opened is missing input")
    func missing() {
        #expect(throws: InputError.self) { try LineSource(path: "/nonexistent", cancellation: Cancellation()) }
    }
}
