// Uniform deviates of the same Philox blocks that the normal ones come from (Normal.swift), in double precision.

#if !SINGLE
    /// Two uniform deviates in (0, 1) of each block: (k + ½)·2⁻⁵², k the upper 52 bits of a word.
    ///
    /// The numbers depend on the seed and an entry's own (step, node, draw, run) alone. They are those from which
    /// `fillNormals` makes its deviates, so a draw serves either.
    ///
    /// - Parameters:
    ///   - count: Entries, a multiple of 16.
    ///   - first: The deviates of the blocks' first words.
    ///   - second: The deviates of their second words.
    /// - Complexity: O(count).
    public func fillUniforms(
        _ seed: UInt64, _ step: UInt32, _ draw: UInt32, _ nodes: UnsafePointer<UInt32>, _ runs: UnsafePointer<UInt32>,
        _ count: Int, _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
    ) {
        var index = 0
        while index < count {
            let words = philoxWords(seed, step, draw, widened(nodes + index), widened(runs + index))
            storeLanes(openUniform(words.first), first + index)
            storeLanes(openUniform(words.second), second + index)
            index += laneCount
        }
    }

    /// Eight words, each in a lane of its own. Lane by lane, since a second use of the generic conversion leaves it
    /// in the module as a function of its own; the compiler makes one instruction of it.
    @inline(__always)
    private func widened(_ words: UnsafePointer<UInt32>) -> BlockLanes {
        BlockLanes(
            UInt64(words[0]), UInt64(words[1]), UInt64(words[2]), UInt64(words[3]), UInt64(words[4]), UInt64(words[5]),
            UInt64(words[6]), UInt64(words[7]))
    }

    @inline(__always)
    private func openUniform(_ words: LaneBits) -> Lanes {
        lanes((words &>> 12) | RealFormat.oneBits) - (1 - 0x1p-53)
    }
#endif
