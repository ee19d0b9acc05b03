import ArgumentParser
import Experiments
import Minds

/// `claustrum mind reflect`: a reflection, where one is due.
struct MindReflectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reflect", abstract: "Let a mind reflect where that is due, and say why it is or is not.")

    @Flag(help: "Reflect though it is not due.")
    var force = false

    @OptionGroup var trial: TrialOptions
    @OptionGroup var mindOptions: MindOptions
    @OptionGroup var reflectionOptions: ReflectionOptions
    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let session = try storeOptions.session()
        let engine = try reflectionOptions.engine(try mindOptions.clock)
        let store = try storeOptions.open(session)
        let (activity, change) = try store.change(mindOptions.mind, keeping: !trial.dryRun) { edit in
            let state = engine.state(of: edit.mind)
            let outcome = try edit.reflect(engine, isForced: force)
            var activity = MindActivity(store: store.path, mind: edit.mind)
            activity.reflectionState = state
            activity.reflection = outcome
            return activity
        }
        try store.close()
        try storeOptions.write(activity, change, trial, session)
    }
}
