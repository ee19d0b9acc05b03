import Compute
import Dynamics
import Foundation
import Graphs
import Testing

/// Fixed points of the rate models.
@Suite struct PopulationFixedPointTests {
    /// E and I of Wilson and Cowan's fixed points: E's nullcline gives I, and I's what is left to be zero.
    static func wilsonCowanPoints(input: Double) -> [[Double]] {
        func response(_ x: Double) -> Double { 1 / (1 + exp(-1.5 * (x - 3))) }
        func inhibition(_ e: Double) -> Double {
            let share = e / (1 - e)
            return (16 * e + input - 3 + log((1 - share) / share) / 1.5) / 12
        }
        return roots(from: 1e-6, to: 0.4999, cells: 20_000) { e in
            let i = inhibition(e)
            return -i + (1 - i) * response(15 * e - 3 * i)
        }.map { [$0, inhibition($0)] }
    }

    static func wilsonCowanSlopes(_ point: [Double], input: Double) throws -> GeneralEigensystem {
        let scalar = ScalarModel(SimulationSettings(model: .wilsonCowan), nodes: 1)
        return try jacobian(at: point) { scalar.rates($0, received: [0], input: [input, 0], node: 0) }.eigensystem()
    }

    @Test(arguments: [0.0, 0.5, 1.5, 4])
    func wilsonCowan(input: Double) throws {
        let points = Self.wilsonCowanPoints(input: input)
        #expect(points.count % 2 == 1)
        for point in points {
            _ = try FixedPointTests().check(.wilsonCowan, at: point, input: [input, 0], step: 0.02, steps: 200)
        }
    }

    /// The input at which the eigenvalues of the rest state's Jacobian cross the imaginary axis is where oscillations die
    /// out and grow in simulations to either side of it.
    @Test func wilsonCowanOscillatesBeyondItsHopfThreshold() throws {
        func growth(_ input: Double) -> Double {
            let points = Self.wilsonCowanPoints(input: input)
            guard points.count == 1 else { return .nan }
            return (try? Self.wilsonCowanSlopes(points[0], input: input).greatestRealPart) ?? .nan
        }
        let thresholds = roots(from: 0, to: 6, cells: 240, growth)
        #expect(!thresholds.isEmpty)
        for threshold in thresholds {
            for input in [threshold - 0.02, threshold + 0.02] {
                let point = Self.wilsonCowanPoints(input: input)[0]
                let system = try Self.wilsonCowanSlopes(point, input: input)
                #expect(system.imaginaryParts.contains { $0 > 0 })
                let period = 2 * Double.pi / (system.imaginaryParts.max() ?? 1)
                let cycles = 10.0
                let settings = SimulationSettings.stepping(
                    .wilsonCowan, .rungeKutta4, step: period / 400, steps: Int(cycles * 400), every: Int(cycles * 400),
                    initial: ["E": .uniform(point[0] + 1e-6), "I": .uniform(point[1])],
                    stimuli: [.constant(input, of: "E")])
                let end = try record(unconnected(1), settings)
                // After whole turns the disturbance is what it was, times the growth.
                let factor = (end.values[0][0] - point[0]) / 1e-6
                let expected = exp(system.greatestRealPart * cycles * period)
                #expect(abs(factor / expected - 1) < 1e-3, "input \(input): \(factor), \(expected)")
            }
        }
    }

    static func wongWangRate(_ s: Double, reach: Double = 0, external: Double) -> Double {
        ScalarModel.transfer(
            0.9 * 0.2609 * s + 0.2609 * reach * s + external, slope: 270, offset: 108, curvature: 0.154)
    }

