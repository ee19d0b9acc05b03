public import Compute
public import Dynamics
internal import Graphs

/// What a run of neuronal group selection came to.
public struct GroupSelectionRecord: Sendable {
    public let configuration: GroupSelection.Configuration
    /// Every sampled generation.
    public let samples: [GroupSelectionSample]
    public let files: [InputFile]
    public let device: DeviceDecision
    public let wallTimeSeconds: Double
    public let outputs: [String]
    public let provenance: Provenance?

    public init(
        configuration: GroupSelection.Configuration, samples: [GroupSelectionSample], files: [InputFile],
        device: DeviceDecision, wallTimeSeconds: Double, outputs: [String], provenance: Provenance?
    ) {
        self.configuration = configuration
        self.samples = samples
        self.files = files
        self.device = device
        self.wallTimeSeconds = wallTimeSeconds
        self.outputs = outputs
        self.provenance = provenance
    }

    /// Groups times generations, a second.
    public var groupGenerationsPerSecond: Double {
        Double(configuration.model.populations * configuration.model.groups) * Double(configuration.generations)
            / max(wallTimeSeconds, 1e-9)
    }

    /// The quantities of a population that are told of a generation.
    static let quantities = ["mean_fitness", "entropy", "dominant_share", "dominant_group"]

    static func values(_ statistics: PopulationStatistics) -> [Double] {
        [
            statistics.meanFitness, statistics.entropy, statistics.dominantShare, Double(statistics.dominantGroup),
        ]
    }

    /// Keys in the order of `docs/schema/group-selection.schema.json`; a value that does not apply is null. Without a
    /// final line break.
    ///
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(samples · populations).
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("samples")
        writer.beginArray()
        for sample in samples {
            writer.beginObject(inline: true)
            writer.key("generation")
            writer.value(sample.generation)
            for (index, quantity) in Self.quantities.enumerated() {
                writer.key(quantity)
                writer.beginArray(inline: true)
                for population in sample.populations {
                    if index == 3 {
                        writer.value(population.dominantGroup)
                    } else {
                        writer.value(Self.values(population)[index])
                    }
                }
                writer.endArray()
            }
            writer.endObject()
        }
        writer.endArray()
        let model = configuration.model
        for (key, number) in [
            ("populations", model.populations), ("groups", model.groups), ("generations", configuration.generations),
        ] {
            writer.key(key)
            writer.value(number)
        }
        writer.key("seed")
        writer.value(model.seed)
        writer.writeEnd(
            seconds: wallTimeSeconds, speed: groupGenerationsPerSecond, outputs: outputs, files: files, device: device)
        writer.key("schema")
        writer.value("claustrum.group-selection/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }

    /// The samples as a table: a row a generation and population, after RFC 4180.
    ///
    /// - Complexity: O(samples · populations).
    public var csv: String {
        var text = "generation,population,\(Self.quantities.joined(separator: ","))\r\n"
        for sample in samples {
            for (number, population) in sample.populations.enumerated() {
                text += "\(sample.generation),\(number),\(population.meanFitness),\(population.entropy),"
                text += "\(population.dominantShare),\(population.dominantGroup)\r\n"
            }
        }
        return text
    }

    /// The samples of one quantity as a NumPy array, samples × populations.
    ///
    /// - Parameter quantity: its place in `quantities`.
    func array(of quantity: Int) -> [UInt8] {
        NumPyStream.header(shape: [samples.count, configuration.model.populations])
            + NumPyStream.bytes(samples.flatMap { $0.populations.map { Self.values($0)[quantity] } })
    }
}

extension GroupSelectionRecord {
    /// The files that a destination comes to: a table, or an array a quantity.
    ///
    /// - Complexity: O(1).
    public static func paths(_ destination: SimulationDestination) -> [String] {
        destination.format == .csv
            ? [destination.path(of: "samples", isOnly: true)]
            : quantities.map { destination.path(of: $0, isOnly: false) }
    }

    /// Writes the samples to the files of a destination, all of them or none.
    ///
    /// - Throws: `OutputError`.
    public func write(to outputs: [ResultOutput], as format: SimulationDestination.Format) throws {
        for (index, output) in outputs.enumerated() {
            try output.write(format == .csv ? Array(csv.utf8) : array(of: index))
        }
        for output in outputs { try output.commit() }
    }
}

extension PhiText {
    /// A run of group selection for people: what ran, how fast, and how the populations' means went.
    ///
    /// - Complexity: O(samples).
    public static func render(_ record: GroupSelectionRecord, style: TextStyle) -> String {
        let model = record.configuration.model
        var layout = PhiTextLayout(style: style)
        layout.paragraph(
            flowing(
                "group-selection: \(model.populations.counted("population")) of \(model.groups.counted("group")),",
                "\(model.stimuli.count.counted("stimulus", plural: "stimuli")), seed \(model.seed)"))
        layout.field(
            "time",
            flowing(
                "\(count(record.configuration.generations)) generations in \(duration(seconds: record.wallTimeSeconds)),",
                "\(ReportMarkup.brief(record.groupGenerationsPerSecond / 1e6)) million groups·generations a second"))
        layout.field("device", flowing("\(record.device.device.label) (\(record.device.reason))"))
        layout.blank()
        var rows = [["generation", "mean fitness", "entropy", "greatest share"]]
        let stride = max(1, (record.samples.count + 15) / 16)
        for (index, sample) in record.samples.enumerated()
        where index % stride == 0 || index == record.samples.count - 1 {
            let means = sample.means
            rows.append(
                [count(sample.generation)]
                    + [means.fitness, means.entropy, means.dominantShare].map(ReportMarkup.brief))
        }
        return layout.text + table(rows) + "means over the populations\n" + written(record.outputs)
    }
}
