import ArgumentParser
import Experiments
import Minds

/// `claustrum mind list`: the minds of a store.
struct MindListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the minds of a store.")

    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let listing = try MindListing(storeOptions.open(storeOptions.session()))
        try storeOptions.write(listing.json) { listing.text }
    }
}

/// `claustrum mind show`: a mind's profile.
struct MindShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a mind's traits, patterns, commitments and whether it should reflect.")

    @OptionGroup var mindOptions: MindOptions
    @OptionGroup var reflectionOptions: ReflectionOptions
    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let session = try storeOptions.session()
        let store = try storeOptions.open(session)
        let clock = try mindOptions.clock
        let profile = try MindProfile(
            try store.mind(mindOptions.mind), store: store.path, clock: clock,
            engine: try reflectionOptions.engine(clock), tracker: try PatternTracker())
        try storeOptions.write(profile.json) { profile.text(style: session.textStyle) }
    }
}

/// `claustrum mind export`: a mind as a file.
struct MindExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a mind as JSON, for claustrum mind new --from or the original model.")

    @Option(help: "The mind's name or identifier; needed where the store has several.")
    var mind: String?

    @Option(help: "Write to this file. Default: standard output.")
    var output: String?

    @Flag(help: "Write the file of the original Persistent Mind Model, with all that was imported from one.")
    var original = false

    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let session = try storeOptions.session()
        try OutputPaths(
            inputs: [
                ("--store", session.configuration.mindStore), ("--config", storeOptions.configurationOptions.config),
            ],
            outputs: [("--output", output ?? "-")]
        ).check()
        let mind = try storeOptions.open(session).mind(mind).mind
        try ResultOutput.write((original ? try OriginalMind.json(of: mind) : try mind.json()) + [0x0A], to: output)
    }
}
