import Dynamics
import Experiments
import Foundation
import Graphs

/// A folder with a small connectome, and experiments on it.
struct ExperimentFixtures {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.file("ring.json", Self.ring)
    }

    /// Four nodes, each fed by the one before.
    static let ring = """
        {"schema": "claustrum.connectome/1", "name": "ring", "labels": ["A", "B", "C", "D"],
         "edges": [{"from": "A", "to": "B", "weight": 1, "length": 10}, {"from": "B", "to": "C", "weight": 1, "length": 20},
                   {"from": "C", "to": "D", "weight": 0.5, "length": 30}, {"from": "D", "to": "A", "weight": 2, "length": 5}]}
        """

    /// Opens an experiment document.
    func experiment(_ text: String, name: String = "e.yaml", flags: [ExperimentFlag] = []) throws -> Experiment {
        try Experiment(path: folder.file(name, text), flags: flags)
    }

    /// Reads a simulation.
    func question(_ text: String, flags: [ExperimentFlag] = []) throws -> SimulationQuestion {
        try experiment(text, flags: flags).simulation()
    }

    /// What is wrong with a document.
    func mistake(_ text: String, flags: [ExperimentFlag] = []) -> String {
        do {
            let question = try question(text, flags: flags)
            if question.axes.isEmpty {
                _ = try question.simulation()
            } else {
                _ = try question.sweep(keepingSeries: false)
            }
            return "nothing"
        } catch {
            return "\(error)"
        }
    }

    /// A `.npy` file of doubles: shape and values.
    static func array(_ bytes: [UInt8]) -> (shape: [Int], values: [Double])? {
        guard bytes.count > 10 else { return nil }
        let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
        let header = String(decoding: bytes[10..<start], as: UTF8.self)
        guard start % 64 == 0, header.contains("'descr': '<f8'"), header.contains("'fortran_order': False"),
            let tuple = header.firstMatch(of: #/\(([0-9, ]*)\)/#)?.output.1
        else { return nil }
        let shape = tuple.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }
        let values = stride(from: start, to: bytes.count, by: 8).map { place in
            Double(bitPattern: bytes[place..<place + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        return values.count == shape.reduce(1, *) ? (shape, values) : nil
    }
}
