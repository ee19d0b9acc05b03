internal import Foundation

/// What is added to the input of one variable over time.
public struct Stimulus: Sendable, Hashable, Codable {
    /// The course of a stimulus in time; times in ms from the start of the simulation.
    public enum Waveform: Sendable, Hashable, Codable {
        /// `amplitude` from `onset` for `duration`.
        case pulse(amplitude: Double, onset: Double, duration: Double)
        /// From `onset` on, `amplitude` for `on`, nothing for `off`, and again.
        case block(amplitude: Double, onset: Double, on: Double, off: Double)
        /// amplitude · sin(2π·frequency·(t − onset) + phase) from `onset` for `duration`; frequency in Hz, phase in rad.
        case sinusoid(amplitude: Double, frequency: Double, phase: Double, onset: Double, duration: Double)
        /// Rows of `values` every `interval` from `onset` on, linearly in between, nothing outside. A row has one value
        /// for all nodes of the stimulus, or one for each of them.
        case sampled(values: [[Double]], interval: Double, onset: Double)
    }

    /// The variable whose input it is added to.
    public var variable: String
    /// The nodes, by index; nil: all of them.
    public var nodes: [Int]?
    public var waveform: Waveform

    public init(_ waveform: Waveform, of variable: String, nodes: [Int]? = nil) {
        self.variable = variable
        self.nodes = nodes
        self.waveform = waveform
    }

    /// The part of a step by which a moment may miss an onset or an end and still count as it: decimal steps are rounded.
    package static let slackOfAStep = 1e-6

    /// The value at `time` for the node at `position` of the stimulus's nodes.
    ///
    /// - Parameter slack: How much before an onset or an end, in ms, counts as it.
    /// - Complexity: O(1).
    package func value(at time: Double, position: Int, slack: Double = 0) -> Double {
        let moment = time + slack
        switch waveform {
        case .pulse(let amplitude, let onset, let duration):
            return moment >= onset && moment < onset + duration ? amplitude : 0
        case .block(let amplitude, let onset, let on, let off):
            guard moment >= onset else { return 0 }
            return (moment - onset).truncatingRemainder(dividingBy: on + off) < on ? amplitude : 0
        case .sinusoid(let amplitude, let frequency, let phase, let onset, let duration):
            guard moment >= onset && moment < onset + duration else { return 0 }
            return amplitude * sin(2 * Double.pi * frequency * (time - onset) / 1000 + phase)
        case .sampled(let values, let interval, let onset):
            let (place, last) = ((time - onset) / interval, Double(values.count - 1))
            guard moment >= onset, place <= last + slack / interval else { return 0 }
            let row = min(max(0, Int(place)), max(0, values.count - 2))
            let column = values[row].count == 1 ? 0 : position
            guard values.count > 1 else { return values[0][column] }
            let share = min(max(0, place - Double(row)), 1)
            return values[row][column] * (1 - share) + values[row + 1][column] * share
        }
    }

    /// The first moment after `time` at which the course jumps or bends; nil where none comes.
    ///
    /// - Complexity: O(1).
    func nextBreak(after time: Double) -> Double? {
        let moments: [Double]
        switch waveform {
        case .pulse(_, let onset, let duration), .sinusoid(_, _, _, let onset, let duration):
            moments = [onset, onset + duration]
        case .block(_, let onset, let on, let off):
            let start = onset + max(0, ((time - onset) / (on + off)).rounded(.down)) * (on + off)
            moments = [start, start + on, start + on + off, start + on + off + on]
        case .sampled(let values, let interval, let onset):
            let row = max(0, ((time - onset) / interval).rounded(.down))
            moments = [row, row + 1, row + 2].filter { $0 <= Double(values.count - 1) }.map { onset + $0 * interval }
        }
        return moments.first { $0 > time }
    }

    /// Whether every node has the same value at a time, so that it is computed once.
    package var isUniform: Bool {
        guard case .sampled(let values, _, _) = waveform else { return true }
        return values.allSatisfy { $0.count == 1 }
    }

    func check(_ index: Int, _ model: ModelDescription, nodes count: Int) throws(DynamicsError) {
        let key = "stimuli[\(index)]"
        _ = try model.variable(named: variable, key: key + ".variable")
        for node in nodes ?? [] where !(0..<count).contains(node) {
            throw DynamicsError(
                .unknownNode, key: key + ".nodes", problem: "there is no node \(node)",
                remedy: "nodes are numbered from 0 to \(count - 1)")
        }
        func finite(_ value: Double, _ name: String, above bound: Double? = nil) throws(DynamicsError) {
            guard !value.isFinite || bound.map({ value <= $0 }) ?? false else { return }
            throw DynamicsError(
                .badSetting, key: "\(key).\(name)", problem: "is \(value)",
                remedy: bound == nil ? "it is a finite number" : "it is a finite number above 0")
        }
        switch waveform {
        case .pulse(let amplitude, let onset, let duration):
            try finite(amplitude, "amplitude")
            try finite(onset, "onset")
            try finite(duration, "duration", above: 0)
        case .block(let amplitude, let onset, let on, let off):
            try finite(amplitude, "amplitude")
            try finite(onset, "onset")
            try finite(on, "on", above: 0)
            try finite(off, "off", above: 0)
        case .sinusoid(let amplitude, let frequency, let phase, let onset, let duration):
            try finite(amplitude, "amplitude")
            try finite(frequency, "frequency", above: 0)
            try finite(phase, "phase")
            try finite(onset, "onset")
            try finite(duration, "duration", above: 0)
        case .sampled(let values, let interval, let onset):
            try finite(interval, "interval", above: 0)
            try finite(onset, "onset")
            let width = nodes?.count ?? count
            guard let first = values.first?.count, first == 1 || first == width else {
                throw DynamicsError(
                    .badSetting, key: key + ".values", problem: "a row has \(values.first?.count ?? 0) values",
                    remedy: "a row has one value, or one for each of the stimulus's \(width) nodes")
            }
            for (row, entries) in values.enumerated() {
                guard entries.count == first else {
                    throw DynamicsError(
                        .badSetting, key: "\(key).values[\(row)]", problem: "has \(entries.count) values, not \(first)",
                        remedy: "all rows have the same number of values")
                }
                for (column, value) in entries.enumerated() { try finite(value, "values[\(row)][\(column)]") }
            }
        }
    }
}
