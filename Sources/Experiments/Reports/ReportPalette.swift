/// The colours of reports and figures. Hues that carry meaning differ in lightness or along blue–yellow as well, so
/// that they stay apart for readers who do not tell red from green; shape or place repeats what they say.
enum ReportPalette {
    static let light: [(name: String, value: String)] = [
        ("paper", "#fbfaf7"), ("card", "#fff"), ("ink", "#1c2328"), ("soft", "#57626a"), ("line", "#dedad1"),
        ("edge", "#5d6870"), ("faint", "#c3c6c4"), ("cut", "#c0271d"), ("cutsoft", "#f3d3cf"), ("good", "#136b45"),
        ("zero", "#84540a"), ("kept", "#ccd3d6"), ("cause", "#a86400"), ("effect", "#4a46b8"), ("mixed", "#64717a"),
        ("g0", "#2d6fb4"), ("g1", "#c26a12"), ("g2", "#2f8453"), ("g3", "#8450a8"), ("g4", "#8a7410"),
        ("g5", "#16808c"), ("g6", "#b13f77"), ("g7", "#6d6357"),
    ]

    static let dark: [(name: String, value: String)] = [
        ("paper", "#14181b"), ("card", "#1b2125"), ("ink", "#e9ecec"), ("soft", "#a3aeb4"), ("line", "#323b41"),
        ("edge", "#9aa6ad"), ("faint", "#465158"), ("cut", "#ff7b6e"), ("cutsoft", "#4d2623"), ("good", "#5fd39c"),
        ("zero", "#e8b35d"), ("kept", "#44515a"), ("cause", "#e5b04a"), ("effect", "#a6a3ff"), ("mixed", "#9eacb5"),
        ("g0", "#6cabec"), ("g1", "#efa353"), ("g2", "#67c48d"), ("g3", "#c295e4"), ("g4", "#d1bb4c"),
        ("g5", "#57c3cf"), ("g6", "#f08ab9"), ("g7", "#b9aea0"),
    ]

    /// The number of group colours, `g0` and up.
    static let groupCount = 8

    /// The colours as declarations of custom properties.
    static func declarations(_ colors: [(name: String, value: String)]) -> String {
        colors.map { "--\($0.name):\($0.value)" }.joined(separator: ";")
    }
}
