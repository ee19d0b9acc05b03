/// A detector that the catalogue can list, make from text, save and restore.
///
/// Its encoded form is its options under `options` and its state under the keys of `exchangeState(_:)`. Decoding goes
/// through the same throwing initialiser as everybody else, and then through the invariants of the state.
public protocol CataloguedDetector: DriftDetector {
    /// What it is for, in a clause.
    static var summary: String { get }
    /// The values it takes.
    static var input: DetectorInput { get }
    /// Whether it ever says `.warning`.
    static var hasWarnings: Bool { get }
    /// Its options, in the order in which they are listed and written.
    static var options: [MethodOption] { get }

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    init(options: DetectorOptions) throws

    /// The value of each option, as text that gives it back exactly, in the order of `options`.
    var optionTexts: [String] { get }

    /// Writes the state to `exchange`, or takes it from there.
    ///
    /// - Throws: `DriftError.badDetectorState` where what is taken breaks an invariant; the encoder's error.
    mutating func exchangeState(_ exchange: inout StateExchange) throws
}

extension CataloguedDetector {
    /// - Throws: `DriftError.badParameter` where `holds` is false, with the option's domain as the remedy.
    static func require(_ holds: Bool, _ name: String, _ value: some CustomStringConvertible) throws {
        if !holds { throw refusal(name, value) }
    }

    /// What is said of a value outside its option's domain.
    static func refusal(_ name: String, _ value: some CustomStringConvertible) -> DriftError {
        let domain = options.first { $0.name == name }?.domain ?? "another value"
        return DriftError(
            .badParameter, key: name, problem: "\(Self.name) was given \(value.description)", remedy: "give \(domain)")
    }
}

extension CataloguedDetector {
    /// - Throws: `DriftError.badDetectorState` where the encoded state breaks an invariant or lacks a key, or an option is
    ///   unknown or outside its domain.
    public init(from decoder: any Decoder) throws {
        var exchange = try StateExchange(reading: decoder)
        do {
            try self.init(options: DetectorOptions(exchange.options(), of: Self.self))
        } catch let error as DriftError where error.kind == .badParameter {
            throw DriftError(
                .badDetectorState, key: "options." + (error.key ?? ""), problem: error.problem, remedy: error.remedy)
        }
        try exchangeState(&exchange)
    }

    /// Writes the options and the state; numbers that JSON does not have are the texts `inf`, `-inf` and `nan`.
    ///
    /// - Throws: the encoder's error.
    public func encode(to encoder: any Encoder) throws {
        var exchange = StateExchange(writing: encoder)
        try exchange.write(options: zip(Self.options, optionTexts).map { ($0.name, $1) })
        var copy = self
        try copy.exchangeState(&exchange)
    }
}
