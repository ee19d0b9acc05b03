import GeneratedInput
import Kernels
import Testing

/// The kernels of a network's step: what each computes against its definition, and every instruction-set level with the
/// same bits.
@Suite struct NetworkKernelAgreementTests {
    static func numbers<Number: BinaryFloatingPoint>(
        _ count: Int, _ range: ClosedRange<Double>, _ random: inout SplitMix64
    ) -> [Number] {
        (0..<count).map { _ in Number(random.value(range.lowerBound, range.upperBound)) }
    }

    /// How far `value` is from `expected` in units of rounding of `magnitude`.
    static func error<Number: BinaryFloatingPoint>(_ value: Number, _ expected: Double, of magnitude: Double) -> Double
    {
        abs(Double(value) - expected) / (Double(Number.ulpOfOne) * max(magnitude, 1e-30))
    }

    func everyModel<Number: BinaryFloatingPoint & Sendable>(_ kernels: NetworkKernels<Number>) {
        var random = SplitMix64(seed: 71)
        let (count, stride) = (48, 64)
        for model in Int32(0)..<9 {
            for span in [0.1, 1, 5] {
                let state: [Number] = Self.numbers(6 * stride, -span...span, &random)
                let coupling: [Number] = Self.numbers(2 * stride, -1...1, &random)
                let input: [Number] = Self.numbers(6 * stride, -1...1, &random)
                let parameters: [Number] = Self.numbers(20 * stride, 0.1...2, &random)
                let drift = kernels.bits(6 * stride) {
                    $0.modelDrift(model, state, coupling, input, parameters, stride, count, $1)
                }
                #expect(drift.agree, "drift of model \(model)")
                #expect(drift.values[0] != 0)
                let signals = kernels.bits(2 * stride) {
                    $0.modelSignals(model, state, parameters, 2, stride, count, $1)
                }
                #expect(signals.agree, "signals of model \(model)")
                // A slice of the nodes is computed as the whole.
                let slice = kernels.bits(6 * stride) { table, out in
                    for first in [32, 0, 16] {
                        let (x, sums) = (Array(state[first...]), Array(coupling[first...]))
                        let (forcing, constants) = (Array(input[first...]), Array(parameters[first...]))
                        table.modelDrift(model, x, sums, forcing, constants, stride, 16, out + first)
                    }
                }
                #expect(slice.values == drift.values, "slices of model \(model)")
            }
        }
    }

    @Test func everyModelInDoublePrecision() { everyModel(NetworkKernels<Double>.supported) }
    @Test func everyModelInSinglePrecision() { everyModel(NetworkKernels<Float>.supported) }

    func sums<Number: BinaryFloatingPoint & Sendable>(_ kernels: NetworkKernels<Number>) {
        var random = SplitMix64(seed: 72)
        for targets in [16, 48, 80] {
            let length = 300
            let history: [Number] = Self.numbers(targets * length, -1...1, &random)
            let edges = GeneratedEdges<Number>(targets: targets, most: 90, &random) {
                $0.index(targets) * length + $0.index(length - 64)
            }
            let long = kernels.bits(32 * targets) {
                $0.sumThirtyTwoSteps(edges.starts, edges.offsets, edges.weights, history, targets, $1)
            }
            let medium = kernels.bits(8 * targets) {
                $0.sumEightSteps(edges.starts, edges.offsets, edges.weights, history, targets, $1)
            }
            let before: [Number] = Self.numbers(targets, -1...1, &random)
            let one = kernels.bits(targets, from: before) {
                $0.addOneStep(edges.starts, edges.offsets, edges.weights, history, targets, $1)
            }
            #expect(long.agree && medium.agree && one.agree)
            for target in 0..<targets {
                for step in 0..<32 {
                    let sum = edges.sum(target, history, shift: step)
                    #expect(Self.error(long.values[32 * target + step], sum.value, of: sum.magnitude) < 100)
                    guard step < 8 else { continue }
                    #expect(Self.error(medium.values[8 * target + step], sum.value, of: sum.magnitude) < 100)
                }
                let sum = edges.sum(target, history, shift: 0)
                let expected = Double(before[target]) + sum.value
                #expect(Self.error(one.values[target], expected, of: sum.magnitude + 1) < 100)
            }
            let (later, soon) = (Array(long.values[13...]), Array(medium.values[5...]))
            let collected = kernels.bits(targets) { $0.collectSums(later, soon, targets, $1) }
            #expect(collected.agree)
            for target in 0..<targets {
                #expect(collected.values[target] == long.values[32 * target + 13] + medium.values[8 * target + 5])
            }
            let appended = kernels.bits(targets * length) { $0.appendToHistory(before, targets, length, $1) }
            #expect(appended.agree)
            for place in 0..<targets * length {
                #expect(appended.values[place] == (place % length == 0 ? before[place / length] : 0))
            }
        }
    }

