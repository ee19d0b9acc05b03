import Graphs
import Testing

@Suite("Shared conformance material")
struct SharedNetworkTests {
    @Test(.enabled(if: Files.shared("conformance/iit4.jsonl") != nil, "no ../shared/conformance/iit4.jsonl here"))
    func everyConformanceLineReads() throws {
        let path = try #require(Files.shared("conformance/iit4.jsonl"))
        let lines = try NetworkFile.contents(of: path).split(separator: 0x0A)
        #expect(lines.count == 79)
        var logistic = 0
        for (index, line) in lines.enumerated() {
            let network = try NetworkLine.parse(Array(line), number: index + 1, name: path)
            #expect(network.state != nil && network.units != nil && network.name != nil)
            // Each declared connectivity is exactly what its TPM depends on.
            #expect(Connectivity(dependenceOf: network.transitions) == network.connectivity)
            guard let weights = network.weights, network.name?.hasPrefix("fig1") == true else { continue }
            logistic += 1
            let columns = LogisticUnits.columns(weights: weights, slope: 4)
            for (ours, theirs) in zip(columns, network.transitions.columns) { #expect(abs(ours - theirs) < 1e-15) }
        }
        #expect(logistic == 7)
    }

    /// The counts of the collection's README: variables with a rule, and free inputs.
    @Test(.enabled(if: Files.shared("data/boolean") != nil, "no ../shared/data/boolean here"))
    func everyBooleanModelReads() throws {
        let folder = try #require(Files.shared("data/boolean"))
        let counts = [
            "007": (5, 0), "023": (9, 1), "031": (9, 0), "088": (6, 0), "095": (9, 1), "109": (5, 0), "110": (9, 0),
            "158": (7, 0), "177": (11, 0), "184": (5, 1), "271": (11, 0), "281": (12, 0),
        ]
        let files = Files.names(in: folder).filter { $0.hasSuffix(".bnet") }
        #expect(files.count == counts.count)
        for file in files {
            let network = try NetworkFile.read(folder + "/" + file)
            let attractors = try network.attractors()
            #expect(attractors.reduce(0) { $0 + $1.basinSize } == 1 << network.unitCount)
            let (variables, inputs) = try #require(counts[String(file.prefix(3))])
            #expect(network.background.count == inputs, "\(file)")
            #expect(network.unitCount == variables + inputs, "\(file)")
        }
    }
}
