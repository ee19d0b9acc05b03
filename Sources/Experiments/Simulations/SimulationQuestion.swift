internal import Compute
public import Dynamics
public import Graphs

/// A simulation or a sweep as it was asked for, with everything it needs read.
public struct SimulationQuestion: Sendable {
    /// One axis of a sweep.
    public struct Axis: Sendable, Hashable {
        /// As `SimulationSettings.set(_:to:)` takes it.
        public let key: String
        public let values: [Double]
    }

    public let connectome: Connectome
    public let normalization: ConnectomeNormalization
    /// How people call the connectome: its name, else its file's.
    public let title: String
    public let settings: SimulationSettings
    /// What the simulated functional connectivity is compared with.
    public let empirical: EmpiricalConnectivity?
    /// The axes of the sweep, the last one varying fastest; empty where one simulation is asked for.
    public let axes: [Axis]
    /// Every file that was read.
    public let files: [InputFile]
    let document: Document

    /// The points of the sweep.
    ///
    /// - Complexity: O(points).
    public var points: [Sweep.Point] { Sweep.grid(axes.map { ($0.key, $0.values) }) }

    /// Whether `key` is an axis of the sweep.
    func varies(_ key: String) -> Bool { axes.contains { $0.key == key } }

    /// The simulation.
    ///
    /// - Throws: `ExperimentError` naming the key that is wrong, and where it stands.
    public func simulation() throws -> Simulation {
        try ExperimentError.placing(in: document) {
            let simulation = try Simulation(connectome: connectome, settings: settings)
            try checkSamples(of: simulation)
            return simulation
        }
    }

    /// Throws where the series that is compared with the empirical connectivity has no correlations.
    private func checkSamples(of simulation: Simulation) throws {
        guard empirical != nil, let series = simulation.series.first(where: { $0.name == defaultComparedSeries }),
            series.sampleCount < 2
        else { return }
        let needed = PhiText.span(2 * series.intervalMilliseconds)
        throw DynamicsError(
            .badSetting, key: "duration",
            problem: "\(series.name) has \(series.sampleCount.counted("sample")), and correlations take two at least",
            remedy: "simulate for \(needed) at least, or sample more often")
    }

    /// The sweep.
    ///
    /// - Throws: `ExperimentError` naming the point and the key that is wrong.
    public func sweep(keepingSeries: Bool) throws -> Sweep {
        try ExperimentError.placing(in: document) {
            let sweep = try Sweep(
                connectome: connectome, base: settings, points: points,
                reduction: SweepReduction(
                    keepsRecordings: keepingSeries, series: empirical?.series, empirical: empirical?.matrix))
            // Every point has as many samples as the first.
            if !sweep.points.isEmpty { try checkSamples(of: sweep.simulation(at: 0)) }
            return sweep
        }
    }

    /// One digest of all files read: theirs, if it is one, else that of their digests in order.
    public var inputDigest: String {
        files.count == 1
            ? files[0].digest : RunRecord.digest(of: Array(files.map { $0.digest + "\n" }.joined().utf8))
    }
}

/// A measured functional connectivity to compare with.
public struct EmpiricalConnectivity: Sendable, Hashable {
    /// How the file's numbers are to be read.
    public enum Form: String, Sendable, CaseIterable {
        /// Nodes × nodes, correlations.
        case connectivity
        /// A row a node.
        case nodesBySamples = "nodes-by-samples"
        /// A column a node.
        case samplesByNodes = "samples-by-nodes"
    }

    public let file: String
    public let form: Form
    /// The simulated series that is compared; nil: `bold` where there is one, else the first.
    public let series: String?
    /// Nodes × nodes, row by row.
    public let matrix: [Double]
}

extension EmpiricalConnectivity {
    /// The form of a table of `rows` × `columns` numbers for `nodes` nodes, where it tells itself; nil where it fits none,
    /// or more than one.
    ///
    /// A square table is a connectivity where it is symmetric, which no table of samples is.
    static func form(of rows: [[Double]], nodes: Int) -> Form? {
        let columns = rows.first?.count ?? 0
        switch (rows.count == nodes, columns == nodes) {
        case (true, false): return .nodesBySamples
        case (false, true): return .samplesByNodes
        case (false, false): return nil
        case (true, true):
            for row in 0..<nodes {
                for column in 0..<row {
                    let (first, second) = (rows[row][column], rows[column][row])
                    if abs(first - second) > 1e-6 * max(1, abs(first)) { return nil }
                }
            }
            return .connectivity
        }
    }

    /// - Parameter value: the file's path, or an object with `file`, `kind` and `series`.
    init(_ value: DocumentValue, inputs: ExperimentInputs, nodes: Int, series names: [String]) throws {
        let keys = try value.object(keys: ["file", "kind", "series"], "a file, or {file, kind, series}")
        let file = try keys.required("file", "a matrix: npy, csv, tsv, txt or mat")
        let rows = try inputs.matrix(file, as: "functional")
        self.file = try inputs.path(file)
        let columns = rows.first?.count ?? 0
        guard let form = try keys["kind"]?.choice(Form.self) ?? Self.form(of: rows, nodes: nodes) else {
            let square = rows.count == nodes && columns == nodes
            throw file.error(
                .wrongShape, "is \(rows.count) × \(columns) numbers for \(nodes.counted("node"))",
                remedy: square
                    ? "it is not symmetric: say with kind whether it is connectivity, nodes-by-samples or samples-by-nodes"
                    : "give nodes × nodes correlations, or a time series with a row or a column a node")
        }
        self.form = form
        series = try keys["series"]?.string("the name of a simulated series")
        if let series, !names.contains(series) {
            throw (keys["series"] ?? value).error(
                .wrongType, "is \"\(series)\", which is not recorded",
                remedy: "the series are \(names.joined(separator: ", "))")
        }
        let shape = form == .samplesByNodes ? columns : rows.count
        guard shape == nodes, form != .connectivity || columns == nodes else {
            throw file.error(
                .wrongShape, "is \(rows.count) × \(columns) numbers for \(nodes.counted("node"))",
                remedy: "as \(form.rawValue) one side, or both, has \(nodes)")
        }
        guard form == .connectivity || (form == .samplesByNodes ? rows.count : columns) >= 2 else {
            throw file.error(
                .wrongShape, "has one sample, and correlations take two", remedy: "give more samples of every node")
        }
        switch form {
        case .connectivity: matrix = rows.flatMap { $0 }
        case .samplesByNodes:
            matrix = try FunctionalConnectivity(samples: rows.flatMap { $0 }, nodes: nodes).matrix
        case .nodesBySamples:
            let samples = (0..<columns).flatMap { sample in rows.map { $0[sample] } }
            matrix = try FunctionalConnectivity(samples: samples, nodes: nodes).matrix
        }
        if form != .connectivity, let node = (0..<nodes).first(where: { !matrix[$0 * nodes + $0].isFinite }) {
            throw file.error(
                .notFinite, "the activity of node \(node) does not vary",
                remedy: "leave it out of the connectome, or give its activity")
        }
    }
}
