internal import Kernels

extension NetworkIntegrator {
    /// Makes `count` steps.
    ///
    /// - Complexity: O(count · (edges + nodes)) a run.
    package func advance(_ count: Int) {
        for _ in 0..<count {
            stepProfile?.begin()
            forcing.beginStep(step, kernels)
            stepProfile?.end(.noise)
            coupling.sumNextStep(kernels, pool)
            stepProfile?.end(.delayedSums)
            switch integrator {
            case .heun: makeHeunStep()
            case .rungeKutta4: makeRungeKuttaStep()
            default: makeEulerStep()
            }
            stepProfile?.end(.rates)
            sendSignals(of: state, to: coupling.signals)
            coupling.endStep(kernels, pool)
            stepProfile?.end(.signals)
            step += 1
        }
    }

    private func makeEulerStep() {
        let width = Real(stepMilliseconds)
        setInput(.start)
        drift(state, coupling.sums, stage: 0)
        combine(into: state, width, stage: 0, noisy: true)
    }

    private func makeHeunStep() {
        let width = Real(stepMilliseconds)
        setInput(.start)
        drift(state, coupling.sums, stage: 0)
        combine(into: trial, width, stage: 0, noisy: true)
        setInput(.end)
        drift(trial, stageSums(trial, coupling.next), stage: 1)
        let (state, rates, noise) = (state, rates, forcing.noise)
        let (kernels, stride, rows) = (kernels, stride, state.rows)
        forSlices { offset, count in
            for row in 0..<rows {
                let place = row * stride + offset
                kernels.advanceHeun(
                    state.base + place, rates.base + place, rates[rows] + place, width / 2, noise[row] + offset,
                    count)
            }
        }
    }

    private func makeRungeKuttaStep() {
        let width = Real(stepMilliseconds)
        setInput(.start)
        drift(state, coupling.sums, stage: 0)
        combine(into: trial, width / 2, stage: 0, noisy: false)
        setInput(.middle)
        let middle = coupling.middle(kernels)
        drift(trial, stageSums(trial, middle), stage: 1)
        combine(into: trial, width / 2, stage: 1, noisy: false)
        drift(trial, stageSums(trial, middle), stage: 2)
        combine(into: trial, width, stage: 2, noisy: false)
        setInput(.end)
        drift(trial, stageSums(trial, coupling.next), stage: 3)
        let (state, rates, noise) = (state, rates, forcing.noise)
        let (kernels, stride, rows) = (kernels, stride, state.rows)
        forSlices { offset, count in
            for row in 0..<rows {
                let place = row * stride + offset
                kernels.advanceRungeKutta(
                    state.base + place, rates.base + place, state.count, width / 6, noise[row] + offset, count)
            }
        }
    }

    private func setInput(_ stage: NetworkForcing<Real>.Stage) {
        forcing.setInput(input, at: (Double(step) + stage.share) * stepMilliseconds, stage, kernels)
    }

    /// The coupling of a trial state: the delayed sums, and what the trial sends without delay.
    private func stageSums(_ trial: Rows<Real>, _ delayed: Rows<Real>) -> Rows<Real> {
        guard coupling.hasUndelayed else { return delayed }
        sendSignals(of: trial, to: coupling.trialSignals)
        coupling.complete(coupling.trialSums, delayed, coupling.trialSignals, kernels, pool)
        return coupling.trialSums
    }

    private func drift(_ state: Rows<Real>, _ sums: Rows<Real>, stage: Int) {
        drift(state, sums, into: rates, row: stage * state.rows)
    }

    private func drift(_ state: Rows<Real>, _ sums: Rows<Real>, into out: Rows<Real>, row: Int) {
        let (kernels, model, stride) = (kernels, model.number, stride)
        let (input, parameters) = (input, parameters)
        forSlices { offset, count in
            kernels.modelDrift(
                model, state.base + offset, sums.base + offset, input.base + offset, parameters.base + offset, stride,
                count, out[row] + offset)
        }
    }

    func sendSignals(of state: Rows<Real>, to signals: Rows<Real>) {
        let (kernels, model, stride) = (kernels, model.number, stride)
        let (parameters, sent) = (parameters, coupling.signalCount)
        forSlices { offset, count in
            kernels.modelSignals(
                model, state.base + offset, parameters.base + offset, sent, stride, count, signals.base + offset)
        }
    }

    /// target = state + width · the stage's rates, and the step's noise.
    private func combine(into target: Rows<Real>, _ width: Real, stage: Int, noisy: Bool) {
        let (kernels, state, rates, stride, rows) = (kernels, state, rates, stride, state.rows)
        let noise = noisy ? forcing.noise : forcing.silence
        forSlices { offset, count in
            for row in 0..<rows {
                let place = row * stride + offset
                kernels.advanceEuler(
                    state.base + place, rates[stage * rows] + place, width, noise[row] + offset, count,
                    target.base + place)
            }
        }
    }
}

extension NetworkIntegrator {
    /// The rates of change of `state` at `time` in ms, without delays and noise.
    func evaluate(_ state: Rows<Real>, at time: Double, into out: Rows<Real>) {
        forcing.setInput(input, at: time, .start, kernels)
        sendSignals(of: state, to: coupling.trialSignals)
        coupling.complete(coupling.trialSums, coupling.next, coupling.trialSignals, kernels, pool)
        drift(state, coupling.trialSums, into: out, row: 0)
    }
}
