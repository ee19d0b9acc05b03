import ArgumentParser
import Compute
import Experiments
import Foundation
import Graphs
import Minds

/// `claustrum mind apply`: records events and applies what is pending to the traits.
struct MindApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Record events, and apply those that are pending to a mind's traits.",
        discussion: """
            claustrum mind apply events.json
            claustrum mind apply --summary "gave a talk" --effect big5.extraversion=+0.3
            events.json is an event, a list of them, {"events": [...]} or an event a line (JSON Lines); - is standard \
            input. Without events, those that are pending are applied. PMM_MAX_DELTA, PMM_INERTIA and \
            PMM_EVENT_SENSITIVITY override the mind's rule.
            """)

    @Argument(help: "The events' file; - for standard input.")
    var events: String?

    @Option(help: "Record an event: what happened, in words.")
    var summary: String?

    @Option(
        help: ArgumentHelp(
            "An effect of that event, as big5.openness=+0.05@0.8 (after the @ the confidence, by default 0.5). May be "
                + "repeated.", valueName: "trait=delta"))
    var effect: [String] = []

    @Option(help: "The event's kind. Default: event.")
    var type: String?

    @Option(help: "How pleasant it was, from -1 to 1.")
    var valence: Double?

    @Option(help: "How stirring it was, from 0 to 1.")
    var arousal: Double?

    @Option(help: "How much it stands out, from 0 to 1.")
    var salience: Double?

    @Option(help: "A tag of the event. May be repeated.")
    var tag: [String] = []

    @Option(help: "What shows that it happened.")
    var evidence: String?

    @OptionGroup var trial: TrialOptions
    @OptionGroup var mindOptions: MindOptions
    @OptionGroup var storeOptions: MindStoreOptions

    func validate() throws {
        guard events == nil || summary == nil else {
            throw ValidationError("Give a file of events, or --summary for one event; not both.")
        }
        let ofEvent =
            !effect.isEmpty || !tag.isEmpty || type != nil || valence != nil || arousal != nil
            || salience != nil || evidence != nil
        guard summary != nil || !ofEvent else {
            throw ValidationError("Say what happened with --summary: the other flags are about that event.")
        }
    }

    func run() throws {
        let session = try storeOptions.session()
        let clock = try mindOptions.clock
        // Read before the store is held, since standard input may take its time.
        let given = try events.map { path in
            try MindEventReader(now: clock.now()).read(
                try NetworkFile.contents(of: path), name: path == "-" ? "standard input" : path)
        }
        let store = try storeOptions.open(session)
        let (activity, change) = try store.change(mindOptions.mind, keeping: !trial.dryRun) { edit in
            var recorded = try edit.record(given ?? [])
            if let summary { recorded.append(try record(summary, in: &edit, at: clock.now())) }
            let drift = try edit.drift(clock: clock, environment: ProcessInfo.processInfo.environment)
            var activity = MindActivity(store: store.path, mind: edit.mind)
            activity.recorded = recorded
            activity.drift = drift
            activity.noteUnknownTargets(of: edit.mind)
            return activity
        }
        try store.close()
        try storeOptions.write(activity, change, trial, session)
    }

    private func record(_ summary: String, in edit: inout MindEdit, at time: Moment) throws -> String {
        let event = MindEvent(
            id: edit.mind.nextEventID, time: time, type: type ?? MindEventReader.defaultType, summary: summary,
            valence: valence, arousal: arousal, salience: salience, tags: tag,
            effects: try MindEventReader.effects(effect, of: edit.mind),
            evidence: evidence.map(JSONTree.string) ?? .null)
        try edit.record(event)
        return event.id
    }
}

extension MindStoreOptions {
    /// Writes what a command did.
    func write(
        _ activity: MindActivity, _ change: RecordedChange, _ trial: TrialOptions?, _ session: Session
    ) throws {
        var activity = activity
        activity.change = change
        activity.isWritten = trial?.dryRun != true
        try write(activity.json) { activity.text(style: session.textStyle) }
    }
}
