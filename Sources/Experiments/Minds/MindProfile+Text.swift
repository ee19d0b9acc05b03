internal import Drift
internal import Graphs
internal import Minds

extension MindProfile {
    /// For people.
    public func text(style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        let identity = mind.identity
        layout.paragraph(
            [PhiTextLayout.Word(identity.name.printable, .strong)]
                + PhiText.flowing(
                    "(\(identity.id.printable)), born \(identity.birth.day):",
                    "\(mind.events.count.counted("event")) (\(mind.pendingCount) pending),",
                    "\(mind.insights.count.counted("insight")),",
                    "\(mind.openCommitments.count.counted("commitment")) open of \(mind.commitments.count)"))
        layout.blank()
        return layout.text + profileText + patternText + endText(style)
    }

    private var profileText: String {
        var rows: [[String]] = []
        var set = ""
        for line in traits {
            if line.path.set != set {
                set = line.path.set
                rows.append([set, "score", "", "\(windowDays) days", "stability", "confidence", "updated"])
            }
            let score = line.trait.score
            rows.append(
                [
                    "  " + line.path.trait, MindText.score(score),
                    String(repeating: "█", count: Int((score * 20).rounded())), MindText.signed(line.change),
                    line.stability.rawValue, MindText.hundredths(line.trait.confidence),
                    line.trait.lastUpdate?.description ?? "unknown",
                ] + (line.isLocked ? ["locked"] : []))
        }
        return PhiText.table(rows, flushLeft: [0, 2, 4, 7])
    }

    private var patternText: String {
        guard !patterns.isEmpty else { return "" }
        let rows = patterns.map { state in
            [
                "  " + state.name.printable, String(state.count), MindText.hundredths(state.strength),
                state.isBroken ? "broken" : state.trend?.direction.rawValue ?? "too young",
                state.lastSeen?.day.description ?? "never",
            ]
        }
        return "\n"
            + PhiText.table([["pattern", "count", "strength", "trend", "last seen"]] + rows, flushLeft: [0, 3])
    }

    private func endText(_ style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        layout.blank()
        func shown(_ number: Double?) -> String { number.map(MindText.hundredths) ?? "not known yet" }
        layout.field("coherence", PhiText.flowing(shown(identityCoherence)), indent: Self.column)
        layout.field("consistency", PhiText.flowing(shown(selfConsistency)), indent: Self.column)
        let rule = mind.drift.rule
        layout.field(
            "drift",
            PhiText.flowing(
                "inertia \(rule.inertia), sensitivity \(rule.eventSensitivity),",
                "at most \(rule.maximumDelta) an effect,",
                "cooldown \(rule.cooldownDays.counted("day")), bounds \(rule.lowerBound) to \(rule.upperBound)"),
            indent: Self.column)
        layout.field("reflection", MindText.reflection(reflection), indent: Self.column)
        for commitment in mind.openCommitments {
            let due = commitment.due.map { commitment.isOverdue(on: today) ? " (overdue since \($0))" : " (due \($0))" }
            layout.field(
                "open", PhiText.flowing("\(commitment.id): \(commitment.text)".printable, due ?? ""),
                indent: Self.column)
        }
        layout.field("ledger", PhiText.flowing("entry \(sequence) of \(store.printable)"), indent: Self.column)
        return layout.text
    }

    private static let column = 13
}