    @Test func sumsOverThePastInDoublePrecision() { sums(NetworkKernels<Double>.supported) }
    @Test func sumsOverThePastInSinglePrecision() { sums(NetworkKernels<Float>.supported) }

    func undelayed<Number: BinaryFloatingPoint & Sendable>(_ kernels: NetworkKernels<Number>) {
        var random = SplitMix64(seed: 73)
        for count in [16, 32, 112, 240] {
            for sources in [1, 7, count] {
                let columns: [Number] = Self.numbers(sources * count, -1...1, &random)
                let signal: [Number] = Self.numbers(sources, -1...1, &random)
                let before: [Number] = Self.numbers(count, -1...1, &random)
                let dense = kernels.bits(count, from: before) {
                    $0.addDense(columns, count, signal, sources, count, $1)
                }
                #expect(dense.agree)
                for node in 0..<count {
                    let terms = (0..<sources).map { Double(columns[$0 * count + node]) * Double(signal[$0]) }
                    let expected = terms.reduce(Double(before[node]), +)
                    #expect(Self.error(dense.values[node], expected, of: 1 + terms.reduce(0) { $0 + abs($1) }) < 100)
                }
            }
        }
        for (nodes, runs) in [(3, 16), (9, 32)] {
            let edges = GeneratedEdges<Number>(targets: nodes, most: 12, &random) { $0.index(nodes) }
            let signal: [Number] = Self.numbers(nodes * runs, -1...1, &random)
            let before: [Number] = Self.numbers(nodes * runs, -1...1, &random)
            let added = kernels.bits(nodes * runs, from: before) {
                $0.addRuns(edges.starts, edges.offsets, edges.weights, signal, nodes, runs, $1)
            }
            #expect(added.agree)
            for run in 0..<runs {
                let own = (0..<nodes).map { signal[$0 * runs + run] }
                for node in 0..<nodes {
                    let sum = edges.sum(node, own, shift: 0)
                    let expected = Double(before[node * runs + run]) + sum.value
                    #expect(Self.error(added.values[node * runs + run], expected, of: 1 + sum.magnitude) < 100)
                }
            }
        }
    }

    @Test func undelayedSumsInDoublePrecision() { undelayed(NetworkKernels<Double>.supported) }
    @Test func undelayedSumsInSinglePrecision() { undelayed(NetworkKernels<Float>.supported) }

