/// Every method that compares two samples, by name.
public enum TwoSampleCatalogue {
    /// In the order in which they are listed to people: tests of one channel, distances, methods of many channels.
    public static let methods: [TwoSampleMethod] = oneChannelTests + distances + manyChannels

    static let oneChannelTests = [
        KolmogorovSmirnovTest.method, CramerVonMisesTest.method, AndersonDarlingTest.method, KuiperTest.method,
        MannWhitneyTest.method, WelchTest.method, ChiSquaredTest.method,
    ]

    static let distances = [
        WassersteinDistance.method, EnergyDistance.method, PopulationStabilityIndex.method,
        JensenShannonDistance.method, KullbackLeiblerDivergence.method, HellingerDistance.method,
        BhattacharyyaDistance.method,
    ]

    static let manyChannels = [
        FeatureWiseTest.method, SlicedWassersteinDistance.method, MaximumMeanDiscrepancy.method, LinearTimeMMD.method,
        RandomFeatureMMD.method,
        LeastSquaresDensityDifference.method,
    ]

    /// The method of that name or short name.
    ///
    /// - Throws: `DriftError.unknownMethod` with the names there are.
    /// - Complexity: O(methods).
    public static func method(_ name: String) throws -> TwoSampleMethod {
        guard let found = methods.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
            throw DriftError(
                .unknownMethod, key: name, problem: "there is no such method",
                remedy: "use one of " + methods.map(\.name).joined(separator: ", "))
        }
        return found
    }

    /// The method of that name with `options`; those not given have their defaults.
    ///
    /// - Throws: `DriftError.unknownMethod`; `DriftError.badParameter` with the option that is unknown or outside its
    ///   domain.
    public static func make(_ name: String, options: [String: String] = [:]) throws -> TwoSampleMethod.Made {
        try method(name).make(options: options)
    }
}
