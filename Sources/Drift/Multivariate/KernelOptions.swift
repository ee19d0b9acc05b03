// The options that the kernel methods share, each written once.

extension KernelBandwidth {
    static func option(several: Bool) -> MethodOption {
        MethodOption(
            "bandwidth", default: "median",
            domain: several ? "median, or positive numbers with commas between them" : "median, or a positive number",
            meaning: "width of the Gaussian kernel, in the features' unit"
                + (several ? "; several make the mean of their kernels" : ""))
    }

    static let medianRowsOption = MethodOption(
        "median-rows", default: "2000", domain: "a whole number from 2 to 100000",
        meaning: "rows drawn at random whose median distance is the bandwidth")

    /// - Throws: `DriftError.badParameter` where the text is no bandwidth.
    static func given(_ options: MethodOptions) throws -> KernelBandwidth {
        guard let text = options.text("bandwidth") else { return .median }
        guard let bandwidth = KernelBandwidth(text) else {
            throw DriftError(
                .badParameter, key: "bandwidth", problem: "it is '\(text)'",
                remedy: "give median, or numbers from 1e-150 to 1e150 with commas between them")
        }
        return bandwidth
    }

    static func medianRows(_ options: MethodOptions) throws -> Int {
        try options.whole("median-rows", default: 2000, in: 2...100_000)
    }
}

extension PermutationPlan {
    /// The most that the kernel methods take: they hold some kilobytes a permutation.
    static let mostOfKernel = 100_000

    /// - Throws: `DriftError.badParameter` where there are none, or more than `mostOfKernel`.
    static func ofKernel(permutations: Int, seed: UInt64) throws -> PermutationPlan {
        guard (1...mostOfKernel).contains(permutations) else {
            throw DriftError(
                .badParameter, key: "permutations", problem: "it is \(permutations)",
                remedy: "give a whole number from 1 to \(mostOfKernel)")
        }
        return try PermutationPlan(permutations: permutations, seed: seed)
    }

    /// The kernel methods' results always have a p-value from permutations.
    static let kernelOptions = [
        MethodOption(
            "permutations", default: "999", domain: "a whole number from 1 to \(mostOfKernel)",
            meaning: "random permutations to count the p-value from"),
        seedOption,
    ]

    static let seedOption = MethodOption(
        "seed", default: "0", domain: "a whole number from 0 to 2^64 - 1", meaning: "of everything that is random")

    static func kernelPermutations(_ options: MethodOptions) throws -> Int {
        try options.whole("permutations", default: 999, in: 1...mostOfKernel)
    }
}
