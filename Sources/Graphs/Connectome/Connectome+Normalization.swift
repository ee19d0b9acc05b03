/// What a connectome's weights are divided by.
public enum ConnectomeNormalization: String, Sendable, CaseIterable, Codable {
    /// Nothing.
    case none
    /// The largest absolute weight, which becomes 1.
    case maximum
    /// The sum of the absolute weights into the target, which becomes 1 for every node with an input.
    case rowSum = "row-sum"
    /// The spectral radius of the weights, which becomes 1: the gain of the network as a whole. Weights may not be
    /// negative.
    case spectral
}

extension Connectome {
    /// The connectome with its weights divided as `normalization` says. A connectome without edges, or without cycles
    /// where the spectral radius is asked for, stays as it is where that leaves nothing to divide by.
    ///
    /// - Throws: `badOption` for a spectral normalisation of negative weights or of a spectral radius of 0;
    ///   `notConverged` where the spectral radius is not found to twelve digits.
    /// - Complexity: O(n + m); spectral: that times the number of iterations.
    public func normalized(_ normalization: ConnectomeNormalization) throws -> Connectome {
        switch normalization {
        case .none: return self
        case .maximum:
            let largest = weights.reduce(0) { max($0, abs($1)) }
            return largest > 0 ? reweighted(weights.map { $0 / largest }) : self
        case .rowSum:
            var result = weights
            for target in 0..<nodeCount {
                let total = edges(into: target).reduce(0) { $0 + abs(weights[$1]) }
                guard total > 0 else { continue }
                for edge in edges(into: target) { result[edge] /= total }
            }
            return reweighted(result)
        case .spectral:
            guard edgeCount > 0 else { return self }
            let radius = try spectralRadius()
            guard radius > 0 else {
                throw GraphsError(
                    .badOption, key: "normalize", problem: "without cycles the spectral radius is 0",
                    remedy: "use maximum or row-sum")
            }
            return reweighted(weights.map { $0 / radius })
        }
    }

    /// The largest absolute eigenvalue of the weights, for weights that are not negative, to a relative 10⁻¹².
    ///
    /// The radius is the largest one of the strongly connected components. Within a component the power method runs on
    /// C + s·1, which is primitive, between the bounds of Collatz and Wielandt, min and max over j of (Cx)ⱼ/xⱼ for
    /// any positive x. (Collatz, Math. Z. 48 (1942) 221; Wielandt, Math. Z. 52 (1950) 642.)
    ///
    /// - Throws: `badOption` where a weight is negative; `notConverged`.
    /// - Complexity: O(m) an iteration, of which there are few unless two eigenvalues are nearly as large.
    public func spectralRadius() throws -> Double {
        if let negative = weights.firstIndex(where: { $0 < 0 }) {
            let target = (0..<nodeCount).first { edges(into: $0).contains(negative) } ?? 0
            throw GraphsError(
                .badOption, key: "normalize",
                problem: "the weight from \(labels[Int(sources[negative])]) to \(labels[target]) is negative, and the "
                    + "spectral radius is computed for weights that are not",
                remedy: "use maximum or row-sum")
        }
        // Weights of any size are scaled to at most 1, so that nothing overflows on the way.
        let largest = weights.max() ?? 0
        guard largest > 0 else { return 0 }
        var component = [Int](repeating: 0, count: nodeCount)
        let components = strongComponents
        for (index, members) in components.enumerated() {
            for node in members { component[node] = index }
        }
        var radius = 0.0
        for members in components {
            radius = max(radius, try perronRoot(of: members, component: component, scale: largest))
        }
        return radius * largest
    }

    /// The Perron root of the weights / `scale` within one strongly connected component.
    private func perronRoot(of members: [Int], component: [Int], scale: Double) throws -> Double {
        let own = component[members[0]]
        func image(of x: [Double], at node: Int) -> Double {
            edges(into: node).reduce(0) { sum, edge in
                let origin = Int(sources[edge])
                return component[origin] == own ? sum + weights[edge] / scale * x[origin] : sum
            }
        }
        var x = [Double](repeating: 0, count: members.count > 1 ? nodeCount : 0)
        if members.count == 1 {
            return edge(from: members[0], to: members[0]).map { weights[$0] / scale } ?? 0
        }
        for node in members { x[node] = 1 }
        var bounds = (lower: 0.0, upper: Double.infinity)
        for _ in 0..<Self.maximumIterations {
            var next = x
            var ratios = (lower: Double.infinity, upper: 0.0)
            var largest = 0.0
            for node in members {
                next[node] = image(of: x, at: node)
                let ratio = next[node] / x[node]
                ratios = (min(ratios.lower, ratio), max(ratios.upper, ratio))
            }
            bounds = (max(bounds.lower, ratios.lower), min(bounds.upper, ratios.upper))
            if bounds.upper - bounds.lower <= 1e-12 * bounds.upper { return (bounds.lower + bounds.upper) / 2 }
            // A shift of half the radius makes every other eigenvalue's modulus strictly smaller.
            let shift = bounds.upper / 2
            for node in members {
                next[node] += shift * x[node]
                largest = max(largest, next[node])
            }
            for node in members { x[node] = next[node] / largest }
        }
        throw GraphsError(
            .notConverged, key: "normalize",
            problem: "after \(Self.maximumIterations) iterations the spectral radius is only known to lie between "
                + "\(bounds.lower * scale) and \(bounds.upper * scale)",
            remedy: "use maximum or row-sum")
    }

    private static var maximumIterations: Int { 20_000 }
}
