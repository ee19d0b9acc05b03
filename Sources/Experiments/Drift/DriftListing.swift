internal import Drift
internal import Graphs

/// The detectors and methods there are, with their options, as text for people.
public enum DriftListing {
    /// Every detector: what it is for, what it takes, and its options with their defaults.
    public static func detectors(style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        for detector in DetectorCatalogue.detectors {
            let warning = detector.hasWarnings ? "; it warns before it detects" : ""
            entry(
                detector.name, "\(detector.summary); takes \(detector.input.domain)\(warning)", detector.options,
                in: &layout)
        }
        return layout.text
    }

    /// Every method of comparing two samples: what it is for, its short names, and its options with their defaults.
    public static func methods(style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        for method in TwoSampleCatalogue.methods {
            let name = ([method.name] + method.aliases).joined(separator: ", ")
            let scope = method.isOneChannel ? "of each feature" : "of all features together"
            entry(name, "\(method.purpose.rawValue) \(scope): \(method.summary)", method.options, in: &layout)
        }
        return layout.text
    }

    private static func entry(
        _ name: String, _ words: String, _ options: [MethodOption], in layout: inout PhiTextLayout
    ) {
        layout.paragraph([.init(name, .strong)])
        layout.paragraph(PhiTextLayout.words(words), indent: 2)
        for option in options {
            layout.paragraph(
                [.init("\(option.name)=\(option.defaultText)")]
                    + PhiTextLayout.words("\(option.meaning) (\(option.domain))", .dim), indent: 4)
        }
        layout.blank()
    }
}
