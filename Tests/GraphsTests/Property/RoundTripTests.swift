import GeneratedInput
import Graphs
import Testing

@Suite("What is written reads back as the same network")
struct RoundTripTests {
    private func again(_ network: Substrate, _ format: NetworkFormat) throws -> Substrate {
        try NetworkFile.parse(NetworkFile.encode(network, as: format), name: "again.\(format.rawValue)")
    }

    @Test(arguments: [NetworkFormat.json, .yaml])
    func documents(_ format: NetworkFormat) throws {
        var generator = SplitMix64(seed: 31)
        for _ in 0..<60 {
            let units = Int.random(in: 1...6, using: &generator)
            let logistic = GeneratedNetworks.logistic(units: units, density: 0.6, using: &generator)
            #expect(try again(logistic, format) == logistic)
            let probabilistic = GeneratedNetworks.probabilistic(units: units, using: &generator)
            #expect(try again(probabilistic, format) == probabilistic)
        }
    }

    @Test func awkwardNames() throws {
        var network = try parse(#"{"tpm": [[0],[1]]}"#)
        network.labels = ["é \"q\" \\ : #, {x}"]
        network.source = "A. Author, \"Title\": 1, 2 # 3"
        network.name = "tab\tnew\nline \u{7F} 中文 \u{1F600}"
        #expect(try again(network, .json) == network)
        #expect(try again(network, .yaml) == network)
    }

    @Test(arguments: [NetworkFormat.csv, .tsv])
    func tables(_ format: NetworkFormat) throws {
        var generator = SplitMix64(seed: 32)
        for _ in 0..<60 {
            var network = GeneratedNetworks.logistic(
                units: Int.random(in: 1...6, using: &generator), density: 0.6, using: &generator)
            network.state = nil
            network.units = nil
            network.labels[0] = "a \"b\",c"
            #expect(try again(network, format) == network)
        }
    }

    @Test func graphs() throws {
        var generator = SplitMix64(seed: 34)
        for _ in 0..<60 {
            var network = GeneratedNetworks.logistic(
                units: Int.random(in: 1...6, using: &generator), density: 0.6, using: &generator)
            network.units = nil
            network.labels[0] = "a <\"b\"> & 'c'"
            #expect(try again(network, .graphml) == network)
        }
    }

    @Test func numPy() throws {
        var generator = SplitMix64(seed: 33)
        for _ in 0..<60 {
            let network = GeneratedNetworks.probabilistic(
                units: Int.random(in: 1...6, using: &generator), using: &generator)
            let back = try again(network, .npy)
            #expect(back.transitions == network.transitions && back.connectivity == network.connectivity)
        }
    }

    @Test func booleanNetworks() throws {
        var generator = SplitMix64(seed: 34)
        for _ in 0..<120 {
            let network = GeneratedNetworks.boolean(units: Int.random(in: 1...7, using: &generator), using: &generator)
            #expect(try again(network, .bnet) == network)
        }
        let inputs = try parse("A, X & !Y | B\nB, Z\n", as: .bnet)
        #expect(try again(inputs, .bnet) == inputs)
    }

    @Test func whatAFormatCannotSayIsRefused() throws {
        let noisy = try parse(#"{"tpm": [[0.2],[0.9]]}"#)
        for format in [NetworkFormat.bnet, .csv, .tsv] {
            #expect { try NetworkFile.encode(noisy, as: format) } throws: {
                ($0 as? GraphsError)?.kind == .notExpressible
            }
        }
        let idle = try parse(#"{"tpm": [[0,0],[0,1],[1,0],[1,1]], "connectivity": [[1,1],[1,1]]}"#)
        for format in [NetworkFormat.bnet, .npy] {
            #expect { try NetworkFile.encode(idle, as: format) } throws: {
                ($0 as? GraphsError)?.kind == .notExpressible
            }
        }
    }
}
