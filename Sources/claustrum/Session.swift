import Analysis
import Compute
import Dispatch
import Experiments
import Foundation
import Kernels
import Logging
import Revision

import class Analysis.Progress

/// What one command runs with: configuration, log, threads and the way to stop.
struct Session {
    let resolved: ResolvedConfiguration
    let pool: ThreadPool
    let cancellation = Cancellation()
    let log: Logger
    private let interruption = Interruption()

    var configuration: Configuration { resolved.configuration }

    /// The pool with its threads and their memory placed, on a machine with more than one memory node: for one large problem
    /// that all of them work on.
    var placedPool: ThreadPool { ThreadPool(threads: pool.threads, placement: .machine) }

    /// Resolves the configuration and starts the log.
    init(_ options: ConfigurationOptions) throws {
        self.init(try options.resolved())
    }

    /// Starts the log.
    init(_ resolved: ResolvedConfiguration) {
        self.resolved = resolved
        let configuration = resolved.configuration
        pool = ThreadPool(threads: configuration.threadCount)
        LoggingSystem.bootstrap {
            StandardErrorLog(label: $0, level: configuration.logLevel, format: configuration.logFormat)
        }
        log = Logger(label: "claustrum")
        for warning in resolved.warnings { log.warning("\(warning)") }
        // The kernels choose their level from this variable when they are first used; no thread is running yet.
        if let level = configuration.instructionSet {
            setenv("CLAUSTRUM_ISA", level.rawValue, 1)
        } else {
            unsetenv("CLAUSTRUM_ISA")
        }
        log.debug(
            "ready",
            metadata: ["threads": "\(pool.threads)", "configuration": "\(resolved.file ?? "built-in defaults")"])
    }

    /// What the provenance of every result of the run says; nil where results carry none.
    ///
    /// - Parameter question: what was asked, as it was asked.
    func record(asking question: [String: String]) -> RunRecord? {
        configuration.provenance
            ? RunRecord(revision: BuildRevision.text(), configuration: resolved, question: question) : nil
    }

    /// The device that `--device` comes to for `workload`; which one and why go to the log.
    ///
    /// - Throws: `OpenCLError` where one was asked for by name that cannot be had.
    func device(for workload: DeviceWorkload) throws -> Device {
        let decision = try Device.resolve(configuration.device, for: workload)
        log.info("device", metadata: ["device": "\(decision.device.label)", "reason": "\(decision.reason)"])
        return decision.device
    }

    /// From here on Ctrl-C and SIGTERM cancel the work instead of ending the process. To be called once the input is
    /// read, which may wait for ever, and before the first output is opened, which an end would leave unfinished.
    ///
    /// - Parameter checkpoint: What is written before an end that cannot wait for the work to stop.
    func answerInterruptions(keeping checkpoint: Checkpoint? = nil) {
        interruption.cancel(cancellation, keeping: checkpoint)
    }

    /// Runs `body` with a progress display, which is gone when it returns.
    func showingProgress<Result>(_ title: String, _ body: (Progress) throws -> Result) rethrows -> Result {
        let progress = Progress()
        let meter = ProgressMeter(progress, title: title, display: configuration.progress)
        defer { meter?.stop() }
        return try body(progress)
    }

    /// How text is laid out on standard output.
    var textStyle: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let color = isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        return TextStyle(color: color)
    }
}

/// Turns the signals that ask a process to stop into a cancellation.
///
/// Whatever has not stopped by itself shortly after (one step on very large tables takes seconds) is ended, its
/// unfinished files removed, so that the promise of one second holds everywhere.
final class Interruption {
    /// Within a second of the signal, less what ending itself takes.
    private static let patienceSeconds = 0.8

    private var sources: [any DispatchSourceSignal] = []

    func cancel(_ cancellation: Cancellation, keeping checkpoint: Checkpoint?) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                cancellation.cancel()
                DispatchQueue.global().asyncAfter(deadline: .now() + Self.patienceSeconds) {
                    checkpoint?.suspend()
                    ResultOutput.abandonAll()
                    if let checkpoint {
                        Failure.report(CheckpointInterruption(checkpoint))
                    } else {
                        Failure.report(CancelledError())
                    }
                    _exit(ExitStatus.interrupted.rawValue)
                }
            }
            source.activate()
            return source
        }
    }
}
