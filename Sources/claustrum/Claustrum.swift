import ArgumentParser
import Compute
import Experiments
import Foundation
import Graphs
import Revision

/// The command-line tool: reads questions, asks the libraries, writes answers. It computes nothing itself.
@main
struct Claustrum: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "claustrum",
            abstract: "How integrated is a network of interacting units? Exact integrated information, fast.",
            version: "claustrum \(Release.version) (\(BuildRevision.text()))",
            subcommands: [
                PhiCommand.self, ComplexesCommand.self, RepertoireCommand.self, CauseCommand.self, NetworkCommand.self,
                ConnectomeCommand.self, SimulateCommand.self, DriftCommand.self, MindCommand.self,
                DoctorCommand.self, ConfigCommand.self,
            ])
    }

    static func main() {
        // A reader that leaves is noticed as a failed write, so that unfinished files are removed on the way out.
        signal(SIGPIPE, SIG_IGN)
        // A limit on the size of files is met as a failed write too, instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as any CodedError {
            Failure.end(error)
        } catch {
            Failure.end(usage: error)
        }
    }
}

/// How a command ends that did not succeed.
enum Failure {
    /// Says what went wrong on standard error and exits with the error's status.
    static func end(_ error: any CodedError) -> Never {
        if !(error is OutputError && error.exitStatus == .ok) { report(error) }
        exit(error.exitStatus.rawValue)
    }

    /// Exits after an error of the argument parser, which includes requests for help.
    static func end(usage error: any Error) -> Never {
        let status = Claustrum.exitCode(for: error)
        guard status != .success, status != .validationFailure || wantsJSON else { Claustrum.exit(withError: error) }
        if status == .validationFailure {
            report(CommandError(code: "usage", exitStatus: .usage, message: Claustrum.message(for: error)))
            exit(ExitStatus.usage.rawValue)
        }
        report(CommandError(code: "internal", exitStatus: .internalFailure, message: "\(error)"))
        exit(ExitStatus.internalFailure.rawValue)
    }

    /// `claustrum: <message> [code]`, or where JSON was asked for an error object on a line.
    static func report(_ error: any CodedError) {
        let text =
            wantsJSON
            ? String(decoding: ErrorRecord(error, line: nil).json(pretty: false), as: UTF8.self)
            : "claustrum: \(error.message) [\(error.code)]".printable
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Errors can precede the parsed command, so the arguments themselves are asked.
    private static var wantsJSON: Bool {
        CommandLine.arguments.dropFirst().prefix { $0 != "--" }.contains {
            $0 == "--json" || $0 == "--jsonl" || $0.hasPrefix("--jsonl=")
        }
    }
}

/// A request that makes sense to the parser but not to the command.
struct CommandError: CodedError {
    let code: String
    let exitStatus: ExitStatus
    let message: String

    static func usage(_ message: String, code: String = "usage") -> CommandError {
        CommandError(code: code, exitStatus: .usage, message: message)
    }
}
