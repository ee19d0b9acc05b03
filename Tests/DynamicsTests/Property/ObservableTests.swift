import Compute
import Dynamics
import Foundation
import Graphs
import Testing

/// What nodes send can be recorded beside their variables, drives the BOLD signal, and is the same on a device.
@Suite struct ObservableTests {
    @Test func theSinesAndCosinesAreThoseOfThePhases() throws {
        var settings = SimulationSettings.stepping(.kuramoto, .heun, steps: 600, every: 20, coupling: .init(gain: 0.3))
        settings.recorded = ["sin_theta", "theta", "cos_theta"]
        let recording = try record(Connectome.complete(nodes: 5), settings)
        let phases = try #require(recording.series(named: "theta"))
        for (name, function) in [("sin_theta", sin), ("cos_theta", cos)] as [(String, (Double) -> Double)] {
            let values = try #require(recording.series(named: name))
            #expect(values.count == 150)
            #expect(zip(values, phases).allSatisfy { abs($0 - function($1)) < 4e-16 })
        }
    }

    /// The rate of Jansen and Rit's pyramidal cells, from their potential by its definition.
    @Test func theRateIsThatOfThePotential() throws {
        var settings = SimulationSettings.stepping(.jansenRit, .heun, steps: 400, every: 40)
        settings.recorded = ["rate", "y1", "y2"]
        let recording = try record(unconnected(2), settings)
        for (sample, rate) in recording.course(of: "rate", at: 1).enumerated() {
            let potential = recording.course(of: "y1", at: 1)[sample] - recording.course(of: "y2", at: 1)[sample]
            #expect(abs(rate - 0.005 / (1 + exp(0.56 * (6 - potential)))) < 1e-17)
        }
    }

    /// Phases that turn at one rate drive the haemodynamics by their sine, whose mean is nothing: no signal grows.
    @Test func phasesDriveTheHaemodynamicsByTheirSine() throws {
        var settings = SimulationSettings(
            model: .kuramoto, coupling: .init(gain: 0), stepMilliseconds: 0.5, durationMilliseconds: 60_000,
            recorded: [], bold: Balloon(repetitionMilliseconds: 1000), seed: 3)
        let bold = try #require(try record(unconnected(3), settings).series(named: "bold"))
        #expect(bold.allSatisfy { abs($0) < 1e-3 } && bold.contains { $0 != 0 })
        settings.bold = Balloon(repetitionMilliseconds: 1000, variable: "theta")
        let ramp = try #require(try record(unconnected(3), settings).series(named: "bold"))
        #expect(ramp.suffix(3).allSatisfy { abs($0) > 0.01 })
    }

    @Test func aDeviceRecordsTheSame() throws {
        guard let device = try? OpenCLDevice.all().first(where: \.hasDoublePrecision) else {
            print("no OpenCL device in double precision: skipped")
            return
        }
        var settings = SimulationSettings.stepping(.kuramoto, .heun, steps: 300, every: 10, coupling: .init(gain: 0.3))
        settings.recorded = ["cos_theta", "theta", "sin_theta"]
        settings.bold = Balloon(repetitionMilliseconds: 5)
        let simulation = try Simulation(connectome: Connectome.complete(nodes: 5), settings: settings)
        var values = simulation.series.map { _ in [Double]() }
        try simulation.run(on: OpenCLContext(device)) { values[$0.series] += $0.values }
        #expect(values == (try simulation.recording().values))
    }
}
