public import ArgumentParser
import Experiments
public import Minds

/// `claustrum mind commitment`: what a mind undertakes to do, and how it ends.
struct MindCommitmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commitment", abstract: "Open or close a mind's commitment.",
        subcommands: [MindCommitmentOpenCommand.self, MindCommitmentCloseCommand.self])
}

struct MindCommitmentOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "Open a commitment.")

    @Argument(help: "What the mind undertakes to do.")
    var text: String

    @Option(help: ArgumentHelp("The day by which it is to be done.", valueName: "yyyy-mm-dd"))
    var due: String?

    @OptionGroup var trial: TrialOptions
    @OptionGroup var mindOptions: MindOptions
    @OptionGroup var storeOptions: MindStoreOptions

    func validate() throws {
        guard due.map({ UTCDay($0) != nil }) ?? true else {
            throw ValidationError("--due is '\(due ?? "")', but must be a day such as 2026-01-31.")
        }
    }

    func run() throws {
        try storeOptions.changing(mindOptions, trial, as: .commitmentOpened) { mind, now in
            let commitment = Commitment(
                id: mind.nextCommitmentID, text: text, opened: now, due: due.flatMap { UTCDay($0) })
            try mind.open(commitment)
            return "commitment \(commitment.id) is open"
        }
    }
}

struct MindCommitmentCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a commitment, with evidence.")

    @Argument(help: "The commitment's identifier, as claustrum mind show prints it.")
    var id: String

    @Option(help: "What shows that it ended so.")
    var evidence: String

    @Option(
        help: "How it ended: \(Commitment.Outcome.allCases.map(\.rawValue).joined(separator: ", ")).")
    var outcome = Commitment.Outcome.done

    @OptionGroup var trial: TrialOptions
    @OptionGroup var mindOptions: MindOptions
    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        try storeOptions.changing(mindOptions, trial, as: .commitmentClosed) { mind, now in
            try mind.closeCommitment(id, Commitment.Closure(time: now, outcome: outcome, evidence: evidence))
            return "commitment \(id) is closed: \(outcome.rawValue)"
        }
    }
}

extension Commitment.Outcome: ExpressibleByArgument {}

/// `claustrum mind configure`: how a mind drifts.
struct MindConfigureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configure", abstract: "Change how a mind drifts: its rule, its locks, the patterns it follows.",
        discussion: """
            claustrum mind configure inertia=0.8 cooldown_days=3 --lock personality.traits.hexaco
            claustrum mind configure --pattern "curiosity=asked,wondered,looked into"
            The settings are inertia, maximum_delta, cooldown_days, event_sensitivity, bounds.minimum, bounds.maximum, \
            maturity_principle, reflection_cadence_days and name.
            """)

    @Argument(help: ArgumentHelp("Settings and their values.", valueName: "setting=value"))
    var settings: [String] = []

    @Option(help: "Keep still what begins with this trait path. May be repeated.")
    var lock: [String] = []

    @Option(help: "Take this lock away. May be repeated.")
    var unlock: [String] = []

    @Option(
        help: ArgumentHelp("Follow a behaviour, by words that show it. May be repeated.", valueName: "name=term,term"))
    var pattern: [String] = []

    @OptionGroup var trial: TrialOptions
    @OptionGroup var mindOptions: MindOptions
    @OptionGroup var storeOptions: MindStoreOptions

    private func sides(_ text: String) throws -> (String, String) {
        let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard sides.count == 2 else { throw ValidationError("'\(text)' has no = with something on both sides.") }
        return (sides[0], sides[1])
    }

    func validate() throws {
        for text in settings + pattern { _ = try sides(text) }
        guard !(settings + lock + unlock + pattern).isEmpty else { throw ValidationError("Say what to change.") }
    }

    func run() throws {
        var changes = MindSettings()
        changes.values = try settings.map(sides)
        changes.locks = lock
        changes.unlocks = unlock
        changes.patterns = try pattern.map { text in
            let (name, terms) = try sides(text)
            return BehaviouralPattern(name: name, terms: terms.split(separator: ",").map(String.init))
        }
        try storeOptions.changing(mindOptions, trial, as: .configuration) { mind, _ in
            try changes.apply(to: &mind)
            return nil
        }
    }
}

extension MindStoreOptions {
    /// Changes a mind in a transaction of its own, and says so.
    ///
    /// - Parameter body: changes the mind at a moment, and returns what is to be noted.
    func changing(
        _ mindOptions: MindOptions, _ trial: TrialOptions, as kind: LedgerEntry.Kind,
        _ body: (inout Mind, Moment) throws -> String?
    ) throws {
        let session = try session()
        let now = try mindOptions.clock.now()
        let store = try open(session)
        let (activity, change) = try store.change(mindOptions.mind, keeping: !trial.dryRun) { edit in
            let note = try edit.change(kind) { mind in (try body(&mind, now), [:]) }
            var activity = MindActivity(store: store.path, mind: edit.mind)
            activity.notes = note.map { [$0] } ?? []
            return activity
        }
        try store.close()
        try write(activity, change, trial, session)
    }
}
