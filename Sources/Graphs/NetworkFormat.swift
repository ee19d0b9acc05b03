/// The network file formats that Claustrum reads and writes. `docs/formats.md` describes each.
public enum NetworkFormat: String, CaseIterable, Sendable {
    case json, yaml, bnet, csv, tsv, npy, graphml

    /// The formats by name, for people.
    package static var listing: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The format that a file's extension names, or nil for an unknown extension or none.
    public init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "json": self = .json
        case "yaml", "yml": self = .yaml
        case "bnet": self = .bnet
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "npy": self = .npy
        case "graphml": self = .graphml
        default: return nil
        }
    }

    /// What reads this format.
    public var importer: any NetworkImporter { codec }

    /// What writes this format.
    public var exporter: any NetworkExporter { codec }

    /// The registry that a new format joins.
    private var codec: any NetworkImporter & NetworkExporter {
        switch self {
        case .json: JSONNetwork()
        case .yaml: YAMLNetwork()
        case .bnet: BooleanNetwork()
        case .csv: WeightTable(delimiter: UInt8(ascii: ","))
        case .tsv: WeightTable(delimiter: UInt8(ascii: "\t"))
        case .npy: NumPyNetwork()
        case .graphml: GraphMLNetwork()
        }
    }
}

/// How a network is to be read.
public struct ImportOptions: Sendable, Hashable {
    /// The format; nil: by the file's extension, else by its content.
    public var format: NetworkFormat?
    /// Each unit's next value flips with this probability, 0…0.5: p becomes p(1 − ε) + (1 − p)ε, for any mechanism.
    /// Background units that hold their value (free inputs) and clamped units take no noise. A value above 0
    /// replaces the `noise` that a file declares.
    public var noise: Double
    /// Units whose mechanism is replaced by a constant, noise-free: label (or index) to 0 or 1. A clamped unit has no
    /// inputs, and the file's state, where there is one, takes the clamped value.
    public var clamps: [String: Int]
    /// The slope k of logistic units read from a weight matrix; nil: the file's own, else `LogisticUnits.defaultSlope`.
    public var slope: Double?

    public init(
        format: NetworkFormat? = nil, noise: Double = 0, clamps: [String: Int] = [:], slope: Double? = nil
    ) {
        self.format = format
        self.noise = noise
        self.clamps = clamps
        self.slope = slope
    }
}

/// A network as its file describes it, before the noise and clamps of `ImportOptions`.
public struct ImportedNetwork: Sendable, Hashable {
    public var substrate: Substrate
    /// The flip probability that the file itself declares.
    public var declaredNoise: Double

    public init(substrate: Substrate, declaredNoise: Double = 0) {
        self.substrate = substrate
        self.declaredNoise = declaredNoise
    }
}

/// Reads one format. The only seam through which networks come in.
public protocol NetworkImporter: Sendable {
    /// The network that `bytes` describe, noise-free and unclamped. Of `options`, an importer honours only `slope`.
    ///
    /// - Parameter name: the file's name, for errors.
    /// - Throws: `GraphsError` naming the place and the remedy.
    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork
}

/// Writes one format.
public protocol NetworkExporter: Sendable {
    /// The network as a file of the format.
    ///
    /// - Throws: `GraphsError` of kind `notExpressible` where the format has no way to say what the substrate does.
    func bytes(from substrate: Substrate) throws -> [UInt8]
}
