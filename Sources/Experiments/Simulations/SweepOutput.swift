internal import Dynamics
internal import Graphs

/// The files of a sweep: a table with a row a point, and where they are kept the series of all points.
public struct SweepOutput {
    /// The paths, the table's first.
    public let paths: [String]
    private let table: ResultOutput
    private let series: [ResultOutput]

    /// Creates the files.
    ///
    /// - Parameters:
    ///   - series: their names, where they are kept.
    /// - Throws: `OutputError`.
    public init(_ destination: SimulationDestination, series: [String]) throws {
        let tablePath = destination.path(of: "points", format: .csv, isOnly: series.isEmpty)
        let seriesPaths = series.map { destination.path(of: $0, format: .npy, isOnly: false) }
        paths = [tablePath] + seriesPaths
        table = try ResultOutput(path: tablePath)
        self.series = try seriesPaths.map { try ResultOutput(path: $0) }
    }

    /// Writes the table, and each series as runs × samples × nodes; the samples of a point without a result are NaN.
    ///
    /// - Throws: `OutputError`.
    /// - Complexity: O(points), or O(samples) where they are kept.
    public func write(_ record: SweepRecord) throws {
        try table.write(record.csv)
        let all = try record.question.simulation().series
        let nodes = record.question.connectome.nodeCount
        for (index, output) in series.enumerated() {
            let count = all[index].sampleCount
            try output.write(NumPyStream.header(shape: [record.outcomes.count, count, nodes]))
            for outcome in record.outcomes {
                let values = outcome.values?[index] ?? Array(repeating: .nan, count: count * nodes)
                try output.write(NumPyStream.bytes(values))
            }
        }
    }

    /// Makes the files appear under their names.
    ///
    /// - Throws: `OutputError`.
    public func commit() throws {
        try table.commit()
        for output in series { try output.commit() }
    }
}

extension SweepRecord {
    /// The points as CSV after RFC 4180: their numbers from 1, what was set, the moments of every series, the fit where one was asked for, and
    /// why there is no result where there is none. A value that does not apply is an empty field.
    ///
    /// - Complexity: O(points).
    public var csv: String {
        let names = outcomes.first { !$0.moments.isEmpty }?.moments.map(\.series) ?? []
        let keys = question.axes.map(\.key)
        let header =
            ["point"] + keys + names.flatMap { ["mean_\($0)", "sd_\($0)"] } + ["correlation", "failure"]
        var text = header.map(PhiRecord.quoted).joined(separator: ",") + "\r\n"
        for (index, (point, outcome)) in zip(points, outcomes).enumerated() {
            var row = ["\(index + 1)"] + keys.map { point[$0].map { "\($0)" } ?? "" }
            row +=
                outcome.moments.isEmpty
                ? Array(repeating: "", count: 2 * names.count)
                : outcome.moments.flatMap { ["\($0.mean)", "\($0.standardDeviation)"] }
            row += [outcome.fit.map { "\($0)" } ?? "", PhiRecord.quoted(outcome.failure ?? "")]
            text += row.joined(separator: ",") + "\r\n"
        }
        return text
    }
}
