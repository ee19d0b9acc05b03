public import Compute
public import IntegratedInformation
public import Kernels
public import Logging

/// When progress is shown on standard error.
public enum ProgressDisplay: String, Sendable, CaseIterable {
    /// Where standard error is a terminal.
    case auto
    case always, never
}

/// How log messages are written to standard error.
public enum LogFormat: String, Sendable, CaseIterable {
    /// A line for people.
    case text
    /// A JSON object a line.
    case json
}

/// What is in force for one run of the tool, whatever it was asked to compute.
public struct Configuration: Sendable, Equatable {
    /// How many threads compute; nil for one a core that this process may use.
    public var threads: Int?
    /// The kernels' instruction-set level; nil for the best this machine has.
    public var instructionSet: InstructionSet?
    /// Where what has an OpenCL form is computed.
    public var device: DeviceChoice = .auto
    /// What is computed; `formalism` is the version of IIT 4.0, for what only that has.
    public var formalismSetting = FormalismSetting.iit4(.iit4In2023)
    public var limits = Limits()
    public var progress: ProgressDisplay = .auto
    public var logLevel: Logger.Level = .warning
    public var logFormat: LogFormat = .text
    /// Whether results carry their provenance, which differs from run to run.
    public var provenance = true
    /// The file of the store of minds, for the commands that use one.
    public var mindStore = "minds.sqlite"

    public init() {}

    /// The number of threads that `threads` comes to on this machine.
    public var threadCount: Int { threads ?? ThreadPool.cores }

    /// The limits, for as many workers as can be at it at once: no more than threads, nor than cores.
    public var limitsInForce: Limits {
        var limits = limits
        limits.workers = min(threadCount, ThreadPool.cores)
        return limits
    }
}
