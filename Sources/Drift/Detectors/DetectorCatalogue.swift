/// A detector as the command line and documents know it.
public struct DetectorDescription: Sendable {
    public let name: String
    /// What it is for, in a clause.
    public let summary: String
    /// The values it takes.
    public let input: DetectorInput
    /// Whether it ever says `.warning`.
    public let hasWarnings: Bool
    /// Its options, with the published names and defaults.
    public let options: [MethodOption]
    private let maker: @Sendable ([String: String]) throws -> any CataloguedDetector
    private let reader: @Sendable (any Decoder) throws -> any CataloguedDetector

    init<Detector: CataloguedDetector>(_ type: Detector.Type) {
        name = Detector.name
        summary = Detector.summary
        input = Detector.input
        hasWarnings = Detector.hasWarnings
        options = Detector.options
        maker = { try Detector(options: DetectorOptions($0, of: Detector.self)) }
        reader = { try Detector(from: $0) }
    }

    /// A new detector with `options`; those not given have their defaults.
    ///
    /// - Parameter options: texts by name; a number's text is its decimal form.
    /// - Throws: `DriftError.badParameter` with the option that is unknown or outside its domain.
    public func make(_ options: [String: String] = [:]) throws -> any CataloguedDetector {
        try maker(options)
    }

    /// - Throws: as the detector's `init(from:)`.
    func read(_ decoder: any Decoder) throws -> any CataloguedDetector {
        try reader(decoder)
    }
}

/// Every streaming detector, by name.
public enum DetectorCatalogue {
    /// In the order in which they are listed to people: of any real stream, then of error rates.
    public static let detectors: [DetectorDescription] = [
        DetectorDescription(ADWIN.self),
        DetectorDescription(PageHinkley.self),
        DetectorDescription(KSWIN.self),
        DetectorDescription(CUSUM.self),
        DetectorDescription(GeometricMovingAverage.self),
        DetectorDescription(BayesianChangePoint.self),
        DetectorDescription(DDM.self),
        DetectorDescription(EDDM.self),
        DetectorDescription(RDDM.self),
        DetectorDescription(HDDMA.self),
        DetectorDescription(HDDMW.self),
        DetectorDescription(FHDDM.self),
        DetectorDescription(STEPD.self),
        DetectorDescription(ECDDWT.self),
    ]

    /// The names, in the order of `detectors`.
    public static var names: [String] { detectors.map(\.name) }

    /// The detector of that name.
    ///
    /// - Throws: `DriftError.unknownDetector` with the names there are.
    /// - Complexity: O(detectors).
    public static func description(of name: String) throws -> DetectorDescription {
        guard let found = detectors.first(where: { $0.name == name }) else {
            throw DriftError(
                .unknownDetector, key: name, problem: "there is no such detector",
                remedy: "use one of " + names.joined(separator: ", "))
        }
        return found
    }

    /// A new detector of that name with `options`; those not given have their defaults.
    ///
    /// - Throws: `DriftError.unknownDetector`; `DriftError.badParameter` with the option that is unknown or outside its
    ///   domain.
    public static func make(_ name: String, options: [String: String] = [:]) throws -> any CataloguedDetector {
        try description(of: name).make(options)
    }
}
