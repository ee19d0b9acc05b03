/// The options given for a detector, as text, with its defaults where none is given.
///
/// Only the form is checked here; whether a number lies in its domain is the detector's initialiser's to check, which
/// every caller goes through.
public struct DetectorOptions: Sendable {
    private let given: MethodOptions
    private let options: [MethodOption]

    /// - Throws: `DriftError.badParameter` with the first name in alphabetical order that `type` has no option of.
    public init(_ texts: [String: String], of type: (some CataloguedDetector).Type) throws {
        given = MethodOptions(texts)
        options = type.options
        try given.requireKnown(options, method: type.name)
    }

    /// The number given for `name`, infinities and NaN refused.
    ///
    /// - Throws: `DriftError.badParameter` where the text is none.
    public func number(_ name: String) throws -> Double {
        let option = try option(name)
        guard let standard = Double(option.defaultText) else { throw Self.noDefault(name) }
        return try given.number(name, default: standard, domain: option.domain) { _ in true }
    }

    /// The whole number given for `name`; `1e4` and `100.0` are whole numbers too.
    ///
    /// - Throws: `DriftError.badParameter` where the text is none.
    public func whole(_ name: String) throws -> Int {
        let option = try option(name)
        let text = given.text(name) ?? option.defaultText
        guard let value = Int(text) ?? Double(text).flatMap(Int.init(exactly:)) else {
            throw DriftError(.badParameter, key: name, problem: "it is '\(text)'", remedy: "give \(option.domain)")
        }
        return value
    }

    /// The whole number given for `name`; nil where the text is `none`.
    ///
    /// - Throws: `DriftError.badParameter` where the text is neither.
    public func wholeOrNone(_ name: String) throws -> Int? {
        let text = try given.text(name) ?? option(name).defaultText
        return text == "none" ? nil : try whole(name)
    }

    /// The seed given for `name`.
    ///
    /// - Throws: `DriftError.badParameter` where the text is no whole number from 0 to 2⁶⁴ − 1.
    public func seed(_ name: String) throws -> UInt64 {
        guard let standard = UInt64(try option(name).defaultText) else { throw Self.noDefault(name) }
        return try given.seed(name, default: standard)
    }

    /// The word given for `name`.
    ///
    /// - Throws: `DriftError.badParameter` where it is none of the choices.
    public func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws -> Choice
    where Choice.RawValue == String {
        guard let standard = Choice(rawValue: try option(name).defaultText) else { throw Self.noDefault(name) }
        return try given.choice(name, default: standard)
    }

    /// The truth given for `name`.
    ///
    /// - Throws: `DriftError.badParameter` where the text is neither `true` nor `false`.
    public func truth(_ name: String) throws -> Bool {
        guard let standard = Bool(try option(name).defaultText) else { throw Self.noDefault(name) }
        return try given.truth(name, default: standard)
    }

    private func option(_ name: String) throws -> MethodOption {
        guard let option = options.first(where: { $0.name == name }) else { throw Self.noDefault(name) }
        return option
    }

    private static func noDefault(_ name: String) -> DriftError {
        DriftError(
            .badParameter, key: name, problem: "the detector declares no such option with a default of this kind",
            remedy: "declare it among the detector's options")
    }
}
