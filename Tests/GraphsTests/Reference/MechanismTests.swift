import Foundation
import Graphs
import Testing

@Suite("Mechanisms do what their names say")
struct MechanismTests {
    /// The column of C, whose inputs are A and B, over the states of A and B (A fastest).
    private func outputs(_ mechanism: String, options: ImportOptions = ImportOptions()) throws -> [Double] {
        let network = try parse(
            #"{"mechanisms": {"A": "input", "B": "input", "C": \#(mechanism)}}"#, options: options)
        return Array(network.transitions.column(2).prefix(4))
    }

    @Test(arguments: [
        ("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor", [0, 1, 1, 0]), ("majority", [0, 0, 0, 1]),
    ])
    func twoInputGates(_ type: String, _ table: [Double]) throws {
        #expect(try outputs(#"{"type": "\#(type)", "inputs": ["A", "B"]}"#) == table)
    }

    @Test func oneInputGatesAndConstants() throws {
        #expect(try outputs(#"{"type": "copy", "inputs": ["B"]}"#) == [0, 0, 1, 1])
        #expect(try outputs(#"{"type": "not", "inputs": ["A"]}"#) == [1, 0, 1, 0])
        #expect(try outputs("1") == [1, 1, 1, 1])
        #expect(try outputs("false") == [0, 0, 0, 0])
    }

    @Test func majorityOfThreeAndItsTie() throws {
        let three = try parse(
            #"{"mechanisms": {"A": "input", "B": "input", "C": "input", "D": {"type": "majority", "inputs": [0,1,2]}}}"#
        )
        #expect(Array(three.transitions.column(3).prefix(8)) == [0, 0, 0, 1, 0, 1, 1, 1])
    }

    @Test func expressionsFollowPrecedence() throws {
        #expect(try outputs(#""A | B & !A""#) == [0, 1, 1, 1])
        #expect(try outputs(#""!(A | B) | A & B""#) == [1, 0, 0, 1])
        #expect(try outputs(#""not A and B or FALSE""#) == [0, 0, 1, 0])
        #expect(try outputs(#"{"expression": "~A && ~~B || 0"}"#) == [0, 0, 1, 0])
    }

    @Test func thresholdTies() throws {
        let weights = #""weights": {"A": 1, "B": -1}"#
        #expect(try outputs(#"{"type": "threshold", \#(weights), "tie": "on"}"#) == [1, 1, 0, 1])
        #expect(try outputs(#"{"type": "threshold", \#(weights), "tie": "off"}"#) == [0, 1, 0, 0])
        let hold = try parse(
            #"{"mechanisms": {"A": "input", "B": "input", "C": {"type": "threshold", \#(weights), "tie": "hold"}}}"#)
        #expect(Array(hold.transitions.column(2)) == [0, 1, 0, 0, 1, 1, 0, 1])
        #expect(hold.connectivity.feeds(2, 2))
        // 0.1 + 0.2 is not 0.3 in binary; the threshold is met all the same.
        let decimal = #"{"type": "threshold", "weights": {"A": 0.1, "B": 0.2}, "threshold": 0.3, "tie": "off"}"#
        #expect(try outputs(decimal) == [0, 0, 0, 0])
    }

    @Test func tablesAndLogisticUnits() throws {
        #expect(
            try outputs(#"{"type": "table", "inputs": ["B", "A"], "probabilities": [0.1, 0.2, 0.3, 0.4]}"#)
                == [0.1, 0.3, 0.2, 0.4])
        let logistic = try outputs(
            #"{"type": "logistic", "weights": {"A": 0.5, "B": -1}, "slope": 2, "bias": 0.25}"#)
        let sums = [0.5 + 0.25, 0.5 + 0.5 + 0.75, -1.25, -0.25]
        #expect(abs(logistic[0] - 1 / (1 + exp(-2 * 0.75))) < 1e-15)
        #expect(abs(logistic[1] - 1 / (1 + exp(-2 * sums[1]))) < 1e-15)
        #expect(abs(logistic[2] - 1 / (1 + exp(2 * 1.25))) < 1e-15)
        #expect(abs(logistic[3] - 1 / (1 + exp(2 * 0.25))) < 1e-15)
    }

    @Test func onlyWhatMattersIsAConnection() throws {
        let network = try parse(#"{"mechanisms": {"A": "B | A & !A", "B": "A & (B | !B)"}}"#)
        #expect(network.connectivity.matrix == [[0, 1], [1, 0]])
    }

    @Test func noiseFlipsAndSparesFreeInputs() throws {
        var options = ImportOptions(noise: 0.1)
        #expect(try outputs(#""A & B""#, options: options) == [0.1, 0.1, 0.1, 0.9])
        let network = try parse("targets, factors\nX, Y\nZ, Z\n", as: .bnet, options: options)
        #expect(network.labels == ["X", "Z", "Y"])
        #expect(network.background == [2])
        #expect(Array(network.transitions.column(2)) == [0, 0, 0, 0, 1, 1, 1, 1])
        #expect(Array(network.transitions.column(1)) == [0.1, 0.1, 0.9, 0.9, 0.1, 0.1, 0.9, 0.9])
        options.clamps = ["Z": 1]
        let clamped = try parse("targets, factors\nX, Y\nZ, Z\n", as: .bnet, options: options)
        #expect(clamped.transitions.column(1).allSatisfy { $0 == 1 })
        #expect(clamped.connectivity.inputs[1] == 0)
    }
}
