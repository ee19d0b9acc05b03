public import Compute
public import IntegratedInformation

/// The theory, and its version, that the setting `formalism` names.
public enum FormalismSetting: RawRepresentable, CaseIterable, Hashable, Sendable {
    case iit4(Formalism)
    /// IIT 3.0, Oizumi, Albantakis & Tononi 2014.
    case iit3

    public static let allCases = Formalism.allCases.map(FormalismSetting.iit4) + [.iit3]

    public init?(rawValue: String) {
        guard let setting = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = setting
    }

    /// As it is written in a file, a variable or a flag.
    public var rawValue: String {
        switch self {
        case .iit4(let version): version.rawValue
        case .iit3: "iit3"
        }
    }
}

/// IIT 4.0 was to be computed under a setting that asks for another theory.
public struct FormalismNotApplicable: CodedError, Hashable {
    public let setting: FormalismSetting

    public var code: String { "formalism-not-applicable" }
    public var exitStatus: ExitStatus { .usage }
    public var message: String {
        "this is computed by IIT 4.0 and the formalism in force is \(setting.rawValue), which has only "
            + "claustrum phi NETWORK, as text or with --json; give --formalism "
            + Formalism.allCases.map(\.rawValue).joined(separator: " or ")
    }
}

extension Configuration {
    /// The version of IIT 4.0 in force.
    ///
    /// - Throws: `FormalismNotApplicable` where the setting is another theory.
    public var formalism: Formalism {
        get throws(FormalismNotApplicable) {
            guard case .iit4(let version) = formalismSetting else {
                throw FormalismNotApplicable(setting: formalismSetting)
            }
            return version
        }
    }
}
