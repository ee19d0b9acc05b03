package import Compute
internal import Graphs
internal import Kernels

/// One or more runs of a network, advanced step by step. Everything a step needs is here and nothing is allocated in it.
///
/// Elements are node · runs + run, so that runs side by side fill the lanes of networks that are too small to do so. At
/// every step's end `sums` holds the complete coupling of the present; see `DelayedEdges` for how it comes about.
/// A value depends on the settings, the connectome, the step and the run alone: not on how many steps are made at a time,
/// on threads, nor on which runs stand beside it.
package final class NetworkIntegrator<Real: SimulationReal> {
    package let nodes: Int
    package let runs: Int
    /// Nodes times runs, without the padding.
    package let elements: Int
    let stride: Int
    let model: NeuralModel
    let integrator: Integrator
    let stepMilliseconds: Double
    let kernels = Real.kernels
    let pool: ThreadPool

    /// The steps made so far.
    package internal(set) var step = 0
    /// Where time goes; nil where nobody asked.
    var stepProfile: StepProfile?

    let state: Rows<Real>
    let trial: Rows<Real>
    let input: Rows<Real>
    /// The rates of every variable, stage by stage.
    let rates: Rows<Real>
    let parameters: Rows<Real>
    let coupling: NetworkCoupling<Real>
    let forcing: NetworkForcing<Real>

    /// - Parameters:
    ///   - runs: The runs' settings, alike in everything that shapes the work: model, integrator, steps, speed, kinds of
    ///     noise, stimuli, seed. They may differ in parameters, gains, intensities and initial states.
    ///   - numbers: The runs' numbers in the noise's counter.
    ///   - edges: The connectome's edges for the settings' speed and step.
    ///   - pool: For networks large enough to be worth splitting.
    /// - Throws: `DynamicsError` of kind `tooLarge` where the past does not fit 32-bit offsets.
    package init(
        runs settings: [SimulationSettings], numbers: [UInt32], edges: DelayedEdges, nodes: Int, pool: ThreadPool
    ) throws(DynamicsError) {
        let first = settings[0]
        let description = first.model.description
        self.nodes = nodes
        runs = settings.count
        elements = nodes * settings.count
        stride = (elements + 15) / 16 * 16
        model = first.model
        integrator = first.integrator
        stepMilliseconds = first.stepMilliseconds
        self.pool = pool
        let variables = description.variables.count
        state = Rows(variables, stride, touchedBy: pool)
        trial = Rows(variables, stride, touchedBy: pool)
        input = Rows(variables, stride, touchedBy: pool)
        let stages = integrator == .rungeKutta4 ? 4 : integrator == .heun ? 2 : 1
        rates = Rows(variables * stages, stride, touchedBy: pool)
        parameters = Rows(
            description.parameters.count + ModelDescription.commonParameters, stride, touchedBy: pool)
        coupling = try NetworkCoupling(
            edges, nodes: nodes, runs: runs, elements: elements, stride: stride,
            signals: first.signalCount, rows: description.coupling.signals.count,
            keepsPast: integrator == .rungeKutta4)
        forcing = NetworkForcing(settings, numbers: numbers, nodes: nodes, stride: stride)
        fillParameters(settings, edges.strengths)
        fillState(settings, numbers)
        sendSignals(of: state, to: coupling.signals)
        coupling.begin(kernels, pool)
    }

    private func fillParameters(_ settings: [SimulationSettings], _ strengths: [Double]) {
        let description = model.description
        for element in 0..<stride {
            let node = min(element, elements - 1) / runs
            let run = settings[min(element, elements - 1) % runs]
            // What pads the rows is coupled to nothing.
            parameters[0][element] = element < elements ? Real(run.gain(nodes: nodes)) : 0
            parameters[1][element] = run.isDiffusive ? Real(strengths[node]) : 0
            for (index, parameter) in description.parameters.enumerated() {
                let row = index + ModelDescription.commonParameters
                parameters[row][element] = Real(run.value(of: parameter, node: node))
            }
        }
    }

    private func fillState(_ settings: [SimulationSettings], _ numbers: [UInt32]) {
        for (variable, description) in model.description.variables.enumerated() {
            for element in 0..<elements {
                let (node, run) = (element / runs, element % runs)
                state[variable][element] = Real(
                    settings[run].initialValue(description, number: variable, node: node, run: numbers[run]))
            }
            for element in elements..<stride { state[variable][element] = state[variable][elements - 1] }
        }
    }

    /// The value of `variable` at `node` in `run`.
    package func value(_ variable: Int, node: Int, run: Int) -> Real { state[variable][node * runs + run] }

    /// The values of what is number `index` of the model's `recordable`: element node · runs + run.
    package func values(_ index: Int) -> UnsafeBufferPointer<Real> {
        UnsafeBufferPointer(start: row(index), count: elements)
    }

    /// The row of a variable, or after the variables of a signal.
    func row(_ index: Int) -> UnsafeMutablePointer<Real> {
        index < state.rows ? state[index] : coupling.signals[index - state.rows]
    }

    /// Throws where a value is not finite.
    ///
    /// - Throws: `DynamicsError` of kind `diverged`, with node, variable and time.
    package func checkFinite(_ labels: [String]) throws(DynamicsError) {
        let variables = model.description.variables
        for variable in variables.indices {
            let place = kernels.firstNotFinite(state[variable], stride)
            guard place >= 0 && place < elements else { continue }
            throw .leftFiniteNumbers(
                variable: variables[variable].name, node: labels[place / runs], step: step,
                stepMilliseconds: stepMilliseconds)
        }
    }

    /// Calls `body` for slices of the rows, on the pool where there are many.
    func forSlices(_ body: @Sendable (_ offset: Int, _ count: Int) -> Void) {
        let length = Rows<Real>.sliceLength
        guard stride > length && pool.threads > 1 else { return body(0, stride) }
        let stride = stride
        pool.forEach(count: (stride + length - 1) / length) { slice in
            body(slice * length, min(length, stride - slice * length))
        }
    }
}

extension SimulationSettings {
    /// A variable's value at the start: given, or drawn at step 2³² − 1, which no simulation reaches.
    func initialValue(_ variable: ModelDescription.Variable, number: Int, node: Int, run: UInt32) -> Double {
        if case .values(let values) = initial, let value = values[variable.name] { return value[node] }
        let range = variable.initialRange
        let source = Philox4x32(seed: seed, stream: UInt64(number) | UInt64(run) << 32)
        let uniform = source.uniformPair(UInt64(UInt32.max) | UInt64(node) << 32)[0]
        return range.lowerBound + uniform * (range.upperBound - range.lowerBound)
    }
}
