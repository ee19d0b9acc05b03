import Compute
import Testing

@Suite struct AlignedBufferTests {
    @Test(arguments: [0, 1, 7, 8, 9, 1 << 16])
    func startsOnACacheLineFilledWithItsValue(count: Int) {
        // Several at once, so that no allocation is aligned by luck.
        let buffers = (0..<5).map { AlignedBuffer(count: count, repeating: Double($0)) }
        for (value, buffer) in buffers.enumerated() {
            #expect(UInt(bitPattern: buffer.base) % 64 == 0)
            #expect(buffer.count == count)
            #expect(buffer.values == [Double](repeating: Double(value), count: count))
        }
    }

    @Test func entriesAreReadWhereTheyWereWritten() {
        let buffer = AlignedBuffer(count: 9)
        for index in 0..<9 { buffer[index] = Double(index * index) }
        #expect((0..<9).allSatisfy { buffer[$0] == buffer.base[$0] })
        #expect(buffer.values == (0..<9).map { Double($0 * $0) })
    }
}
