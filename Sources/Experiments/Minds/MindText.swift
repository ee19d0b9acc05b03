internal import Foundation
internal import Graphs
internal import Minds

/// Parts of what is told of minds.
enum MindText {
    /// With four decimals, as scores are kept.
    static func score(_ number: Double) -> String { fixed(number, decimals: 4) }

    static func hundredths(_ number: Double) -> String { fixed(number, decimals: 2) }

    /// With four decimals and its sign; nothing for no change.
    static func signed(_ number: Double) -> String {
        number == 0 ? "·" : (number < 0 ? "−" : "+") + score(abs(number))
    }

    /// Whether a reflection is due, and why.
    static func reflection(_ state: ReflectionState) -> [PhiTextLayout.Word] {
        state.isDue
            ? PhiText.flowing("due:", state.reasons.map(\.description).joined(separator: "; ").printable)
            : PhiText.flowing(
                "not due: \(state.eventCount.counted("event")) and \(state.days.counted("day")) without one")
    }

    private static func fixed(_ number: Double, decimals: Int) -> String {
        String(format: "%.\(decimals)f", number)
    }
}
