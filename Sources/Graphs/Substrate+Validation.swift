/// What there is to say of a network before anything is computed.
public struct ValidationReport: Hashable, Sendable {
    public var unitCount: Int
    /// Ordered pairs (i, j), i = j included, where i feeds j.
    public var connectionCount: Int
    /// `connectionCount` over n².
    public var density: Double
    public var isStronglyConnected: Bool
    /// The strongly connected components of two units or more, or of one that feeds itself, each ascending, in order of
    /// their first unit.
    public var recurrentComponents: [[Int]]
    /// Whether every probability is 0 or 1.
    public var isDeterministic: Bool
    /// The units that feed themselves, ascending.
    public var selfConnected: [Int]
    /// Units that no other unit feeds, and units that feed no other, ascending.
    public var sources: [Int]
    public var sinks: [Int]
    /// Pairs (from, to) that the TPM depends on but the connectivity lacks.
    public var undeclaredConnections: [[Int]]
    /// Pairs (from, to) that the connectivity has but on which the TPM never depends.
    public var idleConnections: [[Int]]
    /// Whether the given state can be reached; nil without a state.
    public var stateIsReachable: Bool?
    /// Sentences for people: what will make φ_s zero, and what looks like a mistake.
    public var hints: [String]
}

extension Substrate {
    /// The network's size, structure and peculiarities.
    ///
    /// - Complexity: O(n² · 2ⁿ) at worst.
    public func validationReport() -> ValidationReport {
        let everything: UInt64 = unitCount == 64 ? .max : (1 << UInt64(unitCount)) - 1
        let dependence = Connectivity(dependenceOf: transitions)
        let pairs = (0..<unitCount).flatMap { from in (0..<unitCount).map { (from, $0) } }
        let connections = pairs.filter { connectivity.feeds($0, $1) }
        let units = Array(0..<unitCount)
        var report = ValidationReport(
            unitCount: unitCount, connectionCount: connections.count,
            density: Double(connections.count) / Double(max(1, unitCount * unitCount)),
            isStronglyConnected: connectivity.isStronglyConnected(units: everything),
            recurrentComponents: connectivity.recurrentComponents,
            isDeterministic: transitions.columns.allSatisfy { $0 == 0 || $0 == 1 },
            selfConnected: units.filter { connectivity.feeds($0, $0) },
            sources: units.filter { connectivity.inputs[$0] & ~(1 << UInt64($0)) == 0 },
            sinks: units.filter { unit in !connections.contains { $0.0 == unit && $0.1 != unit } },
            undeclaredConnections: pairs.filter { dependence.feeds($0, $1) && !connectivity.feeds($0, $1) }
                .map { [$0, $1] },
            idleConnections: connections.filter { !dependence.feeds($0, $1) }.map { [$0, $1] },
            stateIsReachable: state.map { isReachable($0) }, hints: [])
        report.hints = hints(report)
        return report
    }

    private func hints(_ report: ValidationReport) -> [String] {
        func names(_ units: [Int]) -> String { units.map { labels[$0] }.joined(separator: ", ") }
        func arrows(_ pairs: [[Int]]) -> String {
            pairs.prefix(8).map { "\(labels[$0[0]]) → \(labels[$0[1]])" }.joined(separator: ", ")
                + (pairs.count > 8 ? " and \(pairs.count - 8) more" : "")
        }
        var hints: [String] = []
        if !report.isStronglyConnected {
            let parts = report.recurrentComponents.map { "{\(names($0))}" }.joined(separator: ", ")
            hints.append(
                "The network is not strongly connected, so φ_s of the whole is 0; complexes can lie only within "
                    + (parts.isEmpty ? "nothing: no unit takes part in a loop." : "\(parts)."))
        }
        if unitCount == 1 && report.selfConnected.isEmpty {
            hints.append("A single unit that does not feed itself has φ_s = 0.")
        }
        if unitCount > 1 && !report.sources.isEmpty { hints.append("No other unit feeds \(names(report.sources)).") }
        if unitCount > 1 && !report.sinks.isEmpty { hints.append("These feed no other unit: \(names(report.sinks)).") }
        if !report.undeclaredConnections.isEmpty {
            hints.append(
                "The TPM depends on connections that the connectivity lacks: \(arrows(report.undeclaredConnections)).")
        }
        if !report.idleConnections.isEmpty {
            hints.append("These connections never change a probability: \(arrows(report.idleConnections)).")
        }
        if report.stateIsReachable == false {
            hints.append("No state leads to the given state, so it has no cause: the analysis of it is refused.")
        }
        if !background.isEmpty { hints.append("Background by default (free inputs): \(names(background)).") }
        return hints
    }
}

extension Connectivity {
    /// The strongly connected components that contain a loop, each ascending, in order of their first unit.
    ///
    /// - Complexity: O(n³) from the transitive closure.
    var recurrentComponents: [[Int]] {
        // reaches[i]: the units that i reaches in one step or more.
        var reaches = (0..<unitCount).map { from in
            (0..<unitCount).reduce(UInt64(0)) { feeds(from, $1) ? $0 | 1 << UInt64($1) : $0 }
        }
        for middle in 0..<unitCount {
            for from in 0..<unitCount where reaches[from] >> UInt64(middle) & 1 == 1 {
                reaches[from] |= reaches[middle]
            }
        }
        var assigned: UInt64 = 0
        var components: [[Int]] = []
        for unit in 0..<unitCount where assigned >> UInt64(unit) & 1 == 0 && reaches[unit] >> UInt64(unit) & 1 == 1 {
            let members = (0..<unitCount).filter {
                reaches[unit] >> UInt64($0) & 1 == 1 && reaches[$0] >> UInt64(unit) & 1 == 1
            }
            components.append(members)
            assigned |= members.reduce(0) { $0 | 1 << UInt64($1) }
        }
        return components
    }
}
