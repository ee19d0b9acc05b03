import Compute
import Dynamics
import Foundation
import GeneratedInput
import Graphs
import Testing

/// The linear network dx = A·x dt + σ dW with A = −1/τ + G·Cᵀ: everything about it has a closed form.
@Suite struct LinearNetworkTests {
    static let weights: [[Double]] = [
        [0, 0.8, 0, 0.3], [0.5, 0, 0.9, 0], [0, 0.2, 0.4, 0.7], [0.6, 0, 0, 0],
    ]
    static let taus = [8.0, 10, 12, 9]
    static let gain = 0.04

    /// `copies` of the network of four nodes that are not connected with each other.
    static func network(copies: Int = 1) throws -> Connectome {
        var edges: [ConnectomeEdge] = []
        for copy in 0..<copies {
            for from in 0..<4 {
                for to in 0..<4 where weights[from][to] != 0 {
                    edges.append(
                        ConnectomeEdge(from: 4 * copy + from, to: 4 * copy + to, weight: weights[from][to]))
                }
            }
        }
        return try Connectome(nodes: 4 * copies, edges: edges)
    }

    static func drift(diffusive: Bool = false) -> Matrix<Double> {
        var drift = Matrix<Double>.zero(4, 4)
        for to in 0..<4 {
            drift[to, to] = -1 / taus[to]
            for from in 0..<4 {
                drift[to, from] += gain * weights[from][to]
                if diffusive { drift[to, to] -= gain * weights[from][to] }
            }
        }
        return drift
    }

    static func scaled(_ factor: Double, _ matrix: Matrix<Double>) -> Matrix<Double> {
        .combination(factor, matrix, 0, matrix)
    }

    static func parameters(copies: Int = 1) -> [String: ParameterValue] {
        ["tau": .perNode((0..<copies).flatMap { _ in taus })]
    }

    static let start = [0.7, -0.4, 0.9, 0.1]

    @Test(arguments: [false, true])
    func theMeanRelaxesAsTheMatrixExponential(diffusive: Bool) throws {
        let expected = try Self.scaled(30, Self.drift(diffusive: diffusive)).exponential().times(Self.start)
        let coupling = CouplingSettings(gain: Self.gain, kind: diffusive ? .diffusive : .additive)
        var settings = SimulationSettings.stepping(
            .linear, .rungeKutta4, step: 0.05, steps: 600, parameters: Self.parameters(), coupling: coupling,
            initial: ["x": .perNode(Self.start)])
        // The fourth-order rule leaves t·(‖A‖h)⁴·‖A‖/120, 3e-11 here.
        #expect(distance(try record(Self.network(), settings).last("x"), expected) < 3e-11)
        settings.integrator = .dormandPrince
        settings.tolerance = 1e-12
        #expect(distance(try record(Self.network(), settings).last("x"), expected) < 1e-10)
    }

    /// One step of a linear system is a polynomial of hA: 1 + hA for Euler's rule, and as many terms of the exponential as
    /// the order for the others.
    @Test(arguments: zip([Integrator.euler, .heun, .rungeKutta4], [1, 2, 4]))
    func aStepIsTheExponentialToTheRulesOrder(integrator: Integrator, order: Int) throws {
        let step = 2.0
        let settings = SimulationSettings.stepping(
            .linear, integrator, step: step, steps: 50, parameters: Self.parameters(),
            coupling: .init(gain: Self.gain), initial: ["x": .perNode(Self.start)])
        let recording = try record(Self.network(), settings)
        let polynomial = try Self.taylor(Self.scaled(step, Self.drift()), order)
        var state = Self.start
        for sample in 0..<50 {
            state = polynomial.times(state)
            let values = Array(recording.values[0][sample * 4..<sample * 4 + 4])
            #expect(distance(values, state) < 1e-14)
        }
    }

    static func taylor(_ matrix: Matrix<Double>, _ order: Int) throws -> Matrix<Double> {
        var (sum, term) = (Matrix<Double>.identity(4), Matrix<Double>.identity(4))
        for power in 1...order {
            term = scaled(1 / Double(power), try term.product(matrix))
            sum = .combination(1, sum, 1, term)
        }
        return sum
    }

    @Test func aConstantInputIsAnsweredByTheInverse() throws {
        let input = [0.02, -0.01, 0.03, 0.005]
        let right = try Matrix(rows: 4, columns: 1, elements: input.map { -$0 })
        let expected = try Self.drift().solve(right).elements
        let settings = SimulationSettings.stepping(
            .linear, .heun, step: 0.5, steps: 2000, every: 2000, parameters: Self.parameters(),
            coupling: .init(gain: Self.gain), initial: ["x": 0],
            stimuli: input.enumerated().map { .constant($1, of: "x", nodes: [$0]) })
        #expect(distance(try record(Self.network(), settings).last("x"), expected) < 1e-12)
    }

