import ArgumentParser
import Experiments

/// `claustrum config`: what is in force, and whether a file is right.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show or check the configuration.",
        subcommands: [ConfigShowCommand.self, ConfigValidateCommand.self])
}

struct ConfigShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print each setting's value and where it comes from.")

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func run() throws {
        let session = try Session(configurationOptions)
        let bytes = json ? try session.resolved.json() + [0x0A] : Array(session.resolved.text.utf8)
        try ResultOutput.write(bytes, to: nil)
    }
}

struct ConfigValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a configuration file, or the configuration in force.")

    @Argument(help: "The file; without one, what --config, the environment and the profile name.")
    var file: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func run() throws {
        var options = configurationOptions
        if let file { options.config = file }
        let session = try Session(options)
        try ResultOutput.write(Array("\(session.resolved.file ?? "the configuration") is valid\n".utf8), to: nil)
    }
}
