package import Graphs

/// A connectome's edges, sorted by how far ahead their sums can be made.
///
/// At time t an edge of delay d can be summed for the steps up to t + d, because what its source sends until then has
/// happened. Edges of 32 steps and more are therefore summed for 32 steps at once, those of 8 and more for eight, the
/// others step by step; those without delay take part in every stage of a step.
package struct DelayedEdges: Sendable {
    /// Edges by target: those of target i are at `starts[i]..<starts[i + 1]`, in the order of their sources.
    package struct Class: Sendable {
        package var starts: [Int32] = [0]
        package var sources: [Int32] = []
        package var delays: [Int32] = []
        package var weights: [Double] = []

        package var isEmpty: Bool { sources.isEmpty }

        /// Whether a column of weights a source suits them: a quarter of all pairs, and no more than fit into memory.
        func isDense(nodes: Int) -> Bool {
            !isEmpty && sources.count * 4 >= nodes * nodes && nodes <= 16384
        }

        mutating func add(source: Int32, delay: Int, weight: Double) {
            sources.append(source)
            delays.append(Int32(delay))
            weights.append(weight)
        }

        mutating func endTarget() { starts.append(Int32(sources.count)) }
    }

    /// The shortest delay of edges that are summed for 32 steps at once, and of those summed for eight.
    package static let longDelay = 32
    package static let mediumDelay = 8

    package private(set) var long = Class()
    package private(set) var medium = Class()
    package private(set) var short = Class()
    package private(set) var undelayed = Class()
    /// The longest delay, in steps.
    package private(set) var longest = 0
    /// The sum of every node's incoming weights, in the order of their sources.
    package let strengths: [Double]

    package var hasDelays: Bool { longest > 0 }

    /// - Parameters:
    ///   - speed: In mm/ms; nil: no delays.
    ///   - step: In ms. A delay is rounded to whole steps, halves to the even one.
    /// - Throws: `DynamicsError` of kind `tooLarge` above 2³¹ − 1 edges or steps of delay.
    /// - Complexity: O(edges) time and space.
    package init(_ connectome: Connectome, speed: Double?, step: Double) throws(DynamicsError) {
        guard connectome.edgeCount < Int(Int32.max) else {
            throw DynamicsError(
                .tooLarge, key: "connectome", problem: "there are \(connectome.edgeCount) edges",
                remedy: "at most \(Int32.max - 1) can be simulated")
        }
        var strengths: [Double] = []
        strengths.reserveCapacity(connectome.nodeCount)
        for target in 0..<connectome.nodeCount {
            var strength = 0.0
            for edge in connectome.edges(into: target) {
                let weight = connectome.weights[edge]
                strength += weight
                let delay = try Self.delay(connectome.lengths?[edge], speed, step)
                longest = max(longest, delay)
                let source = connectome.sources[edge]
                switch delay {
                case 0: undelayed.add(source: source, delay: delay, weight: weight)
                case ..<Self.mediumDelay: short.add(source: source, delay: delay, weight: weight)
                case ..<Self.longDelay: medium.add(source: source, delay: delay, weight: weight)
                default: long.add(source: source, delay: delay, weight: weight)
                }
            }
            strengths.append(strength)
            undelayed.endTarget()
            short.endTarget()
            medium.endTarget()
            long.endTarget()
        }
        self.strengths = strengths
    }

    private static func delay(_ length: Double?, _ speed: Double?, _ step: Double) throws(DynamicsError) -> Int {
        guard let length, let speed else { return 0 }
        let steps = (length / speed / step).rounded(.toNearestOrEven)
        guard steps < 10_000_000 else {
            throw DynamicsError(
                .tooLarge, key: "coupling.speed", problem: "a tract of \(length) mm delays by \(steps) steps",
                remedy: "check that lengths are in mm and the speed is in mm/ms")
        }
        return Int(steps)
    }
}
