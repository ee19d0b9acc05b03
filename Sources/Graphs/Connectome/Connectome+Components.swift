extension Connectome {
    /// The strongly connected components, each ascending, in the order of their smallest node: within one, every node
    /// reaches every other.
    ///
    /// Tarjan, SIAM J. Comput. 1 (1972) 146, with its recursion unrolled.
    ///
    /// - Complexity: O(n log n + m).
    public var strongComponents: [[Int]] {
        let unseen = -1
        var order = [Int](repeating: unseen, count: nodeCount)
        var lowest = [Int](repeating: 0, count: nodeCount)
        var isOpen = [Bool](repeating: false, count: nodeCount)
        var open: [Int] = []
        var path: [(node: Int, next: Int)] = []
        var seen = 0
        var components: [[Int]] = []
        for root in 0..<nodeCount where order[root] == unseen {
            path.append((root, rowStarts[root]))
            while let (node, edge) = path.popLast() {
                if order[node] == unseen {
                    (order[node], lowest[node], isOpen[node]) = (seen, seen, true)
                    open.append(node)
                    seen += 1
                }
                if edge < rowStarts[node + 1] {
                    let other = Int(sources[edge])
                    path.append((node, edge + 1))
                    if order[other] == unseen {
                        path.append((other, rowStarts[other]))
                    } else if isOpen[other] {
                        lowest[node] = min(lowest[node], order[other])
                    }
                    continue
                }
                if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
                guard lowest[node] == order[node] else { continue }
                var component: [Int] = []
                while let member = open.popLast() {
                    isOpen[member] = false
                    component.append(member)
                    if member == node { break }
                }
                components.append(component.sorted())
            }
        }
        return components.sorted { $0[0] < $1[0] }
    }

    /// The weakly connected components, each ascending, in the order of their smallest node: what remains in one piece
    /// when directions are ignored.
    ///
    /// - Complexity: O(n + m), nearly.
    public var weakComponents: [[Int]] {
        var parent = Array(0..<nodeCount)
        func root(of node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for target in 0..<nodeCount {
            for edge in edges(into: target) {
                let (first, second) = (root(of: Int(sources[edge])), root(of: target))
                // The smaller index is the root, so components come out in the order of their smallest node.
                parent[max(first, second)] = min(first, second)
            }
        }
        var places = [Int](repeating: -1, count: nodeCount)
        var components: [[Int]] = []
        for node in 0..<nodeCount {
            let root = root(of: node)
            if places[root] < 0 {
                places[root] = components.count
                components.append([])
            }
            components[places[root]].append(node)
        }
        return components
    }

    /// Whether every edge has its opposite of the same weight and length.
    ///
    /// - Complexity: O(m log k) for k edges a node.
    public var isSymmetric: Bool { asymmetry == 0 && lengthsAreSymmetric }

    /// The largest |C[i][j] − C[j][i]| as a share of the largest |C[i][j]|: 0 for symmetric weights, 1 where the
    /// strongest connection has no opposite, up to 2; 0 without edges.
    ///
    /// - Complexity: O(m log k) for k edges a node.
    public var asymmetry: Double {
        let largest = weights.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return 0 }
        var difference = 0.0
        for target in 0..<nodeCount {
            for edge in edges(into: target) {
                difference = max(difference, abs(weights[edge] - weight(from: target, to: Int(sources[edge]))))
            }
        }
        return difference / largest
    }

    private var lengthsAreSymmetric: Bool {
        guard let lengths else { return true }
        return (0..<nodeCount).allSatisfy { target in
            edges(into: target).allSatisfy { position in
                edge(from: target, to: Int(sources[position])).map { lengths[$0] == lengths[position] } ?? false
            }
        }
    }
}
