import Dynamics
import Foundation
import Graphs
import Testing

/// Stimuli of a linear node dx/dt = −x/τ + I(t) against the closed-form response.
@Suite struct StimulusTests {
    /// x(t) = (x₀ − B)·e^(−t/τ) + A·(sin(ωt + φ)/τ − ω·cos(ωt + φ))/(1/τ² + ω²), frequency in Hz.
    static func sinusoidResponse(
        start: Double, tau: Double, amplitude: Double, frequency: Double, phase: Double, time: Double
    ) -> Double {
        let omega = 2 * Double.pi * frequency / 1000
        func forced(_ t: Double) -> Double {
            amplitude * (sin(omega * t + phase) / tau - omega * cos(omega * t + phase))
                / (1 / (tau * tau) + omega * omega)
        }
        return (start - forced(0)) * exp(-time / tau) + forced(time)
    }

    /// The response of a node of τ = 8 ms at rest to an amplitude that is switched on and off.
    static func switched(_ time: Double, on: Double, off: Double, amplitude: Double) -> Double {
        guard time > on else { return 0 }
        let end = min(time, off)
        return amplitude * 8 * (1 - exp(-(end - on) / 8)) * exp(-(time - end) / 8)
    }

    static func response(_ stimulus: Stimulus, nodes: Int = 1, steps: Int = 800) throws -> Recording {
        let settings = SimulationSettings.stepping(
            .linear, .rungeKutta4, step: 0.0625, steps: steps, parameters: ["tau": 8], initial: ["x": 0],
            stimuli: [stimulus])
        return try record(unconnected(nodes), settings)
    }

    /// Within a step that begins or ends a pulse, the rule sees the value before and after it: an error of up to h·amplitude.
    @Test func aPulseAndItsDecay() throws {
        let recording = try Self.response(
            Stimulus(.pulse(amplitude: 0.3, onset: 5, duration: 12), of: "x", nodes: [1]), nodes: 3)
        var closest = Double.infinity
        for sample in 0..<800 {
            let time = 0.0625 * Double(sample + 1)
            let expected = Self.switched(time, on: 5, off: 17, amplitude: 0.3)
            let error = abs(recording.course(of: "x", at: 1)[sample] - expected)
            #expect(error < 0.0625 / 6 * 0.3 * 1.01)
            if time > 17 { closest = min(closest, error) }
        }
        #expect(recording.course(of: "x", at: 0).allSatisfy { $0 == 0 })
        #expect(recording.course(of: "x", at: 2).allSatisfy { $0 == 0 })
        #expect(closest < 1e-3)
    }

    @Test func blocksComeAgain() throws {
        let recording = try Self.response(Stimulus(.block(amplitude: 0.5, onset: 2, on: 4, off: 7), of: "x"))
        for (sample, value) in recording.values[0].enumerated() {
            let time = 0.0625 * Double(sample + 1)
            let expected = (0..<5).reduce(0.0) { sum, block in
                let on = 2 + 11 * Double(block)
                return sum + Self.switched(time, on: on, off: on + 4, amplitude: 0.5)
            }
            #expect(abs(value - expected) < 0.0625 / 6 * 0.5 * 2)
        }
    }

    @Test func aSinusoidInAmplitudeAndPhase() throws {
        let recording = try Self.response(
            Stimulus(.sinusoid(amplitude: 0.4, frequency: 40, phase: 0.7, onset: 0, duration: 1e6), of: "x"))
        for (sample, value) in recording.values[0].enumerated() {
            let expected = Self.sinusoidResponse(
                start: 0, tau: 8, amplitude: 0.4, frequency: 40, phase: 0.7, time: 0.0625 * Double(sample + 1))
            #expect(abs(value - expected) < 1e-9)
        }
    }

    /// A sinusoid's phase is counted from its onset, and it ends.
    @Test func aSinusoidBeginsAtItsOnset() throws {
        let recording = try Self.response(
            Stimulus(.sinusoid(amplitude: 0.4, frequency: 40, phase: 0, onset: 10, duration: 25), of: "x"))
        let peak = 0.4 * 8
        for (sample, value) in recording.values[0].enumerated() {
            let time = 0.0625 * Double(sample + 1)
            let inside = Self.sinusoidResponse(
                start: 0, tau: 8, amplitude: 0.4, frequency: 40, phase: 0, time: min(time, 35) - 10)
            let expected = time <= 10 ? 0 : inside * exp(-max(0, time - 35) / 8)
            // 25 ms are a whole turn: the sinusoid ends at zero, and the step that ends there is exact to second order.
            #expect(abs(value - expected) < 1e-4 * peak)
        }
    }

    /// Rows of a file are joined by straight lines: the response to a ramp of slope k is kτ·(t − τ(1 − e^(−t/τ))).
    @Test func sampledValuesAreJoinedByLines() throws {
        let values = (0...10).map { [0.02 * Double($0), -0.05 * Double($0)] }
        let recording = try Self.response(
            Stimulus(.sampled(values: values, interval: 5, onset: 0), of: "x", nodes: [2, 0]), nodes: 3)
        for sample in 0..<799 {
            let time = 0.0625 * Double(sample + 1)
            let ramp = 8 * (time - 8 * (1 - exp(-time / 8)))
            #expect(abs(recording.course(of: "x", at: 2)[sample] - 0.004 * ramp) < 1e-9)
            #expect(abs(recording.course(of: "x", at: 0)[sample] + 0.01 * ramp) < 1e-9)
        }
        #expect(recording.course(of: "x", at: 1).allSatisfy { $0 == 0 })
    }