    /// Checks the mean and covariance of independent copies against theory within four standard errors; the standard error of
    /// a covariance of Gaussian variables over M copies is √((Σ_ii·Σ_jj + Σ_ij²)/M).
    func check(_ a: [Double], _ b: [Double], _ expected: Matrix<Double>, _ variances: [Double], _ note: Comment) {
        let copies = a.count / 4
        for i in 0..<4 {
            for j in 0..<4 {
                let products = (0..<copies).reduce(0) { $0 + a[4 * $1 + i] * b[4 * $1 + j] }
                let error = products / Double(copies) - expected[i, j]
                let spread = (variances[i] * variances[j] + expected[i, j] * expected[i, j]) / Double(copies)
                #expect(abs(error) < 4 * spread.squareRoot(), "\(note): entry \(i), \(j)")
            }
        }
    }

    /// With a step of two milliseconds Euler's rule is far from the continuous covariance, but its own is known: it solves
    /// Σ = Φ·Σ·Φᵀ + Q with Φ = 1 + hA, Q = hσ²; Heun's with Φ = 1 + hA + (hA)²/2, Q = hσ²·(1 + hA/2)(1 + hA/2)ᵀ.
    @Test(arguments: [Integrator.euler, .heun, .rungeKutta4])
    func theStationaryCovarianceIsTheRulesOwn(integrator: Integrator) throws {
        let (copies, step, sigma, lag) = (12_000, 2.0, 0.3, 3)
        let settings = SimulationSettings(
            model: .linear, parameters: Self.parameters(copies: copies), coupling: .init(gain: Self.gain),
            integrator: integrator, stepMilliseconds: step, durationMilliseconds: Double(lag + 1) * step,
            transientMilliseconds: 160, samplingMilliseconds: step,
            noise: [Noise(.white, of: "x", intensity: .uniform(sigma))], initial: .values(["x": 0]), seed: 11)
        let samples = try record(Self.network(copies: copies), settings).values[0]
        let generator = Self.scaled(step, Self.drift())
        let order = [Integrator.euler: 1, .heun: 2, .rungeKutta4: 4][integrator] ?? 0
        let propagator = try Self.taylor(generator, order)
        let root = integrator == .heun ? try Self.taylor(Self.scaled(0.5, generator), 1) : .identity(4)
        let noise = Self.scaled(step * sigma * sigma, try root.product(root, otherTransposed: true))
        let covariance = try propagator.discreteCovariance(noise: noise)
        let lagged = try propagator.power(lag).product(covariance)
        let size = 4 * copies
        let (first, last) = (Array(samples[..<size]), Array(samples[(lag * size)...]))
        let variances = (0..<4).map { covariance[$0, $0] }
        check(first, first, covariance, variances, "covariance")
        check(last, first, lagged, variances, "lagged covariance")
        // Euler's own covariance is distinguishable from the continuous one.
        let continuous = try Self.drift().stationaryCovariance(noise: Self.scaled(sigma * sigma, .identity(4)))
        let gap = abs(covariance[1, 1] / continuous[1, 1] - 1) * (Double(copies) / 2).squareRoot()
        if integrator == .euler { #expect(gap > 6) }
    }

    /// A·Σ + Σ·Aᵀ + σ² = 0 and Cov(x(t + τ), x(t)) = e^(Aτ)·Σ. Heun's rule at this step is biased by less than 1e-3, which
    /// is a tenth of the standard error.
    @Test func theCovarianceSolvesLyapunovsEquation() throws {
        let (copies, step, sigma, lag) = (10_000, 0.5, 0.3, 10)
        let settings = SimulationSettings(
            model: .linear, parameters: Self.parameters(copies: copies), coupling: .init(gain: Self.gain),
            integrator: .heun, stepMilliseconds: step, durationMilliseconds: Double(lag + 1) * step,
            transientMilliseconds: 100, samplingMilliseconds: step,
            noise: [Noise(.white, of: "x", intensity: .uniform(sigma))], initial: .values(["x": 0]), seed: 12)
        let samples = try record(Self.network(copies: copies), settings).values[0]
        let covariance = try Self.drift().stationaryCovariance(noise: Self.scaled(sigma * sigma, .identity(4)))
        let lagged = try Self.scaled(Double(lag) * step, Self.drift()).exponential().product(covariance)
        let size = 4 * copies
        let (first, last) = (Array(samples[..<size]), Array(samples[(lag * size)...]))
        let variances = (0..<4).map { covariance[$0, $0] }
        check(first, first, covariance, variances, "covariance")
        check(last, first, lagged, variances, "lagged covariance")
    }

    /// A sample is the state at the end of its interval; the transient is not recorded.
    @Test func samplesAreTakenAtTheEndsOfTheirIntervals() throws {
        let settings = SimulationSettings(
            model: .linear, integrator: .euler, stepMilliseconds: 0.1, durationMilliseconds: 2,
            transientMilliseconds: 1.5, samplingMilliseconds: 0.5, initial: .values(["x": 1]))
        let simulation = try Simulation(connectome: unconnected(1), settings: settings)
        let recording = try simulation.recording()
        #expect(recording.values[0].count == 4)
        for sample in 0..<4 {
            #expect(simulation.series[0].time(of: sample) == 0.5 * Double(sample + 1))
            #expect(abs(recording.values[0][sample] - pow(0.99, Double(15 + 5 * (sample + 1)))) < 1e-14)
        }
    }
}
