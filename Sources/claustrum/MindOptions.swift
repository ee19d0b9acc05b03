import ArgumentParser
import Experiments
import Foundation
import Minds

/// Which store, and how long to wait for it.
struct MindStoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The store's file. Default: the setting mind_store, minds.sqlite.", valueName: "file"))
    var store: String?

    @Option(help: "Wait so many seconds for another process that is writing.")
    var wait = 10.0

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Configuration") var configurationOptions: CommonOptions

    func validate() throws {
        guard (0...86_400).contains(wait) else {
            throw ValidationError("--wait is \(wait), but must be a number of seconds from 0 to 86400.")
        }
    }

    var patience: Duration { .milliseconds(Int64(wait * 1_000)) }

    func session() throws -> Session {
        Session(
            try configurationOptions.resolved(
                with: store.map { [ConfigurationFlag(.mindStore, name: "--store", value: $0)] } ?? []))
    }

    /// The store in force, opened and verified.
    func open(_ session: Session) throws -> MindStore {
        try MindStore(path: session.configuration.mindStore, patience: patience)
    }

    /// Writes a result in the form that was asked for.
    func write(_ json: () throws -> [UInt8], text: () -> String) throws {
        try ResultOutput.write(self.json ? json() + [0x0A] : Array(text().utf8), to: nil)
    }
}

/// What day it is.
struct MindDayOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Take this day (UTC) for today. Default: the clock's.", valueName: "yyyy-mm-dd"))
    var today: String?

    func validate() throws { _ = try clock }

    var clock: MindClock {
        get throws {
            guard let today else { return .system }
            guard let day = UTCDay(today) else {
                throw ValidationError("--today is '\(today)', but must be a day such as 2026-01-31.")
            }
            return .fixed(Moment(day))
        }
    }
}

/// Which mind, and what day it is.
struct MindOptions: ParsableArguments {
    @Option(help: "The mind's name or identifier; needed where the store has several.")
    var mind: String?

    @OptionGroup var day: MindDayOptions

    var clock: MindClock { get throws { try day.clock } }
}

/// Whether what is done is kept.
struct TrialOptions: ParsableArguments {
    @Flag(help: "Say what would happen, and write nothing.")
    var dryRun = false
}

/// When a mind reflects.
struct ReflectionOptions: ParsableArguments {
    @Option(help: "So many events since the last reflection make one due.")
    var afterEvents = 10

    func validate() throws {
        guard afterEvents >= 1 else {
            throw ValidationError("--after-events is \(afterEvents), but must be 1 or more.")
        }
    }

    func engine(_ clock: MindClock) throws -> ReflectionEngine {
        try ReflectionEngine(
            policy: ReflectionPolicy(eventCount: afterEvents), patterns: try PatternTracker(), clock: clock)
    }
}
