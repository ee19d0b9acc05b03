public import Compute
public import Drift
internal import Graphs

/// What a run of a population came to, and of what.
public struct PopulationRecord: Sendable {
    public let question: PopulationQuestion
    /// At the beginning and on every day of a report; where neither a record nor a page is written, of the beginning
    /// and the end alone.
    public let reports: [PopulationReport]
    /// Effects of the whole run, applied or not.
    public let effects: Int
    /// Where it ran, and why there.
    public let device: DeviceDecision
    /// Seconds from the population's beginning to the last report.
    public let wallTimeSeconds: Double
    /// The files written.
    public let outputs: [String]
    public let provenance: Provenance?

    public init(
        question: PopulationQuestion, reports: [PopulationReport], effects: Int, device: DeviceDecision,
        wallTimeSeconds: Double, outputs: [String], provenance: Provenance?
    ) {
        self.question = question
        self.reports = reports
        self.effects = effects
        self.device = device
        self.wallTimeSeconds = wallTimeSeconds
        self.outputs = outputs
        self.provenance = provenance
    }

    /// Effects a second.
    var speed: Double { Double(effects) / max(wallTimeSeconds, 1e-9) }
}

/// The forms in which reports are written one after the other, each as soon as it is there.
public enum PopulationLines: String, Sendable, CaseIterable {
    /// A line a report, for people.
    case text
    /// A row a report and trait, after RFC 4180.
    case csv
    /// A JSON object a report.
    case jsonl

    /// What comes before the first report; empty where nothing does.
    public func heading(_ question: PopulationQuestion) -> String {
        let population = question.population
        switch self {
        case .jsonl: return ""
        case .csv:
            let columns =
                ["day", "trait", "mean", "variance"] + population.quantiles.map { "q\($0)" }
                + ["velocity", "speed", "applied", "cooling", "negligible", "bounded", "locked", "coherence"]
            return columns.joined(separator: ",") + "\r\n"
        case .text:
            return Self.row(["day"] + population.traits.map(\.name) + ["coherence", "effects", "applied"], population)
        }
    }

    /// One report.
    ///
    /// - Throws: `ResultNotFinite`.
    public func line(_ report: PopulationReport, of question: PopulationQuestion) throws -> String {
        let population = question.population
        switch self {
        case .jsonl:
            var writer = PhiRecordWriter(pretty: false)
            writer.write(report, of: population)
            return String(decoding: try writer.finish(), as: UTF8.self) + "\n"
        case .csv:
            return zip(population.traits, report.traits).map { trait, statistics in
                var cells = ["\(report.day)", PhiRecord.quoted(trait.name)]
                cells += ([statistics.scores.mean, statistics.scores.variance] + statistics.scores.quantiles).map {
                    "\($0)"
                }
                cells += [statistics.velocity, statistics.speed].map { $0.map { "\($0)" } ?? "" }
                cells += statistics.effects.columns.map { "\($0.count)" }
                return (cells + ["\(report.coherence.mean)"]).joined(separator: ",") + "\r\n"
            }.joined()
        case .text:
            let (total, applied) = (report.effects, report.traits.reduce(0) { $0 + $1.effects.applied })
            let means = report.traits.map {
                Self.fixed($0.scores.mean) + " ± " + Self.fixed($0.scores.variance.squareRoot())
            }
            let share =
                total == 0 ? "–" : PhiText.number((Double(applied) / Double(total) * 1000).rounded() / 10) + " %"
            return Self.row(
                [PhiText.count(report.day)] + means + [Self.fixed(report.coherence.mean), PhiText.count(total), share],
                population)
        }
    }

    /// Cells flush right; every line has the same widths, so that they can be written before the others are known.
    private static func row(_ cells: [String], _ population: Population) -> String {
        let widths = [6] + population.traits.map { max(15, PhiTextLayout.columns($0.name.printable)) } + [9, 15, 7]
        return zip(cells, widths).map { PhiTextLayout.rightAligned($0.printable, to: $1) }.joined(separator: "  ")
            + "\n"
    }

    /// A number from 0 to 1 with four decimals, which is what a score has.
    static func fixed(_ value: Double) -> String {
        let (whole, rest) = Int((value * 10_000).rounded()).quotientAndRemainder(dividingBy: 10_000)
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension PopulationReport {
    /// Effects of the window, applied or not.
    public var effects: Int { traits.reduce(0) { $0 + $1.effects.total } }
}

extension EffectCounts {
    /// The counts by the names that records have them under.
    var columns: [(name: String, count: Int)] {
        [
            ("applied", applied), ("cooling", cooling), ("negligible", negligible), ("bounded", bounded),
            ("locked", locked),
        ]
    }
}
