import ArgumentParser

/// `claustrum mind`: persistent minds, in a store with an append-only ledger.
struct MindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mind", abstract: "Keep persistent minds: traits that drift with what happens to them.",
        discussion: """
            claustrum mind new Ada
            claustrum mind apply --summary "gave a talk" --effect big5.extraversion=+0.3
            claustrum mind show
            Minds are kept in a file (--store, CLAUSTRUM_MIND_STORE, the setting mind_store; by default minds.sqlite), \
            whose ledger tells all that ever happened to them.
            """,
        subcommands: [
            MindNewCommand.self, MindListCommand.self, MindShowCommand.self, MindApplyCommand.self,
            MindReflectCommand.self, MindCommitmentCommand.self, MindConfigureCommand.self, MindHistoryCommand.self,
            MindVerifyCommand.self, MindBackupCommand.self, MindRestoreCommand.self, MindExportCommand.self,
        ])
}
