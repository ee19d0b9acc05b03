// The right-hand sides of the models, eight or sixteen nodes at a time.
//
// Layout: every array is rows of one stride. `state`, `input` and `out` have a row a variable, `coupling` a row a signal and
// `parameters` a row a parameter, of which the first two are the same for every model: the coupling's gain, and the sum
// of a node's incoming weights where the coupling is diffusive, 0 where it is additive. Pointers are at the first of
// `count` nodes, a whole number of `Lanes`. Times are in ms.

/// Where one evaluation of a model reads and writes; see the file's head for the layout.
struct Evaluation {
    let state: UnsafePointer<Real>
    let coupling: UnsafePointer<Real>
    let input: UnsafePointer<Real>
    let parameters: UnsafePointer<Real>
    let stride: Int
    let count: Int
    let out: UnsafeMutablePointer<Real>

    @inline(__always)
    func variable(_ row: Int, _ node: Int) -> Lanes { loadLanes(state + row * stride + node) }
    @inline(__always)
    func signal(_ row: Int, _ node: Int) -> Lanes { loadLanes(coupling + row * stride + node) }
    @inline(__always)
    func input(_ row: Int, _ node: Int) -> Lanes { loadLanes(input + row * stride + node) }
    @inline(__always)
    func parameter(_ row: Int, _ node: Int) -> Lanes { loadLanes(parameters + row * stride + node) }
    @inline(__always)
    func write(_ value: Lanes, _ row: Int, _ node: Int) { storeLanes(value, out + row * stride + node) }

    /// gain · (signal − strength · value): what a node receives of a signal. Without a strength, what is additive.
    @inline(__always)
    func received(_ row: Int, _ value: Lanes, _ node: Int) -> Lanes {
        parameter(0, node) * (signal(row, node) - parameter(1, node) * value)
    }
}

/// The rates of change of every variable, per ms.
///
/// - Parameters:
///   - model: The model's number, as in `Dynamics.NeuralModel`.
///   - state: The variables, a row each.
///   - coupling: The sums over incoming connections of what their sources sent, a row a signal.
///   - input: What is added from outside, a row a variable, in the model's own unit.
///   - parameters: A row a parameter.
///   - stride: From one row to the next.
///   - count: Nodes, a whole number of `Lanes`.
///   - out: The rates, a row a variable.
public func modelDrift(
    _ model: Int32, _ state: UnsafePointer<Real>, _ coupling: UnsafePointer<Real>, _ input: UnsafePointer<Real>,
    _ parameters: UnsafePointer<Real>, _ stride: Int, _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    let evaluation = Evaluation(
        state: state, coupling: coupling, input: input, parameters: parameters, stride: stride, count: count, out: out)
    switch model {
    case 0: linearDrift(evaluation)
    case 1: kuramotoDrift(evaluation)
    case 2: hopfDrift(evaluation)
    case 3: fitzHughNagumoDrift(evaluation)
    case 4: wilsonCowanDrift(evaluation)
    case 5: wongWangDrift(evaluation)
    case 6: wongWangPairDrift(evaluation)
    case 7: jansenRitDrift(evaluation)
    default: montbrioPazoRoxinDrift(evaluation)
    }
}

/// What each node sends along its outgoing connections, a row a signal.
///
/// - Parameters: as `modelDrift`'s; `out` has a row a signal.
public func modelSignals(
    _ model: Int32, _ state: UnsafePointer<Real>, _ parameters: UnsafePointer<Real>, _ signals: Int, _ stride: Int,
    _ count: Int, _ out: UnsafeMutablePointer<Real>
) {
    let evaluation = Evaluation(
        state: state, coupling: state, input: state, parameters: parameters, stride: stride, count: count, out: out)
    switch model {
    case 1: kuramotoSignals(evaluation)
    case 7: jansenRitSignals(evaluation)
    default:
        // The others send their first variables as they are.
        for row in 0..<signals {
            var node = 0
            while node < count {
                evaluation.write(evaluation.variable(row, node), row, node)
                node += laneCount
            }
        }
    }
}