    /// Before the first row and after the last there is nothing, and one row lasts for a moment.
    @Test func nothingActsOutsideTheRows() throws {
        let recording = try Self.response(
            Stimulus(.sampled(values: [[0.1], [0.1], [0.1]], interval: 8, onset: 10), of: "x"))
        for (sample, value) in recording.values[0].enumerated() {
            let time = 0.0625 * Double(sample + 1)
            #expect(abs(value - Self.switched(time, on: 10, off: 26, amplitude: 0.1)) < 0.0625 / 6 * 0.1 * 2.01)
            if time <= 9.9 { #expect(value == 0) }
        }
    }

    /// Stimuli add up, in any order, whether they reach all nodes or one.
    @Test func stimuliAddUp() throws {
        let one = Stimulus.constant(0.1, of: "x")
        let other = Stimulus.constant(0.25, of: "x", nodes: [1])
        var settings = SimulationSettings.stepping(
            .linear, .euler, step: 0.5, steps: 1, initial: ["x": 0], stimuli: [one, other])
        #expect(distance(try record(unconnected(2), settings).last("x"), [0.05, 0.175]) < 1e-16)
        settings.stimuli = [other, one, other]
        #expect(distance(try record(unconnected(2), settings).last("x"), [0.05, 0.3]) < 1e-16)
    }

    /// Times count from the start of the simulation, the transient included.
    @Test func timesIncludeTheTransient() throws {
        var settings = SimulationSettings.stepping(
            .linear, .euler, step: 0.5, steps: 8, parameters: ["tau": 1e300], initial: ["x": 0],
            stimuli: [Stimulus(.pulse(amplitude: 1, onset: 5, duration: 1), of: "x")])
        settings.transientMilliseconds = 4
        #expect(try record(unconnected(1), settings).values[0] == [0, 0, 0.5, 1, 1, 1, 1, 1])
    }

    /// A pulse whose ends are whole steps acts in as many steps as it is long, from its onset on, although decimal steps
    /// and onsets are rounded: on a free variable, Euler's rule counts them.
    @Test(arguments: [0.1, 0.05, 0.02, 0.3, 0.125])
    func pulsesActInWholeSteps(step: Double) throws {
        func counted(_ waveform: Stimulus.Waveform, steps: Int) throws -> [Int] {
            let settings = SimulationSettings.stepping(
                .linear, .euler, step: step, steps: steps, parameters: ["tau": 1e300], initial: ["x": 0],
                stimuli: [Stimulus(waveform, of: "x")])
            let x = try record(unconnected(1), settings).values[0]
            return zip(x, [0] + x).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        }
        // What a user writes: the decimal number.
        func decimal(_ count: Int) -> Double { (Double(count) * step * 1000).rounded() / 1000 }
        for onset in [0, 1, 3, 6, 7, 23, 29, 57] {
            for length in [1, 2, 3, 7, 14] {
                let acted = try counted(
                    .pulse(amplitude: 1, onset: decimal(onset), duration: decimal(length)), steps: 80)
                #expect(acted == Array(onset..<onset + length), "onset \(onset), length \(length)")
            }
        }
        for (on, off) in [(4, 2), (3, 2), (1, 1), (7, 5)] {
            let acted = try counted(
                .block(amplitude: 1, onset: decimal(3), on: decimal(on), off: decimal(off)), steps: 600)
            let expected = (3..<600).filter { ($0 - 3) % (on + off) < on }
            #expect(acted == expected, "on \(on), off \(off)")
        }
    }

    /// Rows of a file that begin and end at whole steps act up to the last one.
    @Test func sampledValuesActUpToTheLastRow() throws {
        let settings = SimulationSettings.stepping(
            .linear, .euler, step: 0.1, steps: 100, parameters: ["tau": 1e300], initial: ["x": 0],
            stimuli: [Stimulus(.sampled(values: [[1], [1], [1], [1]], interval: 0.7, onset: 0.3), of: "x")])
        let x = try record(unconnected(1), settings).values[0]
        // At 0.3, 0.4, … 2.4 ms: 22 steps of 0.1.
        #expect(abs((x.last ?? 0) - 2.2) < 1e-12)
        #expect(x[2] == 0 && x[3] > 0 && x[24] > x[23] && x[25] == x[24])
    }

    /// A pulse that is short beside the steps an adaptive rule would like to make is not stepped over.
    @Test(arguments: [false, true])
    func adaptiveStepsDoNotMissAPulse(isSampled: Bool) throws {
        let waveform: Stimulus.Waveform =
            isSampled
            ? .sampled(values: [[0], [0.4], [0.4], [0]], interval: 1, onset: 500)
            : .pulse(amplitude: 0.4, onset: 500, duration: 2)
        var settings = SimulationSettings.stepping(
            .linear, .dormandPrince, step: 0.1, steps: 10_000, every: 50, parameters: ["tau": 8], initial: ["x": 0],
            stimuli: [Stimulus(waveform, of: "x")])
        settings.tolerance = 1e-8
        let values = try record(unconnected(1), settings).values[0]
        settings.integrator = .rungeKutta4
        settings.stepMilliseconds = 0.001
        let exact = try record(unconnected(1), settings).values[0]
        #expect(distance(values, exact) < 1e-3 * (exact.max() ?? 0))
    }
}
