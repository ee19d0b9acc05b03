/// A directed set partition (Albantakis et al. 2023, Eq. 14–16): parts of a system, each with its inputs from the
/// rest cut, its outputs to the rest cut, or both. Two that cut the same connections are the same partition.
public struct DirectedPartition: Hashable, Sendable {
    public enum Cut: String, Sendable, Codable {
        case inputs, outputs, both
    }

    public struct Part: Hashable, Sendable {
        /// Positions in the candidate system's ascending unit list.
        public let units: [Int]
        /// Which of the part's connections to and from the rest of the system are cut, every one of them.
        public let cuts: Cut

        public init(units: [Int], cuts: Cut) {
            self.units = units
            self.cuts = cuts
        }
    }

    /// `cutInputs[i]` has bit `j` set where the connection from unit `j` to unit `i` is cut (positions in the system).
    public let cutInputs: [UInt64]
    /// The parts, ordered by their first unit. Between two parts at least one direction is cut, inside one none.
    /// For a single unit whose self-connection is cut: that unit, both.
    public let parts: [Part]

    /// The number of connections cut, counting every ordered pair of units, connected or not.
    public var connectionsCut: Int { cutInputs.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// `matrix[i][j]` = 1 where the connection from unit `i` to unit `j` is cut.
    public var cutMatrix: [[Int]] {
        cutInputs.indices.map { source in cutInputs.map { Int($0 >> UInt64(source) & 1) } }
    }

    /// The partition that cuts `cutInputs`. Its parts follow from it: two units share a part exactly where neither of
    /// the connections between them is cut.
    ///
    /// - Complexity: O(n²).
    public init(cutInputs: [UInt64]) {
        self.cutInputs = cutInputs
        let count = cutInputs.count
        let everything: UInt64 = count == 64 ? .max : (1 << UInt64(count)) - 1
        var unassigned = everything
        var parts: [Part] = []
        while unassigned != 0 {
            let first = unassigned.trailingZeroBitCount
            var members: [Int] = []
            for unit in first..<count where unassigned >> UInt64(unit) & 1 == 1 {
                if cutInputs[first] >> UInt64(unit) & 1 == 0 && cutInputs[unit] >> UInt64(first) & 1 == 0 {
                    members.append(unit)
                }
            }
            if members.isEmpty { members = [first] }
            let mask = members.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
            let rest = everything & ~mask
            let inputsCut = cutInputs[first] & rest == rest
            let outputsCut = (0..<count).allSatisfy { rest >> UInt64($0) & 1 == 0 || cutInputs[$0] & mask == mask }
            parts.append(Part(units: members, cuts: inputsCut && outputsCut ? .both : inputsCut ? .inputs : .outputs))
            unassigned &= ~mask
        }
        self.parts = parts
    }
}
