import GeneratedInput
import Graphs
import Testing

@Suite("Connectomes")
struct ConnectomeTests {
    private func rows(_ values: [Double], _ count: Int) -> [[Double]] {
        (0..<count).map { Array(values[($0 * count)..<(($0 + 1) * count)]) }
    }

    @Test("matrices, edges and rows by target say the same, in either orientation")
    func forms() throws {
        var generator = SplitMix64(seed: 41)
        for _ in 0..<60 {
            let count = Int.random(in: 1...9, using: &generator)
            let original = try GeneratedConnectomes.any(nodes: count, using: &generator)
            let weights = rows(original.dense(), count)
            let lengths = original.denseLengths().map { rows($0, count) }
            var dense = try Connectome(
                weights: weights, lengths: lengths, labels: original.labels, positions: original.positions)
            (dense.name, dense.source) = (original.name, original.source)
            #expect(dense == original)
            let turned = try Connectome(
                weights: GeneratedConnectomes.transposed(weights),
                lengths: lengths.map(GeneratedConnectomes.transposed), orientation: .toFrom, labels: original.labels,
                positions: original.positions, name: original.name, source: original.source)
            #expect(turned == original)
            #expect(rows(original.dense(orientation: .toFrom), count) == GeneratedConnectomes.transposed(weights))
            let again = try Connectome(
                labels: original.labels, rowStarts: original.rowStarts, sources: original.sources,
                weights: original.weights, lengths: original.lengths, positions: original.positions,
                name: original.name, source: original.source)
            #expect(again == original)
            #expect(
                try Connectome(
                    nodes: count, labels: original.labels, edges: original.edgeList.shuffled(using: &generator),
                    positions: original.positions, name: original.name, source: original.source) == original)
            for target in 0..<count {
                let sum = weights.reduce(0) { $0 + $1[target] }
                #expect(abs(original.inStrengths[target] - sum) < 1e-12)
                #expect(abs(original.outStrengths[target] - weights[target].reduce(0, +)) < 1e-12)
                for origin in 0..<count {
                    #expect(original.weight(from: origin, to: target) == weights[origin][target])
                }
            }
        }
    }

    @Test func aWeightOfFromAToBStandsInRowA() throws {
        let connectome = try Connectome(weights: [[0, 2], [0, 0]], labels: ["A", "B"])
        #expect(connectome.edges(into: 1).count == 1 && connectome.edges(into: 0).isEmpty)
        #expect(connectome.sources == [0] && connectome.inStrengths == [0, 2] && connectome.outStrengths == [2, 0])
        let turned = try Connectome(weights: [[0, 2], [0, 0]], orientation: .toFrom)
        #expect(turned.weight(from: 1, to: 0) == 2 && turned.weight(from: 0, to: 1) == 0)
    }

    @Test func normalisations() throws {
        var generator = SplitMix64(seed: 42)
        for _ in 0..<40 {
            let connectome = try GeneratedConnectomes.any(
                nodes: Int.random(in: 2...12, using: &generator), using: &generator)
            guard connectome.edgeCount > 0 else { continue }
            let largest = try connectome.normalized(.maximum)
            #expect(largest.weights.map(abs).max() == 1)
            let rows = try connectome.normalized(.rowSum)
            for node in 0..<rows.nodeCount where !rows.edges(into: node).isEmpty {
                #expect(abs(rows.edges(into: node).reduce(0) { $0 + abs(rows.weights[$1]) } - 1) < 1e-12)
            }
            #expect(try connectome.normalized(.none) == connectome)
        }
    }

    /// Perron roots that are known: k for k neighbours in a ring, n − 1 for a complete graph, (w₁w₂w₃)^(1/3) for a
    /// cycle of three, the larger one for a graph in two pieces, 0 without cycles.
    @Test func spectralRadius() throws {
        #expect(abs(try Connectome.ring(nodes: 40, neighbours: 2).spectralRadius() - 4) < 1e-11)
        #expect(abs(try Connectome.complete(nodes: 9, weight: 0.5).spectralRadius() - 4) < 1e-11)
        let cycle = try Connectome(weights: [[0, 2, 0], [0, 0, 4], [1, 0, 0]])
        #expect(abs(try cycle.spectralRadius() - 2) < 1e-11)
        let pieces = try Connectome(weights: [[0, 3, 7], [3, 0, 0], [0, 0, 2]])
        #expect(abs(try pieces.spectralRadius() - 3) < 1e-11)
        #expect(abs(try pieces.normalized(.spectral).spectralRadius() - 1) < 1e-11)
        #expect(try Connectome(weights: [[0, 1], [0, 0]]).spectralRadius() == 0)
        let star = try Connectome(weights: [[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
        #expect(abs(try star.spectralRadius() - 3.squareRoot()) < 1e-11)
        let scale = 1e-200
        let small = try Connectome(weights: [[0, 2 * scale], [8 * scale, 0]])
        #expect(abs(try small.spectralRadius() / scale - 4) < 1e-10)
    }

    @Test func components() throws {
        let connectome = try Connectome(
            nodes: 7,
            edges: [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (6, 6)].map {
                ConnectomeEdge(from: $0.0, to: $0.1, weight: 1)
            })
        #expect(connectome.strongComponents == [[0, 1, 2], [3, 4], [5], [6]])
        #expect(connectome.weakComponents == [[0, 1, 2, 3, 4], [5], [6]])
        #expect(connectome.selfConnectionCount == 1 && connectome.withoutSelfConnections().edgeCount == 6)
        #expect(abs(connectome.density - 6.0 / 42) < 1e-15)
        #expect(!connectome.isSymmetric && connectome.asymmetry == 1)
        #expect(try Connectome.ring(nodes: 5, length: 3).isSymmetric)
        // Deep enough to overflow a recursion.
        let chain = try Connectome.ring(nodes: 300_000, isDirected: true)
        #expect(chain.strongComponents.count == 1 && chain.weakComponents.count == 1)
    }

    @Test func randomGraphs() throws {
        for (nodes, edges) in [(1, 0), (2, 1), (5, 20), (5, 19), (50, 3), (50, 2000), (1000, 20_000)] {
            let drawn = try Connectome.random(nodes: nodes, edges: edges, seed: 9, lengths: 1...2)
            #expect(drawn.edgeCount == edges && drawn.selfConnectionCount == 0)
            #expect(
                drawn.weights.allSatisfy { $0 > 0 && $0 < 1 }
                    && drawn.lengths?.allSatisfy { $0 >= 1 && $0 <= 2 } == true)
            // The checked initialiser takes what the generator made.
            #expect(
                try Connectome(
                    labels: drawn.labels, rowStarts: drawn.rowStarts, sources: drawn.sources, weights: drawn.weights,
                    lengths: drawn.lengths, name: drawn.name) == drawn)
            #expect(try Connectome.random(nodes: nodes, edges: edges, seed: 9, lengths: 1...2) == drawn)
        }
        #expect(
            try Connectome.random(nodes: 50, edges: 300, seed: 1) != Connectome.random(nodes: 50, edges: 300, seed: 2))
        // Each of the 20 pairs of 5 nodes is in a graph of 5 edges with probability 1/4: 4000 draws, five deviations.
        var counts = [Int](repeating: 0, count: 25)
        for seed in 0..<4000 {
            for edge in try Connectome.random(nodes: 5, edges: 5, seed: UInt64(seed)).edgeList {
                counts[edge.from * 5 + edge.to] += 1
            }
        }
        let bound = 5 * (4000 * 0.25 * 0.75).squareRoot()
        for pair in 0..<25 where pair / 5 != pair % 5 { #expect(abs(Double(counts[pair]) - 1000) < bound) }
    }

    @Test func thresholds() throws {
        let connectome = try Connectome(
            weights: [[0, -2, 1], [0.5, 0, 0], [0, 3, 0]], lengths: [[0, 1, 2], [3, 0, 0], [0, 4, 0]])
        let kept = try connectome.keepingWeights(from: 1)
        #expect(kept.weights == [-2, 3, 1] && kept.lengths == [1, 4, 2] && kept.rowStarts == [0, 0, 2, 3])
    }
}
