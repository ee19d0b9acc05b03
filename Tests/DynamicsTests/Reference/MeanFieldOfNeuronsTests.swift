import Compute
import Dynamics
import Foundation
import Graphs
import Testing

/// Montbrió, Pazó and Roxin's equations are exact for infinitely many quadratic integrate-and-fire neurons
/// τ·dV_j/dt = V_j² + η_j + J·τ·r + I with Lorentzian η: here they are compared with the neurons themselves.
@Suite struct MeanFieldOfNeuronsTests {
    /// The Kuramoto order parameter of the neurons' phases θ = 2·arctan V from the mean field:
    /// Z = (1 − W*)/(1 + W*), W = πτr + i·v.
    static func order(rate: Double, potential: Double, tau: Double) -> (Double, Double) {
        let (x, y) = (.pi * tau * rate, -potential)
        let scale = (1 + x) * (1 + x) + y * y
        return ((1 - x * x - y * y) / scale, -2 * y / scale)
    }

    /// Neurons that all start at V₀, a Lorentzian of no width: the mean field starts at r = 0, v = V₀. The quantiles of η stand
    /// for their distribution to about 1/N.
    @Test(arguments: [(0.0, 1.0), (8.0, -2.0), (15.0, 3.0), (-6.0, 4.0)])
    func orderOfNeuronsAndMeanField(synapse: Double, input: Double) throws {
        let (count, tau, start, step, steps) = (4000, 10.0, -1.5, 0.02, 1500)
        let settings = SimulationSettings.stepping(
            .montbrioPazoRoxin, .rungeKutta4, step: step, steps: steps, every: 100,
            parameters: ["J": .uniform(synapse), "eta": -1, "Delta": 0.6], initial: ["r": 0, "v": .uniform(start)],
            stimuli: [.constant(input, of: "v")])
        let field = try record(unconnected(1), settings)

        let excitabilities = (0..<count).map { j in
            -1 + 0.6 * tan(.pi * ((Double(j) + 0.5) / Double(count) - 0.5))
        }
        // V = numerator/denominator moves by V' = (V·c + √ι·s)/(c − V·s/√ι) exactly where the drive ι is constant.
        var numerators = [Double](repeating: start, count: count)
        var denominators = [Double](repeating: 1, count: count)
        var (rate, previous) = (0.0, 0.0)
        var greatest = 0.0
        for number in 1...steps {
            let drive = synapse * tau * (1.5 * rate - 0.5 * previous) + input
            var (real, imaginary) = (0.0, 0.0)
            for j in 0..<count {
                let total = excitabilities[j] + drive
                let root = abs(total).squareRoot()
                let angle = root * step / tau
                let (c, s) = total >= 0 ? (cos(angle), sin(angle)) : (cosh(angle), sinh(angle))
                let (forward, back) = total >= 0 ? (root * s, s / max(root, 1e-300)) : (-root * s, s / root)
                let (v, w) = (numerators[j] * c + denominators[j] * forward, denominators[j] * c - numerators[j] * back)
                let length = (v * v + w * w).squareRoot()
                (numerators[j], denominators[j]) = (v / length, w / length)
                // e^(iθ) = (1 + iV)/(1 − iV)
                real += (w * w - v * v) / (length * length)
                imaginary += 2 * v * w / (length * length)
            }
            let (x, y) = (real / Double(count), imaginary / Double(count))
            previous = rate
            // Re W* with W* = (1 − Z)/(1 + Z).
            rate = (1 - x * x - y * y) / ((1 + x) * (1 + x) + y * y) / (.pi * tau)
            guard number % 100 == 0 else { continue }
            let sample = number / 100 - 1
            let expected = Self.order(rate: field.values[0][sample], potential: field.values[1][sample], tau: tau)
            greatest = max(greatest, abs(x - expected.0), abs(y - expected.1))
        }
        #expect(greatest < 4 / Double(count).squareRoot() / 10, "\(greatest)")
    }

    /// The rate counted in spikes: without synapses, the neurons that pass infinity in a long time, each √ι/(πτ).
    @Test func theRateIsTheRateOfSpikes() throws {
        let settings = SimulationSettings.stepping(
            .montbrioPazoRoxin, .rungeKutta4, step: 0.05, steps: 10_000, every: 10_000,
            parameters: ["J": 0, "eta": 1, "Delta": 0.5], initial: ["r": 0, "v": 0])
        let rate = try record(unconnected(1), settings).last("r")[0]
        let (count, time) = (100_000, 5000.0)
        var spikes = 0
        for j in 0..<count {
            let drive = 1 + 0.5 * tan(.pi * ((Double(j) + 0.5) / Double(count) - 0.5))
            // From V = 0 the phase √ι·t/τ passes π/2, 3π/2, ….
            if drive > 0 { spikes += Int((drive.squareRoot() * time / 10 / .pi + 0.5).rounded(.down)) }
        }
        let counted = Double(spikes) / Double(count) / time
        // The quantiles cut the heavy tail of √η at about N: that is missing to the order of 1/√N.
        #expect(abs(counted / rate - 1) < 3 / Double(count).squareRoot())
    }
}
