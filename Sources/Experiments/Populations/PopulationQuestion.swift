public import Compute
public import Drift
internal import Graphs

/// A population as it was asked for, with everything it needs read.
public struct PopulationQuestion: Sendable {
    public let population: Population
    /// How people call it: its name, else its file's.
    public let title: String
    /// Every file that was read.
    public let files: [InputFile]
    let document: Document

    /// - Parameters:
    ///   - path: of a population's document (YAML or JSON); `-` for standard input.
    ///   - flags: those that take the place of what it says.
    /// - Throws: `GraphsError` and `ExperimentError`: what is wrong, where, and what would be right.
    /// - Complexity: O(bytes).
    public init(path: String, flags: [ExperimentFlag] = []) throws {
        let name = path == "-" ? "standard input" : path
        let bytes = try NetworkFile.contents(of: path)
        var document = try Document(bytes, file: name)
        let inputs = ExperimentInputs(folder: path.folderOfPath)
        inputs.note("population", path, digest: RunRecord.digest(of: bytes))
        document.nest("events", under: "file")
        for flag in flags { document.lay(flag.value, at: flag.path, origin: flag.name) }
        self.document = document
        let reader = try PopulationReader(document.root, inputs: inputs)
        population = try Self.placing(in: document) {
            let population = try reader.population()
            try population.validate()
            return population
        }
        title = reader.title ?? name
        files = inputs.files
    }

    /// Runs `body`, whose errors get the place in the document that they are about.
    private static func placing<Result>(in document: Document, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DriftError {
            let root = document.root
            let place = error.key.flatMap { key in paths(of: key).first { root.origin(of: $0) != nil } }
            let key = place ?? error.key
            throw ExperimentError(
                code: error.code, exitStatus: error.exitStatus,
                message: (place.flatMap { root.origin(of: $0) } ?? "") + (key.map { "\($0): " } ?? "")
                    + "\(error.problem); \(error.remedy)")
        }
    }

    /// Where a document may say what a population calls `key`, the likelier first: it may say one thing for all traits.
    private static func paths(of key: String) -> [String] {
        var parts = key.split(separator: ".").map(String.init)
        if parts.count > 2, parts[0] == "events", parts[1] == "groups[0]" {
            return [key, (["events"] + parts.dropFirst(2)).joined(separator: ".")]
        }
        guard parts.count > 2, parts[0] == "traits" else { return [key] }
        let trait = parts[1]
        parts.removeFirst(2)
        let top = ["initial": "initial", "set_point": "set_points"][parts[0]] ?? "rule"
        if top != "rule" { parts.removeFirst() }
        let rest = parts.map { "." + $0 }.joined()
        let own = (top == "rule" ? "rule.traits." : top + ".") + trait
        return [own + rest, "\(top).others\(rest)", top + rest, own, top]
    }

    /// How large the run is, for the choice of a device. No graphics processor was measured yet, so `auto` takes the
    /// processor.
    public var workload: DeviceWorkload {
        DeviceWorkload(
            size: Double(population.minds) * Double(population.traits.count) * Double(population.days),
            crossover: .infinity, unit: "trait-days", needsDoublePrecision: true)
    }

    /// - Parameter keepingReports: whether all reports are kept to the end, and not only the first and the last.
    /// - Throws: `ExperimentError` where the population would not fit.
    public func checkMemory(keepingScores: Bool, keepingReports: Bool = false, limit: Int) throws {
        let reports = keepingReports ? Double(population.reportCount) * reportBytes : 0
        let bytes = population.memoryBytes(keepsScores: keepingScores) + reports
        guard bytes > Double(limit) else { return }
        let kept =
            keepingReports ? ", and \(population.reportCount.counted("report")) that are kept to the end," : ""
        throw ExperimentError(
            code: "memory-limit", exitStatus: .unavailable,
            message: "\(PhiText.count(population.minds)) minds of \(population.traits.count.counted("trait"))\(kept) "
                + "take \(ByteSize.approximately(Int(min(bytes, 9e18)))), more than the limit of "
                + "\(ByteSize.text(limit)); ask for fewer, or raise --memory-limit")
    }

    /// About what a report takes, as it is kept and as it is written at the end.
    private var reportBytes: Double {
        Double(population.traits.count + 1) * Double(4096 + 32 * population.quantiles.count)
    }

    /// One digest of all files read: that of the document, if there is no other, else that of their digests in order.
    public var inputDigest: String {
        files.count == 1
            ? files[0].digest : RunRecord.digest(of: Array(files.map { $0.digest + "\n" }.joined().utf8))
    }

    /// Writes scores, a row a mind, as a NumPy array.
    ///
    /// - Throws: `OutputError`.
    /// - Complexity: O(scores) time; the memory of a piece.
    public func write(_ scores: [Double], to output: ResultOutput) throws {
        try output.write(NumPyStream.header(shape: [population.minds, population.traits.count]))
        for start in stride(from: 0, to: scores.count, by: 1 << 17) {
            try output.write(NumPyStream.bytes(Array(scores[start..<min(scores.count, start + (1 << 17))])))
        }
    }
}
