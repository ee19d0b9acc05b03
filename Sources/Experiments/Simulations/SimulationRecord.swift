public import Compute
public import Dynamics
internal import Graphs

/// What a simulation came to, and of what.
public struct SimulationRecord: Sendable {
    public let question: SimulationQuestion
    public let summaries: [SimulationObservation.Summary]
    /// The correlation with the empirical functional connectivity; nil where none was given, or a node did not vary.
    public let fit: Double?
    /// The series whose functional connectivity it is of; nil where none was asked for.
    public let comparedSeries: String?
    /// Where it ran, and why there.
    public let device: DeviceDecision
    /// Seconds from the first step to the last sample.
    public let wallTimeSeconds: Double
    /// The files that the series went to.
    public let outputs: [String]
    public let provenance: Provenance?

    public init(
        question: SimulationQuestion, summaries: [SimulationObservation.Summary], fit: Double?,
        comparedSeries: String?, device: DeviceDecision, wallTimeSeconds: Double, outputs: [String],
        provenance: Provenance?
    ) {
        self.question = question
        self.summaries = summaries
        self.fit = fit
        self.comparedSeries = comparedSeries
        self.device = device
        self.wallTimeSeconds = wallTimeSeconds
        self.outputs = outputs
        self.provenance = provenance
    }

    /// The time simulated, the transient included, over the time it took.
    public var speed: Double { question.simulatedMilliseconds / 1000 / max(wallTimeSeconds, 1e-9) }
}

/// What the points of a sweep came to.
public struct SweepRecord: Sendable {
    public let question: SimulationQuestion
    public let points: [Sweep.Point]
    /// In the order of the points.
    public let outcomes: [SweepOutcome]
    public let device: DeviceDecision
    /// Seconds from the first shard to the last.
    public let wallTimeSeconds: Double
    /// The files written.
    public let outputs: [String]
    public let provenance: Provenance?

    public init(
        question: SimulationQuestion, points: [Sweep.Point], outcomes: [SweepOutcome], device: DeviceDecision,
        wallTimeSeconds: Double, outputs: [String], provenance: Provenance?
    ) {
        self.question = question
        self.points = points
        self.outcomes = outcomes
        self.device = device
        self.wallTimeSeconds = wallTimeSeconds
        self.outputs = outputs
        self.provenance = provenance
    }

    /// The simulated time of all points over the time they took.
    public var speed: Double {
        question.simulatedMilliseconds / 1000 * Double(points.count) / max(wallTimeSeconds, 1e-9)
    }

    /// The index of the point with the greatest fit; nil where none has one.
    public var best: Int? {
        outcomes.indices.filter { outcomes[$0].fit != nil }.max {
            (outcomes[$0].fit ?? 0, $1) < (outcomes[$1].fit ?? 0, $0)
        }
    }

    /// Why points have no result, by their numbers from 1.
    public var failures: [(point: Int, message: String)] {
        outcomes.enumerated().compactMap { index, outcome in outcome.failure.map { (index + 1, $0) } }
    }

    /// How many points have no result, and why the first of them has none; nil where all have one.
    ///
    /// - Complexity: O(points).
    public var shortfall: String? {
        let failures = failures
        return failures.first.map { first in
            "\(failures.count) of \(outcomes.count.counted("point")) without a result; point \(first.point): "
                + first.message.printable
        }
    }
}

extension SimulationQuestion {
    /// The time that one simulation covers, the transient included.
    var simulatedMilliseconds: Double { settings.transientMilliseconds + settings.durationMilliseconds }
}