    func steps<Number: BinaryFloatingPoint & Sendable>(_ kernels: NetworkKernels<Number>) {
        var random = SplitMix64(seed: 74)
        let count = 64
        let rows = (0..<6).map { _ in Self.numbers(count, -2...2, &random) as [Number] }
        let (x, noise) = (rows[0], rows[1])
        let rates: [Number] = Self.numbers(4 * count, -2...2, &random)
        func check(
            _ name: Comment, from start: [Number]? = nil, _ definition: (Int) -> Double,
            _ compute: (DynamicsKernelTable<Number>, UnsafeMutablePointer<Number>) -> Void
        ) {
            let (values, agree) = kernels.bits(count, from: start, compute)
            #expect(agree, name)
            for node in 0..<count { #expect(Self.error(values[node], definition(node), of: 4) < 4, name) }
        }
        func d(_ row: [Number], _ node: Int) -> Double { Double(row[node]) }
        let width = Number(0.37)
        check("Euler", { d(x, $0) + Double(width) * d(rates, $0) + d(noise, $0) }) {
            $0.advanceEuler(x, rates, width, noise, count, $1)
        }
        check("Heun", from: x, { d(x, $0) + Double(width) * (d(rates, $0) + d(rows[2], $0)) + d(noise, $0) }) {
            $0.advanceHeun($1, rates, rows[2], width, noise, count)
        }
        check(
            "Runge–Kutta", from: x,
            { node in
                let middle = d(rates, count + node) + d(rates, 2 * count + node)
                let sum = d(rates, node) + 2 * middle + d(rates, 3 * count + node)
                return d(x, node) + Double(width) / 6 * sum + d(noise, node)
            }
        ) { $0.advanceRungeKutta($1, rates, count, width / 6, noise, count) }
        check(
            "half a step",
            { (d(rows[2], $0) - 5 * d(rows[3], $0) + 15 * d(rows[4], $0) + 5 * d(rows[5], $0)) / 16 }
        ) { $0.interpolateHalfStep(rows[2], rows[3], rows[4], rows[5], count, $1) }
        check("noise", { d(rows[2], $0) * d(rows[3], $0) }) { $0.scaleNoise(rows[2], rows[3], count, $1) }
        check("process", from: x, { d(x, $0) * d(rows[4], $0) + d(rows[3], $0) * d(rows[2], $0) }) {
            $0.advanceOrnsteinUhlenbeck($1, rows[2], rows[3], rows[4], count)
        }
        check("scaled", from: x, { d(x, $0) + Double(width) * d(rows[2], $0) }) {
            $0.addScaled(rows[2], width, count, $1)
        }
    }

    @Test func stepsInDoublePrecision() { steps(NetworkKernels<Double>.supported) }
    @Test func stepsInSinglePrecision() { steps(NetworkKernels<Float>.supported) }

    func balloon<Number: BinaryFloatingPoint & Sendable>(_ kernels: NetworkKernels<Number>) {
        var random = SplitMix64(seed: 75)
        let (count, stride) = (48, 64)
        let state: [Number] = Self.numbers(4 * stride, 0.3...2, &random)
        let activity: [Number] = Self.numbers(stride, -1...1, &random)
        let constants: [Number] = [0.65, 0.41, 0.98, 1 / 0.32, 0.34, -0.415515443961666]
        let advanced = kernels.bits(4 * stride, from: state) {
            $0.advanceBalloon($1, stride, activity, constants, 0.01, count)
        }
        #expect(advanced.agree && advanced.values != state)
        let signal = kernels.bits(count) { $0.balloonSignal(state, stride, [0.02, 2.38, 2, 0.48], count, $1) }
        #expect(signal.agree && signal.values.allSatisfy { $0 != 0 })
    }

    @Test func haemodynamicsInDoublePrecision() { balloon(NetworkKernels<Double>.supported) }
    @Test func haemodynamicsInSinglePrecision() { balloon(NetworkKernels<Float>.supported) }

    /// The first entry that is no number, or −1.
    func firstNotFinite<Number: BinaryFloatingPoint & Sendable>(_ kernels: NetworkKernels<Number>) {
        for (_, table) in kernels.tables {
            var values = [Number](repeating: .greatestFiniteMagnitude, count: 64)
            #expect(table.firstNotFinite(values, 64) == -1)
            for (place, wrong) in [(63, Number.nan), (40, -.infinity), (17, .infinity), (0, .nan)] {
                values[place] = wrong
                #expect(table.firstNotFinite(values, 64) == place)
            }
        }
    }

    @Test func whatIsNotFiniteIsFound() {
        firstNotFinite(NetworkKernels<Double>.supported)
        firstNotFinite(NetworkKernels<Float>.supported)
        print("levels compared: \(InstructionSet.supported)")
    }
}
