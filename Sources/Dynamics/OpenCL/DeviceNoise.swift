internal import Foundation

/// Which variables have noise on a device, and the rows of its amplitudes and decays.
struct DeviceNoise {
    /// A bit a variable with white noise, and one with an Ornstein–Uhlenbeck process.
    private(set) var white = 0
    private(set) var colored = 0
    private let amplitudes: [[ParameterValue]]
    private let coloredAmplitudes: [[ParameterValue]]
    private let decays: [[ParameterValue]]

    init(_ runs: [SimulationSettings], nodes: Int) {
        let variables = runs[0].model.description.variables
        let step = runs[0].stepMilliseconds
        let none = [ParameterValue](repeating: .uniform(0), count: runs.count)
        var rows = [[[ParameterValue]]](repeating: Array(repeating: none, count: variables.count), count: 3)
        for index in runs[0].noise.indices {
            // Noise of no intensity in any run costs nothing.
            guard runs.contains(where: { run in (0..<nodes).contains { run.noise[index].intensity[$0] != 0 } }) else {
                continue
            }
            let noise = runs[0].noise[index]
            let variable = variables.firstIndex { $0.name == noise.variable } ?? 0
            switch noise.kind {
            case .white:
                white |= 1 << variable
                rows[0][variable] = runs.map { $0.noise[index].intensity.scaled(by: step.squareRoot()) }
            case .ornsteinUhlenbeck:
                colored |= 1 << variable
                rows[1][variable] = runs.map { run in
                    let tau = run.noise[index].timeConstantMilliseconds
                    return run.noise[index].intensity.scaled(by: (tau / 2 * -expm1(-2 * step / tau)).squareRoot())
                }
                rows[2][variable] = runs.map { .uniform(exp(-step / $0.noise[index].timeConstantMilliseconds)) }
            }
        }
        (amplitudes, coloredAmplitudes, decays) = (rows[0], rows[1], rows[2])
    }

    /// Appends the white noise's amplitudes, the coloured noise's, and its decays, a row a variable each.
    func add<Real>(to rows: inout DeviceRows<Real>, nodes: Int) {
        for row in amplitudes + coloredAmplitudes + decays { rows.add(row, nodes: nodes) }
    }
}
