import ArgumentParser
import Compute
import Experiments
import Kernels

/// `claustrum doctor`: what this machine has and lacks.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what this machine has, what later commands will need, and how to get it.")

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func run() throws {
        let session = try Session(configurationOptions)
        let origin = session.resolved.origins[.isa].map { "asked for by \($0)" }
        let report = DoctorReport(
            level: KernelTable.selected.level, levelOrigin: origin ?? "the best level this processor and build have",
            threads: session.pool.threads)
        try ResultOutput.write(json ? report.json() + [0x0A] : Array(report.text.utf8), to: nil)
    }
}
