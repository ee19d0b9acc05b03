import Graphs

/// IIT 3.0 by enumeration, written from the definitions (Oizumi, Albantakis & Tononi 2014, Text S2) and slowly: a cut is a
/// changed transition table, repertoires are joint distributions over all states of the system, every distance is a
/// transportation problem over pairs of states, and every partition is tried in both orders. It shares no code with the
/// library.
struct ConceptualReference {
    struct Side {
        let purview: Int
        let phi: Double
        let ties: Int
    }

    struct Concept {
        let mechanism: Int
        let cause: Side
        let effect: Side
        /// Over the states of the whole system.
        let past: [Double]
        let future: [Double]

        var phi: Double { min(cause.phi, effect.phi) }
    }

    struct Outcome {
        let phi: Double
        let conceptualInformation: Double
        let concepts: [Concept]
        /// The source sets of the cuts that attain Φ.
        let cuts: [Int]
    }

    static let tolerance = 1e-10

    let count: Int
    let state: Int
    /// `columns[i][s]`: P(unit i = 1 | s).
    let columns: [[Double]]

    /// The candidate system of `units`, background held in its current state.
    init(_ substrate: Substrate, state: State, units: [Int]) {
        count = units.count
        self.state = Int(state.restricted(to: units).bits)
        columns = units.map { unit in
            (0..<(1 << units.count)).map { local in
                var row = Int(state.bits)
                for (place, other) in units.enumerated() {
                    row = local >> place & 1 == 1 ? row | 1 << other : row & ~(1 << other)
                }
                return substrate.transitions.probability(of: unit, after: row)
            }
        }
    }

    private init(count: Int, state: Int, columns: [[Double]]) {
        self.count = count
        self.state = state
        self.columns = columns
    }

    private var all: Int { 1 << count - 1 }

    /// The system in which what the units outside `source` hear of those in it is noise.
    func cut(from source: Int) -> ConceptualReference {
        ConceptualReference(
            count: count, state: state,
            columns: columns.enumerated().map { unit, column in
                source >> unit & 1 == 1
                    ? column : column.indices.map { mean(column, keeping: all & ~source, at: $0) }
            })
    }

    private func mean(_ column: [Double], keeping kept: Int, at state: Int) -> Double {
        let rows = column.indices.filter { $0 & kept == state & kept }
        return rows.reduce(0) { $0 + column[$1] } / Double(rows.count)
    }

    /// The joint distribution of the whole system's past, given the mechanism, over the purview; uniform elsewhere.
    func past(_ mechanism: Int, _ purview: Int) -> [Double] {
        var weights = (0...all).map { past in
            (0..<count).reduce(1.0) { product, unit in
                guard mechanism >> unit & 1 == 1 else { return product }
                let on = mean(columns[unit], keeping: purview, at: past)
                return product * (state >> unit & 1 == 1 ? on : 1 - on)
            }
        }
        let total = weights.reduce(0, +)
        for index in weights.indices { weights[index] /= total }
        return weights
    }

    /// The joint distribution of the whole system's future, given the mechanism, over the purview; unconstrained elsewhere.
    func future(_ mechanism: Int, _ purview: Int) -> [Double] {
        (0...all).map { future in
            (0..<count).reduce(1.0) { product, unit in
                let on = mean(columns[unit], keeping: purview >> unit & 1 == 1 ? mechanism : 0, at: state)
                return product * (future >> unit & 1 == 1 ? on : 1 - on)
            }
        }
    }

    /// The factors of a distribution over the states of the purview alone.
    private func marginal(_ distribution: [Double], on purview: Int) -> [Int: Double] {
        distribution.enumerated().reduce(into: [:]) { $0[$1.offset & purview, default: 0] += $1.element }
    }

    private func distance(_ p: [Int: Double], _ q: [Int: Double]) -> Double {
        let states = p.keys.sorted()
        return SlowTransport.cost(
            states.map { p[$0] ?? 0 }, states.map { q[$0] ?? 0 }
        ) { Double((states[$0] ^ states[$1]).nonzeroBitCount) }
    }

    /// φ of a mechanism over a purview: the least distance over all bipartitions.
    func phi(_ mechanism: Int, _ purview: Int, _ repertoire: (Int, Int) -> [Double]) -> Double {
        let whole = marginal(repertoire(mechanism, purview), on: purview)
        var least = Double.infinity
        for part in 0...mechanism where part & mechanism == part {
            for half in 0...purview where half & purview == half {
                let isWhole = (part, half) == (mechanism, purview) || (part, half) == (0, 0)
                if isWhole { continue }
                let one = marginal(repertoire(part, half), on: half)
                let other = marginal(repertoire(mechanism & ~part, purview & ~half), on: purview & ~half)
                var product: [Int: Double] = [:]
                for state in whole.keys { product[state] = (one[state & half] ?? 0) * (other[state & ~half] ?? 0) }
                least = min(least, distance(whole, product))
                if least == 0 { return 0 }
            }
        }
        return least
    }

