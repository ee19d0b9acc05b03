internal import Graphs
internal import IntegratedInformation

/// How units and their states are written in the short space of a table.
///
/// Where every unit of the system has a capital letter for a label, a state is the letter's case, as in the paper: `aB`
/// is A off and B on. Else a state is `A=0 B=1`.
struct StructureNotation {
    /// Whether the case of a letter is its unit's state.
    let usesCase: Bool
    private let labels: [String]

    init(_ structure: StructureRecord) {
        labels = structure.labels.map(\.printable)
        usesCase = structure.labels(of: structure.structure.system.units).allSatisfy(Self.isCapital)
    }

    /// Units without a state. Those of the empty set are `∅`.
    func units(_ units: [Int]) -> String {
        units.isEmpty ? "∅" : units.map { labels[$0] }.joined(separator: usesCase ? "" : " ")
    }

    /// Units in their state.
    func units(_ units: [Int], in state: State) -> String {
        pairs(units.indices.map { UnitState(unit: units[$0], state: state[$0]) })
    }

    /// Units in states.
    func pairs(_ pairs: [UnitState]) -> String {
        pairs.map { pair in
            guard usesCase else { return "\(labels[pair.unit])=\(pair.state)" }
            return pair.state == 1 ? labels[pair.unit] : labels[pair.unit].lowercased()
        }.joined(separator: usesCase ? "" : " ")
    }

    /// A mechanism: in its current state where case tells it, else without.
    func mechanism(_ distinction: Distinction) -> String {
        usesCase ? units(distinction.mechanism, in: distinction.state) : units(distinction.mechanism)
    }

    /// The parts of a partition, mechanism units over purview units: `A/b × C/∅`.
    func partition(of side: IrreduciblePurview, in distinction: Distinction) -> String {
        side.partition.parts.map { part in
            let mechanism = self.part(part.mechanism, among: distinction.mechanism, distinction.state)
            return mechanism + "/" + self.part(part.purview, among: side.purview, side.state)
        }.joined(separator: " × ")
    }

    /// The units of a part, in their state where case tells it: those of `units`, which are in `state`, that it holds.
    func part(_ part: [Int], among units: [Int], _ state: State) -> String {
        guard usesCase, !part.isEmpty else { return self.units(part) }
        return pairs(
            units.indices.filter { part.contains(units[$0]) }.map { UnitState(unit: units[$0], state: state[$0]) })
    }

    private static func isCapital(_ label: String) -> Bool {
        guard let letter = label.first, label.count == 1 else { return false }
        let small = letter.lowercased()
        return letter.isUppercase && small.count == 1 && small != label
    }
}
