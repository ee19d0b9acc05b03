/// The least cost of moving masses from sources to sinks, where moving from source i to sink j costs `cost(i, j)` a unit
/// of mass: a transportation problem, solved by successive shortest paths.
package struct MassTransport {
    /// Mass that is not worth moving: what rounding leaves.
    private static let dust = 0x1p-50

    private let sourceCount: Int
    private let sinkCount: Int
    private let costs: [Double]
    private var supply: [Double]
    private var demand: [Double]
    private var flow: [Double]
    /// Of the sources, then of the sinks.
    private var potential: [Double]

    /// - Parameters:
    ///   - supply: the sources' masses, 0 or more.
    ///   - demand: the sinks' masses, 0 or more, with the same sum but for rounding.
    ///   - costs: 0 or more, source by source.
    package init(supply: [Double], demand: [Double], costs: [Double]) {
        sourceCount = supply.count
        sinkCount = demand.count
        self.supply = supply
        self.demand = demand
        self.costs = costs
        flow = [Double](repeating: 0, count: costs.count)
        potential = [Double](repeating: 0, count: supply.count + demand.count)
    }

    /// The least cost.
    ///
    /// - Complexity: O((sources + sinks)³) as observed: about a shortest path for each of them.
    package mutating func leastCost() -> Double {
        for source in 0..<sourceCount {
            while supply[source] > Self.dust, let path = shortestPath(from: source) {
                augment(along: path, from: source)
            }
        }
        return zip(flow, costs).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Where the shortest path from a source ends, and through which node it enters each node on the way.
    private struct Path {
        let sink: Int
        let previous: [Int]
    }

    private mutating func shortestPath(from source: Int) -> Path? {
        let count = sourceCount + sinkCount
        var distance = [Double](repeating: .infinity, count: count)
        var previous = [Int](repeating: -1, count: count)
        var isSettled = [Bool](repeating: false, count: count)
        distance[source] = 0
        while true {
            var node = -1
            for candidate in 0..<count where !isSettled[candidate] && distance[candidate] < .infinity {
                if node < 0 || distance[candidate] < distance[node] { node = candidate }
            }
            if node < 0 { return nil }
            isSettled[node] = true
            if node >= sourceCount && demand[node - sourceCount] > Self.dust {
                let reach = distance[node]
                for other in 0..<count where distance[other] < reach { potential[other] += reach - distance[other] }
                return Path(sink: node - sourceCount, previous: previous)
            }
            let neighbours = node < sourceCount ? sourceCount..<count : 0..<sourceCount
            for neighbour in neighbours where !isSettled[neighbour] {
                let isOnward = node < sourceCount
                let arc =
                    isOnward
                    ? node * sinkCount + neighbour - sourceCount : neighbour * sinkCount + node - sourceCount
                if !isOnward && flow[arc] == 0 { continue }
                let cost = isOnward ? costs[arc] : -costs[arc]
                // Negative by a rounding error only.
                let step = max(0, cost - potential[node] + potential[neighbour])
                if distance[node] + step < distance[neighbour] {
                    distance[neighbour] = distance[node] + step
                    previous[neighbour] = node
                }
            }
        }
    }

    private mutating func augment(along path: Path, from source: Int) {
        var amount = min(supply[source], demand[path.sink])
        var node = path.sink + sourceCount
        while node != source {
            let before = path.previous[node]
            if before >= sourceCount { amount = min(amount, flow[node * sinkCount + before - sourceCount]) }
            node = before
        }
        node = path.sink + sourceCount
        while node != source {
            let before = path.previous[node]
            if before < sourceCount {
                flow[before * sinkCount + node - sourceCount] += amount
            } else {
                let arc = node * sinkCount + before - sourceCount
                flow[arc] -= amount
                if flow[arc] <= Self.dust { flow[arc] = 0 }
            }
            node = before
        }
        supply[source] -= amount
        demand[path.sink] -= amount
    }
}
