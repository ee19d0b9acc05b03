import GeneratedInput
import IntegratedInformation
import Testing

@Suite("The earth mover's distance on the hypercube")
struct EarthMoversDistanceTests {
    private static let seed: UInt64 = 0xE3D_0001

    /// Distributions of each kind: dense, mostly zero, with equal entries.
    private func distribution(_ units: Int, _ random: inout SplitMix64) -> [Double] {
        let kind = random.index(3)
        var weights = (0..<(1 << units)).map { _ -> Double in
            switch kind {
            case 0: random.fraction()
            case 1: random.chance(0.8) ? 0 : random.fraction()
            default: Double(random.index(3))
            }
        }
        if weights.reduce(0, +) == 0 { weights[random.index(weights.count)] = 1 }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    private func product(_ marginals: [Double]) -> [Double] {
        marginals.reduce([1.0]) { rest, on in rest.map { $0 * (1 - on) } + rest.map { $0 * on } }
    }

    private func hamming(_ one: Int, _ other: Int) -> Double { Double((one ^ other).nonzeroBitCount) }

    @Test("agrees with the transportation problem over pairs of states", arguments: 0...5)
    func agreesWithPairs(units: Int) {
        var random = SplitMix64(seed: Self.seed &+ UInt64(units))
        let transport = HypercubeTransport(units: 5)
        for repetition in 0..<(units < 5 ? 300 : 60) {
            let (p, q) = (distribution(units, &random), distribution(units, &random))
            let fast = transport.distance(p, q, units: units)
            let slow = SlowTransport.cost(p, q, hamming)
            #expect(abs(fast - slow) < 1e-12, "seed \(Self.seed &+ UInt64(units)), number \(repetition)")
        }
    }

    @Test("of products is the sum of the distances of the marginals", arguments: 1...8)
    func ofProducts(units: Int) {
        var random = SplitMix64(seed: Self.seed &+ 100 &+ UInt64(units))
        let transport = HypercubeTransport(units: units)
        for repetition in 0..<40 {
            let p = (0..<units).map { _ in random.chance(0.2) ? 1 : random.fraction() }
            let q = (0..<units).map { _ in random.chance(0.2) ? 0 : random.fraction() }
            let expected = zip(p, q).reduce(0) { $0 + abs($1.0 - $1.1) }
            let found = transport.distance(product(p), product(q), units: units)
            #expect(abs(found - expected) < 1e-12, "seed \(Self.seed &+ 100 &+ UInt64(units)), number \(repetition)")
        }
    }

    @Test("is a metric, and a factor in common changes nothing", arguments: 3...8)
    func metric(units: Int) {
        var random = SplitMix64(seed: Self.seed &+ 200 &+ UInt64(units))
        let transport = HypercubeTransport(units: units + 1)
        for repetition in 0..<(units < 7 ? 40 : 6) {
            let place: Comment = "seed \(Self.seed &+ 200 &+ UInt64(units)), number \(repetition)"
            let (p, q, r) = (
                distribution(units, &random), distribution(units, &random), distribution(units, &random)
            )
            let forth = transport.distance(p, q, units: units)
            #expect(abs(transport.distance(q, p, units: units) - forth) < 1e-12, place)
            #expect(transport.distance(p, p, units: units) == 0, place)
            let detour = transport.distance(p, r, units: units) + transport.distance(r, q, units: units)
            #expect(detour > forth - 1e-12, place)
            let on = random.fraction()
            let wider = transport.distance(
                p.map { $0 * (1 - on) } + p.map { $0 * on }, q.map { $0 * (1 - on) } + q.map { $0 * on },
                units: units + 1)
            #expect(abs(wider - forth) < 1e-12, place)
        }
    }

    @Test("with a limit is exact below it and between it and the distance else", arguments: 3...6)
    func limits(units: Int) {
        var random = SplitMix64(seed: Self.seed &+ 300 &+ UInt64(units))
        let transport = HypercubeTransport(units: units)
        let fresh = HypercubeTransport(units: units)
        let p = distribution(units, &random)
        for repetition in 0..<100 {
            let place: Comment = "seed \(Self.seed &+ 300 &+ UInt64(units)), number \(repetition)"
            let q = distribution(units, &random)
            let exact = fresh.distance(p, q, units: units)
            let limit = random.value(0.2, 1.8) * exact
            let bounded = transport.distance(p, q, units: units, limit: limit, isFamiliar: repetition > 0)
            if exact < limit {
                #expect(abs(bounded - exact) < 1e-12, place)
            } else {
                #expect(bounded >= limit && bounded <= exact + 1e-12, place)
            }
        }
    }

    @Test("between masses in a plane agrees with the slow one")
    func masses() {
        var random = SplitMix64(seed: Self.seed &+ 400)
        for repetition in 0..<300 {
            let (sources, sinks) = (1 + random.index(8), 1 + random.index(8))
            let places = (0..<(sources + sinks)).map { _ in (random.fraction(), random.fraction()) }
            var supply = (0..<sources).map { _ in random.fraction() }
            var demand = (0..<sinks).map { _ in random.fraction() }
            let surplus = supply.reduce(0, +) - demand.reduce(0, +)
            if surplus > 0 { demand[0] += surplus } else { supply[0] -= surplus }
            func distance(_ one: Int, _ other: Int) -> Double {
                abs(places[one].0 - places[other].0) + abs(places[one].1 - places[other].1)
            }
            let costs = (0..<sources).flatMap { source in (0..<sinks).map { distance(source, sources + $0) } }
            var problem = MassTransport(supply: supply, demand: demand, costs: costs)
            let slow = SlowTransport.cost(
                supply + demand.map { _ in 0 }, supply.map { _ in 0 } + demand, distance)
            #expect(abs(problem.leastCost() - slow) < 1e-12, "seed \(Self.seed &+ 400), number \(repetition)")
        }
    }
}
