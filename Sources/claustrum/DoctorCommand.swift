import ArgumentParser
import Compute
import Experiments
import Foundation
import Kernels
import Revision

/// `claustrum doctor`: what this machine has and lacks.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what this machine has, what later commands will need, and how to get it.")

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func run() throws {
        var resolved = ResolvedConfiguration()
        var mistake: ConfigurationError?
        do {
            resolved = try configurationOptions.resolved()
        } catch let error as ConfigurationError {
            // What keeps the other commands from starting is for this one to tell.
            mistake = error
        }
        let session = Session(resolved)
        let origin = session.resolved.origins[.isa].map { "asked for by \($0)" }
        let report = DoctorReport(
            level: KernelTable.selected.level, levelOrigin: origin ?? "the best level this processor and build have",
            threads: session.pool.threads, revision: BuildRevision.text(), mistake: mistake)
        try ResultOutput.write(json ? report.json() + [0x0A] : Array(report.text.utf8), to: nil)
        if let mistake { Foundation.exit(mistake.exitStatus.rawValue) }
    }
}
