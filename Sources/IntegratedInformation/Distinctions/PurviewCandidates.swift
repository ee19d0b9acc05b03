/// The purviews over which a mechanism can be irreducible, each with its specified states and what φ is at most.
struct PurviewCandidates {
    struct Candidate {
        let purview: Int
        /// In ibits.
        let bound: Double
        /// Its specified states among `states`.
        let first: Int
        let count: Int
    }

    private var open: [Candidate] = []
    /// Specified states: bits of the system's units, and the repertoire's probability.
    private(set) var states: [(state: Int, probability: Double)] = []

    /// Adds a purview whose states were added from `first` on, unless φ cannot exceed 0.
    mutating func add(_ purview: Int, bound: Double, statesFrom first: Int) {
        guard bound > equalityTolerance else {
            states.removeLast(states.count - first)
            return
        }
        if states.count - first > 1 { states[first...].sort { precedesLexicographically($0.state, $1.state) } }
        open.append(Candidate(purview: purview, bound: bound, first: first, count: states.count - first))
    }

    mutating func addState(_ state: Int, probability: Double) {
        states.append((state, probability))
    }

    /// Calls `body` on purviews by falling bound, while a bound reaches the floor that the last call returned.
    ///
    /// Only those that a good first purview leaves are sorted. Equal bounds are taken in the order they were added.
    func visit(_ body: (Candidate) -> Double) {
        guard let first = open.indices.max(by: { open[$0].bound < open[$1].bound }) else { return }
        var floor = body(open[first])
        var left = open.indices.filter { $0 != first && open[$0].bound >= floor }
        left.sort { open[$0].bound != open[$1].bound ? open[$0].bound > open[$1].bound : $0 < $1 }
        for index in left {
            if open[index].bound < floor { return }
            floor = body(open[index])
        }
    }
}
