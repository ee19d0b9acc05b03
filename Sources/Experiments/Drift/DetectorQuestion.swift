public import Drift
internal import Graphs

/// A detector with the value of each of its options.
public struct DetectorQuestion: Sendable, Hashable {
    /// An option and its value, as text.
    public struct Setting: Sendable, Hashable {
        public let name: String
        public let text: String
    }

    public let name: String
    /// In the order in which the detector lists them, those at their defaults included.
    public let settings: [Setting]

    init(_ detector: any CataloguedDetector) {
        let type = type(of: detector)
        name = type.name
        settings = zip(type.options, detector.optionTexts).map { Setting(name: $0.name, text: $1) }
    }

    /// The detectors of those names with the options given for them.
    ///
    /// - Parameters:
    ///   - names: as typed; `all` for every detector of numbers, `errors` for every one of error rates.
    ///   - assignments: `OPTION=VALUE` for every detector of `names` that has the option, or `DETECTOR.OPTION=VALUE`.
    /// - Throws: `DriftError` where a name is not known, with what may have been meant, or an option or its value is not.
    /// - Complexity: O(names · assignments).
    public static func detectors(
        _ names: [String], options assignments: [String]
    ) throws -> [any CataloguedDetector] {
        let descriptions =
            try names.flatMap { name in
                switch name {
                case "all": DetectorCatalogue.detectors.filter { $0.input == .real }
                case "errors": DetectorCatalogue.detectors.filter { $0.input != .real }
                default: [try description(of: name)]
                }
            }
        for (place, description) in descriptions.enumerated()
        where descriptions[..<place].contains(where: { $0.name == description.name }) {
            throw DriftError(
                .badParameter, key: "--detector \(description.name)", problem: "it is given twice",
                remedy: "name each detector once")
        }
        let options = try OptionAssignments(
            assignments, takers: descriptions.map { ($0.name, [], $0.options) }, kind: "detector")
        return try descriptions.map { try $0.make(options.texts(for: $0.name)) }
    }

    /// The catalogue's description of a detector.
    ///
    /// - Throws: `DriftError.unknownDetector`, with what may have been meant.
    public static func description(of name: String) throws -> DetectorDescription {
        if let found = DetectorCatalogue.detectors.first(where: { $0.name == name }) { return found }
        throw OptionAssignments.unknown(.unknownDetector, "detector", name, among: DetectorCatalogue.names)
    }
}
