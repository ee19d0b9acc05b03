public import ArgumentParser
import Compute
public import Experiments
import Minds

/// `claustrum mind history`: what the ledger tells.
struct MindHistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Print the ledger: all that happened to the minds of a store.")

    @Option(help: "Only of this mind, by its name or identifier.")
    var mind: String?

    @Option(
        help: ArgumentHelp(
            "Only entries of this kind: \(LedgerEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")). May be "
                + "repeated."))
    var kind: [LedgerEntry.Kind] = []

    @Option(help: ArgumentHelp("Only entries written from then on: a day or a moment (UTC).", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Only entries written before then.", valueName: "time"))
    var until: String?

    @Option(help: "Only the last so many.")
    var last: Int?

    @Flag(help: "Write an entry a line, as JSON.")
    var jsonl = false

    @OptionGroup var storeOptions: MindStoreOptions

    private func moment(_ text: String?, _ flag: String) throws -> Moment? {
        try text.map { text in
            guard let moment = Moment(text) else {
                throw ValidationError(
                    "\(flag) is '\(text)', but must be a day or a moment such as 2026-01-31T12:00:00Z.")
            }
            return moment
        }
    }

    private func filter() throws -> LedgerFilter {
        var filter = LedgerFilter()
        filter.mind = mind
        filter.kinds = Set(kind)
        filter.since = try moment(since, "--since")
        filter.until = try moment(until, "--until")
        filter.last = last
        return filter
    }

    func validate() throws {
        _ = try filter()
        guard last ?? 1 >= 1 else { throw ValidationError("--last is \(last ?? 0), but must be 1 or more.") }
    }

    func run() throws {
        let store = try storeOptions.open(storeOptions.session())
        let output = try ResultOutput(path: nil)
        let names = Dictionary(try store.minds().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var listing = LedgerListing(form: jsonl ? .lines : storeOptions.json ? .document : .text, store: store.path)
        try output.write(listing.begin())
        try store.history(try filter()) { entry in try output.write(try listing.next(entry, names: names)) }
        try output.write(listing.end())
    }
}

extension LedgerEntry.Kind: ExpressibleByArgument {}
