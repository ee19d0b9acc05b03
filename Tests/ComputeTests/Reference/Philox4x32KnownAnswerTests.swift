import Compute
import Testing

/// The known-answer vectors of philox4x32-10 that Random123 is distributed with (`kat_vectors`; Salmon et al. 2011):
/// counter and key as words from the least significant.
@Suite struct Philox4x32KnownAnswerTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let counter: [UInt64]
        let key: [UInt64]
        let block: SIMD4<UInt32>

        var testDescription: String { "counter \(String(counter[0], radix: 16))…" }
    }

    static let vectors = [
        Vector(
            counter: [0, 0, 0, 0], key: [0, 0],
            block: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
        Vector(
            counter: [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], key: [0xffff_ffff, 0xffff_ffff],
            block: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
        Vector(
            counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0],
            block: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
    ]

    @Test(arguments: vectors)
    func blockIsTheKnownAnswer(vector: Vector) {
        let philox = Philox4x32(
            seed: vector.key[0] | vector.key[1] << 32, stream: vector.counter[2] | vector.counter[3] << 32)
        #expect(philox.block(vector.counter[0] | vector.counter[1] << 32) == vector.block)
    }

    /// The first two words of seed 0, stream 0: the first vector, least significant word first.
    @Test func generatorDrawsTheBlocksWordsInOrder() {
        var generator = Philox4x32(seed: 0).makeGenerator()
        #expect(generator.next() == 0xe169_c58d_6627_e8d5)
        #expect(generator.next() == 0x9b00_dbd8_bc57_ac4c)
    }
}
