/// A network of binary units with everything an analysis needs to know of it, whatever format it was read from.
public struct Substrate: Hashable, Sendable, Codable {
    /// The units' names, unique, in the units' order.
    public var labels: [String]
    public var transitions: TransitionProbabilities
    public var connectivity: Connectivity
    /// The current state, where the source gave one.
    public var state: State?
    /// The candidate system's unit indices in ascending order, where the source gave them.
    public var units: [Int]?
    /// Units that are background by default, ascending: the free inputs of a Boolean network. Empty otherwise.
    public var background: [Int]
    /// `weights[i][j]` from unit i to unit j, where the source has them.
    public var weights: [[Double]]?
    /// A name for people, where the source has one.
    public var name: String?
    /// Where the network comes from, such as a citation, where its file says so.
    public var source: String?

    public var unitCount: Int { labels.count }

    public init(
        labels: [String], transitions: TransitionProbabilities, connectivity: Connectivity, state: State? = nil,
        units: [Int]? = nil, background: [Int] = [], weights: [[Double]]? = nil, name: String? = nil,
        source: String? = nil
    ) {
        precondition(labels.count == transitions.unitCount && connectivity.unitCount == labels.count)
        self.labels = labels
        self.transitions = transitions
        self.connectivity = connectivity
        self.state = state
        self.units = units
        self.background = background
        self.weights = weights
        self.name = name
        self.source = source
    }
}
