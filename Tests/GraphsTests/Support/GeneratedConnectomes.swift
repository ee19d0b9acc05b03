import GeneratedInput
import Graphs

/// Connectomes of every kind, generated.
enum GeneratedConnectomes {
    static func any(nodes: Int, using generator: inout SplitMix64) throws -> Connectome {
        let density = generator.fraction()
        let hasLengths = generator.chance(0.7)
        var edges: [ConnectomeEdge] = []
        for from in 0..<nodes {
            for to in 0..<nodes where generator.chance(density) {
                edges.append(
                    ConnectomeEdge(
                        from: from, to: to, weight: generator.value(-1, 3),
                        length: hasLengths ? generator.value(0, 200) : nil))
            }
        }
        let positions = (0..<nodes).map { _ in
            SIMD3(generator.value(-90, 90), generator.value(-90, 90), generator.value(-90, 90))
        }
        return try Connectome(
            nodes: nodes, labels: (0..<nodes).map { "region <\($0)> & \"Δ\"" },
            edges: edges.enumerated().sorted { ($0.offset * 7919) % 101 < ($1.offset * 7919) % 101 }.map(\.element),
            positions: generator.chance(0.5) ? positions : nil, name: "a \"name\" <é>", source: "somewhere & licence")
    }

    /// The matrix with rows and columns exchanged.
    static func transposed(_ matrix: [[Double]]) -> [[Double]] {
        matrix.indices.map { column in matrix.map { $0[column] } }
    }
}