    /// The purview of greatest φ; among equals the largest, then the first by its units.
    private func side(_ mechanism: Int, _ repertoire: (Int, Int) -> [Double]) -> Side? {
        let values = (1...all).map { ($0, phi(mechanism, $0, repertoire)) }
        let greatest = values.map(\.1).max() ?? 0
        guard greatest > Self.tolerance else { return nil }
        let tied = values.filter { $0.1 >= greatest - Self.tolerance }
        func units(_ mask: Int) -> [Int] { (0..<count).filter { mask >> $0 & 1 == 1 } }
        let ordered = tied.sorted {
            let (one, other) = (units($0.0), units($1.0))
            return one.count != other.count ? one.count > other.count : one.lexicographicallyPrecedes(other)
        }
        return ordered.first.map { Side(purview: $0.0, phi: $0.1, ties: tied.count) }
    }

    func concepts() -> [Concept] {
        (1...all).compactMap { mechanism in
            guard let effect = side(mechanism, future), let cause = side(mechanism, past) else { return nil }
            return Concept(
                mechanism: mechanism, cause: cause, effect: effect, past: past(mechanism, cause.purview),
                future: future(mechanism, effect.purview))
        }
    }

    /// Φ of a strongly connected system.
    func outcome() -> Outcome {
        let whole = concepts()
        let null = (past(0, 0), future(0, 0))
        func distance(_ one: ([Double], [Double]), _ other: ([Double], [Double])) -> Double {
            func states(_ p: [Double], _ q: [Double]) -> Double {
                SlowTransport.cost(p, q) { Double(($0 ^ $1).nonzeroBitCount) }
            }
            return states(one.0, other.0) + states(one.1, other.1)
        }
        let information = whole.reduce(0) { $0 + $1.phi * distance(($1.past, $1.future), null) }
        var distances: [Double] = []
        for source in 1..<all {
            let rest = cut(from: source).concepts()
            let points = (whole + rest).map { ($0.past, $0.future) } + [null]
            let surplus = whole.reduce(0) { $0 + $1.phi } - rest.reduce(0) { $0 + $1.phi }
            let supply = whole.map(\.phi) + rest.map { _ in 0 } + [max(0, -surplus)]
            let demand = whole.map { _ in 0 } + rest.map(\.phi) + [max(0, surplus)]
            distances.append(SlowTransport.cost(supply, demand) { distance(points[$0], points[$1]) })
        }
        let least = distances.min() ?? 0
        return Outcome(
            phi: least, conceptualInformation: information, concepts: whole,
            cuts: (1..<max(1, all)).filter { distances[$0 - 1] <= least + Self.tolerance })
    }
}

/// The transportation problem by successive shortest paths found by Bellman and Ford's relaxation: no potentials, no
/// priorities, nothing to get wrong.
enum SlowTransport {
    static func cost(_ supply: [Double], _ demand: [Double], _ distance: (Int, Int) -> Double) -> Double {
        // What both have in one place stays there: in a metric, some optimum does so.
        var supply = supply
        var demand = demand
        for place in supply.indices {
            let common = min(supply[place], demand[place])
            supply[place] -= common
            demand[place] -= common
        }
        let sources = supply.indices.filter { supply[$0] > 1e-15 }
        let sinks = demand.indices.filter { demand[$0] > 1e-15 }
        let costs = sources.map { source in sinks.map { distance(source, $0) } }
        var flow = sources.map { _ in sinks.map { _ in 0.0 } }
        while true {
            var toSource = sources.map { supply[$0] > 1e-15 ? 0 : Double.infinity }
            var toSink = sinks.map { _ in Double.infinity }
            var enteredSink = sinks.map { _ in -1 }
            var enteredSource = sources.map { _ in -1 }
            var hasChanged = true
            while hasChanged {
                hasChanged = false
                for i in sources.indices {
                    for j in sinks.indices {
                        if toSource[i] + costs[i][j] < toSink[j] - 1e-13 {
                            (toSink[j], enteredSink[j], hasChanged) = (toSource[i] + costs[i][j], i, true)
                        }
                        if flow[i][j] > 1e-15 && toSink[j] - costs[i][j] < toSource[i] - 1e-13 {
                            (toSource[i], enteredSource[i], hasChanged) = (toSink[j] - costs[i][j], j, true)
                        }
                    }
                }
            }
            let open = sinks.indices.filter { demand[sinks[$0]] > 1e-15 && toSink[$0] < .infinity }
            guard let end = open.min(by: { toSink[$0] < toSink[$1] }) else { break }
            var path: [(source: Int, sink: Int, isBack: Bool)] = []
            var sink = end
            while true {
                let source = enteredSink[sink]
                path.append((source, sink, false))
                guard enteredSource[source] >= 0 else { break }
                sink = enteredSource[source]
                path.append((source, sink, true))
            }
            let start = sources[path[path.count - 1].source]
            let returned = path.filter(\.isBack).map { flow[$0.source][$0.sink] }
            let amount = ([supply[start], demand[sinks[end]]] + returned).reduce(.infinity, min)
            for step in path { flow[step.source][step.sink] += step.isBack ? -amount : amount }
            supply[start] -= amount
            demand[sinks[end]] -= amount
        }
        return zip(flow, costs).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } }
    }
}
