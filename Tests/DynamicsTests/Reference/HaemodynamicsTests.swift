import Dynamics
import Foundation
import Graphs
import Testing

/// The haemodynamics of Friston, Harrison & Penny (2003).
@Suite struct HaemodynamicsTests {
    /// A linear node that keeps its value for ever.
    static func settings(
        _ values: [Double], step: Double = 1, duration: Double, bold: Balloon, stimuli: [Stimulus] = [],
        tau: Double = 1e300
    ) -> SimulationSettings {
        SimulationSettings(
            model: .linear, parameters: ["tau": .uniform(tau)], integrator: .euler, stepMilliseconds: step,
            durationMilliseconds: duration, samplingMilliseconds: step, stimuli: stimuli, bold: bold,
            initial: .values(["x": .perNode(values)]))
    }

    /// The states and the signal from the equations, by Euler's rule.
    struct Reference {
        private var (s, f, v, q) = (0.0, 1.0, 1.0, 1.0)
        private let kappa, gamma, tau, alpha, rho, v0: Double

        init(
            kappa: Double = 0.65, gamma: Double = 0.41, tau: Double = 0.98, alpha: Double = 0.32, rho: Double = 0.34,
            v0: Double = 0.02
        ) {
            (self.kappa, self.gamma, self.tau) = (kappa, gamma, tau)
            (self.alpha, self.rho, self.v0) = (alpha, rho, v0)
        }

        mutating func advance(_ z: Double, seconds: Double) {
            let ds = z - kappa * s - gamma * (f - 1)
            let dv = (f - pow(v, 1 / alpha)) / tau
            let dq = (f * (1 - pow(1 - rho, 1 / f)) / rho - pow(v, 1 / alpha) * q / v) / tau
            (s, f, v, q) = (s + seconds * ds, f + seconds * s, v + seconds * dv, q + seconds * dq)
        }

        var signal: Double {
            let (content, ratio, volume) = (7 * rho * (1 - q), 2 * (1 - q / v), (2 * rho - 0.2) * (1 - v))
            return v0 * (content + ratio + volume)
        }
    }

    @Test func withoutActivityTheSignalIsZero() throws {
        let recording = try record(
            unconnected(3), Self.settings([0, 0, 0], duration: 5000, bold: Balloon(repetitionMilliseconds: 500)))
        let signal = try #require(recording.series(named: "bold"))
        #expect(signal.count == 30)
        #expect(signal.allSatisfy { abs($0) < 1e-15 })
    }

    /// f = 1 + z/γ, v = f^α, q = v·(1 − (1 − ρ)^(1/f))/ρ.
    @Test(arguments: [0.05, 0.2, -0.1])
    func theSteadyStateIsTheAlgebraicOne(activity: Double) throws {
        let recording = try record(
            unconnected(1),
            Self.settings(
                [activity], step: 2, duration: 120_000, bold: Balloon(repetitionMilliseconds: 2000, stepMilliseconds: 4)
            ))
        let flow = 1 + activity / 0.41
        let volume = pow(flow, 0.32)
        let content = volume * (1 - pow(0.66, 1 / flow)) / 0.34
        let parts = [7 * 0.34 * (1 - content), 2 * (1 - content / volume), (0.68 - 0.2) * (1 - volume)]
        let expected = 0.02 * parts.reduce(0, +)
        #expect(abs((recording.last("bold")[0]) - expected) < 1e-12)
    }

    /// A burst of activity is answered by a peak and an undershoot. With the published constants the peak comes 3.1 s after
    /// a moment's activity, and near 5 s for stimuli of a few seconds: 5.3 s after the start of four.
    @Test(arguments: [(100.0, 3.14), (1000, 3.58), (4000, 5.26)])
    func theResponseToABurst(duration: Double, peakSeconds: Double) throws {
        let recording = try record(
            unconnected(1),
            Self.settings(
                [0], duration: 30_000, bold: Balloon(repetitionMilliseconds: 10),
                stimuli: [Stimulus(.pulse(amplitude: 0.1, onset: 0, duration: duration), of: "x")], tau: 1))
        let signal = try #require(recording.series(named: "bold"))
        let peak = try #require(signal.indices.max { signal[$0] < signal[$1] })
        #expect(abs(Double(peak + 1) / 100 - peakSeconds) < 0.03)
        let undershoot = (signal.min() ?? 0) / signal[peak]
        #expect(undershoot < -0.1 && undershoot > -0.2)
        #expect(abs(signal.last ?? 1) < 0.02 * signal[peak])
    }

    /// Against the equations step by step: the activity is averaged over every step of the haemodynamics.
    @Test func theSignalIsThatOfTheEquations() throws {
        let bold = Balloon(
            repetitionMilliseconds: 50, stepMilliseconds: 2, activityScale: 0.7, signalDecay: 0.6, elimination: 0.5,
            transitSeconds: 1.1, stiffness: 0.3, extraction: 0.4, restingVolume: 0.03)
        let stimulus = Stimulus(
            .sinusoid(amplitude: 0.01, frequency: 3, phase: 0.2, onset: 0, duration: 1e9), of: "x", nodes: [1])
        let settings = Self.settings([0.3, 0.1], step: 0.5, duration: 8000, bold: bold, stimuli: [stimulus], tau: 900)
        let recording = try record(unconnected(2), settings)
        let signal = try #require(recording.series(named: "bold"))
        #expect(signal.count == 2 * 160)
        for node in 0..<2 {
            let activity = recording.course(of: "x", at: node)
            var reference = Reference(kappa: 0.6, gamma: 0.5, tau: 1.1, alpha: 0.3, rho: 0.4, v0: 0.03)
            for block in 0..<4000 {
                let mean = activity[block * 4..<block * 4 + 4].reduce(0, +) / 4
                reference.advance(0.7 * mean, seconds: 0.002)
                guard block % 25 == 24 else { continue }
                #expect(abs(signal[(block / 25) * 2 + node] - reference.signal) < 1e-14)
            }
        }
    }

    /// The variable that drives the signal can be chosen.
    @Test func anyVariableCanDriveTheSignal() throws {
        var settings = SimulationSettings.stepping(
            .hopf, .euler, step: 1, steps: 3000, every: 3000, parameters: ["a": -0.001, "w": 0],
            initial: ["x": 0, "y": 0.2])
        settings.recorded = []
        settings.bold = Balloon(repetitionMilliseconds: 3000, variable: "y")
        let signal = try record(unconnected(1), settings).last("bold")[0]
        var reference = Reference()
        var y = 0.2
        for _ in 0..<3000 {
            y += (-0.001 - y * y) * y
            reference.advance(y, seconds: 0.001)
        }
        #expect(abs(signal - reference.signal) < 1e-14)
        settings.bold?.variable = nil
        #expect(abs(try record(unconnected(1), settings).last("bold")[0]) < 1e-15)
    }
}
