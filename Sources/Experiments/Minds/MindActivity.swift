internal import Graphs
public import Minds

/// What a command did to a mind.
public struct MindActivity: Sendable {
    public let store: String
    public let id: String
    public let name: String
    /// False where it was only tried.
    public var isWritten = true
    public var change = RecordedChange(entries: 0, sequence: 0)
    /// The identifiers of the events that were recorded.
    public var recorded: [String] = []
    /// nil where no events were to be applied.
    public var drift: DriftOutcome?
    /// nil where it was not asked whether to reflect.
    public var reflectionState: ReflectionState?
    /// nil where there was no reflection.
    public var reflection: ReflectionEngine.Outcome?
    /// What had to be decided on the way, a sentence each.
    public var notes: [String] = []

    public init(store: String, mind: Mind) {
        self.store = store
        id = mind.identity.id
        name = mind.identity.name
    }

    /// Effects on traits that the mind has not are told of with the trait that may be meant.
    ///
    /// - Parameter mind: whose they are.
    public mutating func noteUnknownTargets(of mind: Mind) {
        let paths = mind.traits.paths.map(\.description)
        for effect in drift?.effects ?? [] where effect.skipped == .unknownTarget {
            let target = effect.effect.target
            let meant = Spelling.nearest(to: target, in: paths).map { "; did you mean \($0)?" } ?? ""
            notes.append("event \(effect.event): there is no trait \(target.debugDescription)\(meant)")
        }
    }
}

extension MindActivity {
    /// Keys in the order of `docs/schema/mind-activity.schema.json`, without a final line break.
    ///
    /// - Throws: `ResultNotFinite`, which no mind holds.
    public func json() throws -> [UInt8] {
        try PhiRecordWriter.record("claustrum.mind-activity/1", store: store) { writer in
            writer.member("id", id)
            writer.member("name", name)
            writer.member("written", isWritten)
            writer.member("entries", change.entries)
            writer.member("sequence", change.sequence)
            writer.key("recorded")
            writer.values(recorded)
            writer.key("drift")
            if let drift { writer.value(try JSONTree(encoding: drift)) } else { writer.null() }
            writer.key("reflection_state")
            if let reflectionState { writer.value(reflectionState) } else { writer.null() }
            writer.key("reflection")
            if let reflection { try write(reflection, in: &writer) } else { writer.null() }
            writer.key("notes")
            writer.values(notes)
        }
    }

    private func write(_ reflection: ReflectionEngine.Outcome, in writer: inout PhiRecordWriter) throws {
        writer.beginObject()
        writer.key("reasons")
        writer.values(reflection.reasons.map(\.description))
        writer.key("insight")
        writer.value(try JSONTree(encoding: reflection.insight))
        writer.key("event")
        if let event = reflection.event { writer.value(try JSONTree(encoding: event)) } else { writer.null() }
        for (name, commitments) in [("opened", reflection.opened), ("closed", reflection.closed)] {
            writer.key(name)
            writer.beginArray()
            for commitment in commitments { writer.value(try JSONTree(encoding: commitment)) }
            writer.endArray()
        }
        writer.endObject()
    }

    /// For people.
    public func text(style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        let says = !recorded.isEmpty || drift != nil || reflectionState != nil
        var words = [PhiTextLayout.Word(name.printable + (says ? ":" : ""), .strong)]
        if !recorded.isEmpty { words += PhiText.flowing("\(recorded.count.counted("event")) recorded;") }
        if let drift {
            words += PhiText.flowing(
                "\(drift.events.count.counted("event")) applied:",
                "\(drift.appliedCount.counted("effect")) moved a trait,",
                "\(drift.effects.count - drift.appliedCount) did not")
        }
        if let reflectionState {
            words += reflection == nil ? MindText.reflection(reflectionState) : PhiText.flowing("reflected:")
        }
        layout.paragraph(words)
        if let reflection {
            layout.paragraph(PhiTextLayout.words(reflection.insight.content.printable), indent: 2)
        }
        var text = layout.text
        if let drift { text += PhiText.table(drift.effects.map(Self.row), flushLeft: [0, 1, 5]) }
        for note in notes { text += "note: \(note.printable)\n" }
        let entries = change.entries == 0 ? "nothing changed" : change.entries.counted("entry", plural: "entries")
        return text
            + (isWritten
                ? "ledger: \(entries); the last is \(change.sequence)\n"
                : "tried only: \(entries) would have been written\n")
    }

    private static func row(_ effect: DriftOutcome.Effect) -> [String] {
        let target = TraitPath(effect.effect.target).map { "\($0.set).\($0.trait)" } ?? effect.effect.target
        return
            [
                "  " + effect.event.printable, target.printable, MindText.signed(effect.effect.delta),
                effect.before.map(MindText.score) ?? "",
            ] + (effect.skipped.map { ["", "not moved: " + words($0)] } ?? [effect.after.map(MindText.score) ?? ""])
    }

    private static func words(_ reason: DriftOutcome.Reason) -> String {
        switch reason {
        case .locked: "it is locked"
        case .unknownTarget: "there is no such trait"
        case .zero: "the effect is 0"
        case .coolingDown: "it drifted within the cooldown"
        case .belowLeastStep: "the step is too small"
        case .atBound: "it stands at its bound"
        }
    }
}
