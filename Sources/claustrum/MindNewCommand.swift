import ArgumentParser
import Compute
import Experiments
import Graphs
import Minds

/// `claustrum mind new`: a mind to which nothing has happened, or one from a file.
struct MindNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a mind, or take one in from a file.",
        discussion: """
            claustrum mind new Ada --set big5 --score big5.openness=0.62
            claustrum mind new --from persistent_self_model.json
            A file is one that claustrum mind export wrote, or the original Persistent Mind Model's. The store is made \
            where there is none.
            """)

    @Argument(help: "The mind's name; of one from a file, in place of the name there.")
    var name: String?

    @Option(help: ArgumentHelp("Take the mind in from this file; - for standard input.", valueName: "file"))
    var from: String?

    @Option(help: "A set of traits: big5, hexaco, or name:trait,trait. May be repeated. Default: big5 and hexaco.")
    var set: [String] = []

    @Option(
        help: ArgumentHelp(
            "A trait's score, as big5.openness=0.62. May be repeated. Default: 0.5.", valueName: "trait=score"))
    var score: [String] = []

    @OptionGroup var day: MindDayOptions
    @OptionGroup var storeOptions: MindStoreOptions

    func validate() throws {
        guard name != nil || from != nil else { throw ValidationError("Give a name, or a file as --from.") }
        guard from == nil || set.isEmpty && score.isEmpty else {
            throw ValidationError("A mind from a file has the traits it has there: leave --set and --score out.")
        }
    }

    func run() throws {
        let session = try storeOptions.session()
        let (mind, kind, detail, notes) = try made()
        try MindStore.create(session.configuration.mindStore)
        let store = try storeOptions.open(session)
        let change = try store.add(mind, as: kind, detail: detail)
        try store.close()
        var activity = MindActivity(store: store.path, mind: mind)
        activity.notes = notes
        try storeOptions.write(activity, change, nil, session)
    }

    private func made() throws -> (Mind, LedgerEntry.Kind, JSONTree, [String]) {
        guard let from else {
            var draft = MindDraft(name: name ?? "")
            draft.sets = set
            draft.scores = score
            return (try draft.mind(clock: try day.clock), .created, [:], [])
        }
        let bytes = try NetworkFile.contents(of: from)
        let file = from == "-" ? "standard input" : from
        let read = try OriginalMind(bytes: bytes, file: file)
        var mind = read.mind
        if let name { mind.identity.name = name }
        return (
            mind, .imported, ["file": .string(file), "sha256": .string(RunRecord.digest(of: bytes))], read.notes
        )
    }
}
