/// A method that compares two samples, as the command line and documents know it.
public struct TwoSampleMethod: Sendable {
    /// Makes a test from options that were checked to be known.
    public enum Maker: Sendable {
        /// Of one channel; for many, `FeatureWiseTest` applies it to each.
        case oneChannel(@Sendable (MethodOptions) throws -> any TwoSampleTest)
        case manyChannels(@Sendable (MethodOptions) throws -> any MultivariateTest)
    }

    /// A method with its options, ready to compare samples.
    public enum Made: Sendable {
        case oneChannel(any TwoSampleTest)
        case manyChannels(any MultivariateTest)
    }

    /// What a method says of two samples.
    public enum Purpose: String, Sendable, Codable, CaseIterable {
        /// A test: its results always have a p-value, but that of many features without a correction.
        case test
        /// A distance: its results have a p-value where permutations are asked for.
        case distance
    }

    public let name: String
    /// Short names, such as `ks`.
    public let aliases: [String]
    public let purpose: Purpose
    /// What it is for, in a clause.
    public let summary: String
    public let options: [MethodOption]
    private let maker: Maker

    public init(
        _ name: String, aliases: [String] = [], purpose: Purpose, summary: String, options: [MethodOption],
        maker: Maker
    ) {
        self.name = name
        self.aliases = aliases
        self.purpose = purpose
        self.summary = summary
        self.options = options
        self.maker = maker
    }

    /// Whether it compares samples of one channel; else of many.
    public var isOneChannel: Bool {
        if case .oneChannel = maker { return true }
        return false
    }

    /// The method with `options`; those not given have their defaults.
    ///
    /// - Throws: `DriftError.badParameter` with the option that is unknown or outside its domain.
    public func make(options: [String: String] = [:]) throws -> Made {
        let given = MethodOptions(options)
        try given.requireKnown(self.options, method: name)
        switch maker {
        case .oneChannel(let make): return .oneChannel(try make(given))
        case .manyChannels(let make): return .manyChannels(try make(given))
        }
    }
}
