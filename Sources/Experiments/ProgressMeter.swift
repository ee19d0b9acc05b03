internal import Dispatch
internal import Foundation
internal import Graphs

public import class Analysis.Progress

/// Shows how far a computation is on standard error, with an estimate of what remains, and removes itself at the end.
///
/// Nothing is shown in the first half second, so short work stays silent.
public final class ProgressMeter {
    private let timer: any DispatchSourceTimer
    private let queue = DispatchQueue(label: "claustrum.progress")

    /// - Parameters:
    ///   - title: What is being computed.
    ///   - display: `.auto` shows it where standard error is a terminal.
    /// - Returns: nil where nothing is to be shown.
    public init?(_ progress: Progress, title: String, display: ProgressDisplay) {
        let isTerminal = isatty(STDERR_FILENO) == 1
        guard display == .always || display == .auto && isTerminal else { return nil }
        let began = DispatchTime.now().uptimeNanoseconds
        timer = DispatchSource.makeTimerSource(queue: queue)
        // A terminal's line is overwritten; a file gets a line now and then.
        timer.schedule(deadline: .now() + 0.5, repeating: isTerminal ? 0.2 : 2)
        timer.setEventHandler {
            let elapsed = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
            let line = Self.line(
                title: title, fraction: progress.fraction, restored: progress.restoredFraction,
                elapsedSeconds: elapsed)
            Self.show(isTerminal ? "\r\u{1B}[2K\(line)" : line + "\n")
        }
        timer.activate()
    }

    /// Stops and clears the line. Waits for a line that is being written, which takes microseconds.
    public func stop() {
        timer.cancel()
        queue.sync {
            if isatty(STDERR_FILENO) == 1 { Self.show("\r\u{1B}[2K") }
        }
    }

    /// The line shown: title (which a file may have given), share done, time taken and, once a hundredth of what this
    /// run has to do is done, an estimate of what remains.
    ///
    /// - Parameter restored: The part of `fraction` that earlier runs did, from which no speed can be told.
    package static func line(
        title: String, fraction: Double, restored: Double = 0, elapsedSeconds: Double
    ) -> String {
        let percent = String(format: "%5.1f %%", fraction * 100)
        let filled = Int(fraction * 24)
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: 24 - filled)
        let done = fraction - restored
        let remaining =
            done <= 0 || done < 0.01 * (1 - restored)
            ? "" : ", about \(duration(elapsedSeconds * (1 - fraction) / done)) left"
        return "\(title.printable) \(bar) \(percent), \(duration(elapsedSeconds))\(remaining)"
    }

    package static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    private static func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
