import ArgumentParser
import Experiments

/// `claustrum drift`: whether and when a stream or a sample has changed.
struct DriftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Watch a stream for change, compare two samples, let a population's traits drift.",
        discussion: """
            claustrum drift watch stream.csv --detector adwin
            claustrum drift test reference.csv current.csv
            claustrum drift calibrate --detector adwin --detector page-hinkley
            claustrum drift population experiments/population.yaml
            """,
        subcommands: [
            DriftWatchCommand.self, DriftTestCommand.self, DriftCalibrateCommand.self, DriftPopulationCommand.self,
        ])
}

/// How tables of numbers are read, the same for every command that reads them.
struct NumberInputOptions: ParsableArguments {
    @Flag(help: "Leave out rows in which a number is missing, instead of stopping at the first.")
    var skipMissing = false

    @Flag(inversion: .prefixedNo, help: "Whether the first line names the columns. Default: where it has no number.")
    var header: Bool?

    /// - Parameters:
    ///   - columns: names, or numbers from 1; empty for all.
    ///   - wantsOneColumn: whether of several columns one has to be named.
    func options(columns: [String], wantsOneColumn: Bool = false) -> NumberRows.Options {
        var options = NumberRows.Options()
        options.columns = columns
        options.wantsOneColumn = wantsOneColumn
        options.hasHeader = header
        options.skipsMissing = skipMissing
        return options
    }
}