    @Test(arguments: [0.28, 0.3, 0.33, 0.36])
    func wongWang(external: Double) throws {
        let points = roots(from: 0, to: 0.9999) { s in
            -s / 100 + (1 - s) * 0.641 * Self.wongWangRate(s, external: external) / 1000
        }
        #expect(points.count % 2 == 1)
        let stability = try points.map { s in
            try FixedPointTests().check(
                .wongWang, at: [s], parameters: ["I0": .uniform(external)], step: 0.5, steps: 200
            ).greatestRealPart
        }
        // Stable and unstable points alternate.
        for (index, value) in stability.enumerated() { #expect((value < 0) == (index % 2 == 0)) }
    }

    /// In a homogeneous network of in-strength s every node sits where one with an input of G·J·s·S does.
    @Test func theMeanFieldOfANetworkIsThatOfOneNode() throws {
        let (gain, strength) = (0.7, 1.2)
        let points = roots(from: 0, to: 0.9999) { s in
            -s / 100 + (1 - s) * 0.641 * Self.wongWangRate(s, reach: gain * strength, external: 0.3) / 1000
        }
        let highest = try #require(points.last)
        let settings = SimulationSettings.stepping(
            .wongWang, .heun, step: 1, steps: 5000, every: 5000, coupling: .init(gain: gain), initial: ["S": 0.9])
        let end = try record(Connectome.complete(nodes: 7, weight: strength / 6), settings).last("S")
        #expect(distance(end, Array(repeating: highest, count: 7)) < 1e-12)
    }

    static func pairPoints(_ reach: Double = 0, lambda: Double = 0) -> [[Double]] {
        func excitation(_ e: Double, _ i: Double) -> Double {
            ScalarModel.transfer(
                0.382 + 1.4 * 0.15 * e + 0.15 * reach * e - i, slope: 310, offset: 125, curvature: 0.16)
        }
        func inhibition(_ e: Double) -> Double {
            roots(from: 0, to: 3, cells: 200) { i in
                let current = 0.7 * 0.382 + 0.15 * e - i + lambda * 0.15 * reach * e
                return 10 * ScalarModel.transfer(current, slope: 615, offset: 177, curvature: 0.087) / 1000 - i
            }.first ?? .nan
        }
        return roots(from: 0, to: 0.9999, cells: 1000) { e in
            -e / 100 + (1 - e) * 0.641 * excitation(e, inhibition(e)) / 1000
        }.map { [$0, inhibition($0)] }
    }

    /// An isolated node rests at about 3 Hz (Deco et al. 2014).
    @Test func wongWangPairRestsAtThreeHertz() throws {
        let points = Self.pairPoints()
        #expect(points.count == 1)
        let system = try FixedPointTests().check(.wongWangPair, at: points[0], step: 0.1, steps: 500)
        #expect(system.greatestRealPart < 0)
        let rate = points[0][0] / (0.1 * (1 - points[0][0]) * 0.641)
        #expect(rate > 2.5 && rate < 3.5)
    }

    @Test(arguments: [0.0, 1])
    func theMeanFieldOfANetworkOfPairs(lambda: Double) throws {
        let reach = 0.4 * 1.5
        let points = Self.pairPoints(reach, lambda: lambda)
        #expect(points.count == 1)
        let settings = SimulationSettings.stepping(
            .wongWangPair, .heun, step: 0.5, steps: 20_000, every: 20_000, parameters: ["lambda": .uniform(lambda)],
            coupling: .init(gain: 0.4), initial: ["S_E": 0.2, "S_I": 0.1])
        let end = try record(Connectome.complete(nodes: 4, weight: 0.5), settings)
        #expect(distance(end.last("S_E"), Array(repeating: points[0][0], count: 4)) < 1e-10)
        #expect(distance(end.last("S_I"), Array(repeating: points[0][1], count: 4)) < 1e-10)
    }

    /// H(x) at and about a·x = b, where the formula as written is 0/0: H = 1/d + u/2 + d·u²/12 with u = a·x − b. From S = 0
    /// a step of Euler's rule moves S by h·γ·H/1000.
    @Test(arguments: [Precision.double, .single])
    func theRateAtItsRemovableSingularity(precision: Precision) throws {
        let distances = [0, 1e-16, 1e-13, 1e-10, 1e-7, 2.5e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01]
        let currents = distances.flatMap { [0.4 + $0, 0.4 - $0] }
        var settings = SimulationSettings.stepping(
            .wongWang, .euler, step: 1, steps: 1, parameters: ["I0": .perNode(currents)], initial: ["S": 0])
        settings.precision = precision
        let states = try record(unconnected(currents.count), settings).last("S")
        for (current, state) in zip(currents, states) {
            // In single precision the parameters are what they are rounded to.
            let u = precision == .double ? 270 * current - 108 : 270 * Double(Float(current)) - 108
            let d = precision == .double ? 0.154 : Double(Float(0.154))
            let expected = 0.641 / 1000 * ScalarModel.transfer(u, slope: 1, offset: 0, curvature: d)
            // u itself has an error of a few units in the last place of 108.
            let tolerance = precision == .double ? 1e-12 : 2e-6
            #expect(abs(state / expected - 1) < tolerance, "\(current)")
        }
    }
}
