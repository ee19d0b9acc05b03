internal import Kernels

/// The Balloon–Windkessel states of all nodes, driven by the mean of a variable over each of their steps.
final class Haemodynamics<Real: SimulationReal> {
    /// The simulation's steps in one of theirs.
    let innerSteps: Int
    private let variable: Int
    private let stepSeconds: Real
    private let scale: Real
    private let stepConstants: Fixed<Real>
    private let signalConstants: Fixed<Real>
    /// Rows s, f, v, q.
    private let state: Rows<Real>
    private let activity: Rows<Real>
    private let output: Rows<Real>
    private var gathered = 0

    /// - Parameters:
    ///   - innerSteps: Steps of the simulation, 1 or more.
    ///   - step: The simulation's, in ms.
    init(_ settings: Balloon, variable: Int, innerSteps: Int, step: Double, stride: Int) {
        self.innerSteps = innerSteps
        self.variable = variable
        stepSeconds = Real(step * Double(innerSteps) / 1000)
        scale = Real(settings.activityScale / Double(innerSteps))
        stepConstants = Fixed(settings.stepConstants.map { Real($0) })
        signalConstants = Fixed(settings.signalConstants.map { Real($0) })
        state = Rows(4, stride)
        activity = Rows(1, stride)
        output = Rows(1, stride)
        for row in 1..<4 { state[row].update(repeating: 1, count: stride) }
    }

    /// Takes in the state after one more step, and makes a step of its own when it has enough of them.
    func takeIn(_ integrator: NetworkIntegrator<Real>) {
        let kernels = integrator.kernels
        kernels.addScaled(integrator.row(variable), scale, state.stride, activity.base)
        gathered += 1
        guard gathered == innerSteps else { return }
        kernels.advanceBalloon(state.base, state.stride, activity.base, stepConstants.base, stepSeconds, state.stride)
        activity.base.update(repeating: 0, count: activity.count)
        gathered = 0
    }

    /// The signal of the first `elements` elements, as it is now.
    func signal(elements: Int, _ kernels: DynamicsKernelTable<Real>) -> UnsafeBufferPointer<Real> {
        kernels.balloonSignal(state.base, state.stride, signalConstants.base, state.stride, output.base)
        return UnsafeBufferPointer(start: output.base, count: elements)
    }
}
