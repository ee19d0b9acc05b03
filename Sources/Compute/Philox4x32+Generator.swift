extension Philox4x32 {
    /// The numbers of one seed and stream in order, for code that draws them one after the other.
    ///
    /// Word `k` of a stream is half `k mod 2` of block `k / 2`, so a position is all there is to save and restore, and
    /// skipping ahead costs nothing. After 2⁶⁴ words the stream repeats.
    ///
    /// Two copies draw the same numbers. Work that is split into pieces gives each piece its own stream, or its own
    /// position, so that the numbers do not depend on who runs it.
    public struct Generator: RandomNumberGenerator, Hashable, Sendable {
        /// The seed and the stream.
        public let source: Philox4x32
        /// The number of 64-bit words drawn or skipped so far.
        public private(set) var position: UInt64

        /// - Parameter position: the first word to draw.
        public init(_ source: Philox4x32, position: UInt64 = 0) {
            self.source = source
            self.position = position
        }

        /// The next 64-bit word.
        ///
        /// - Complexity: O(1). Each word computes its block anew; `Philox4x32.wordPair(_:)` has both for one price.
        public mutating func next() -> UInt64 {
            let word = source.wordPair(position >> 1)[Int(position & 1)]
            skip(1)
            return word
        }

        /// Passes over `words` 64-bit words.
        ///
        /// - Complexity: O(1).
        public mutating func skip(_ words: UInt64) {
            position &+= words
        }

        /// A uniform deviate in [0, 1): one word.
        ///
        /// - Complexity: O(1).
        public mutating func uniform() -> Double {
            Philox4x32.uniform(next())
        }

        /// A uniform deviate in (0, 1): one word.
        ///
        /// - Complexity: O(1).
        public mutating func openUniform() -> Double {
            Philox4x32.openUniform(next())
        }

        /// Two independent standard normal deviates, as `Philox4x32.normalPair(_:)` makes them: two words.
        ///
        /// - Complexity: O(1).
        public mutating func normalPair() -> SIMD2<Double> {
            let first = next()
            return Philox4x32.normalPair(SIMD2(first, next()))
        }
    }

    /// The numbers of this seed and stream from the first one on.
    ///
    /// - Complexity: O(1).
    public func makeGenerator() -> Generator { Generator(self) }
}
