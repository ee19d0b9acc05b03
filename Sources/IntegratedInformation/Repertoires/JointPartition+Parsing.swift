public import Graphs

extension JointPartition {
    /// The joint partition of a mechanism and a purview that `parts` make.
    ///
    /// Parts that keep no connection are put together, as they cut the same.
    ///
    /// - Parameters:
    ///   - parts: unit indices in `substrate`, in any order.
    ///   - mechanism: unit indices in `substrate`.
    ///   - purview: unit indices in `substrate`.
    /// - Throws: `RepertoireError` where the parts do not divide the mechanism and the purview, each unit once, or leave
    ///   the whole mechanism in one part with purview units (Albantakis et al. 2023, Eq. 36–37).
    /// - Complexity: O(units²).
    public init(
        parts: [Part], of mechanism: [Int], over purview: [Int], in substrate: Substrate
    ) throws(RepertoireError) {
        let sides = [("mechanism", mechanism, parts.map(\.mechanism)), ("purview", purview, parts.map(\.purview))]
        for (name, whole, pieces) in sides {
            var seen: Set<Int> = []
            for unit in pieces.flatMap({ $0 }) {
                guard whole.contains(unit) else {
                    let label = substrate.labels.indices.contains(unit) ? substrate.labels[unit] : "\(unit)"
                    throw .partUnit(unit: label, problem: "has on its \(name)'s side")
                }
                guard seen.insert(unit).inserted else {
                    throw .partUnit(unit: substrate.labels[unit], problem: "has in two parts")
                }
            }
            let missing = whole.filter { !seen.contains($0) }
            guard missing.isEmpty else {
                throw .unassigned(units: missing.map { substrate.labels[$0] }, of: name)
            }
        }
        let keeping = parts.filter { !$0.mechanism.isEmpty && !$0.purview.isEmpty }
        guard !keeping.contains(where: { $0.mechanism.count == mechanism.count }) else { throw .undivided }
        var normal = keeping.map { Part(mechanism: $0.mechanism.sorted(), purview: $0.purview.sorted()) }
        let silent = parts.filter(\.purview.isEmpty).flatMap(\.mechanism).sorted()
        if !silent.isEmpty { normal.append(Part(mechanism: silent, purview: [])) }
        normal.sort { ($0.mechanism.first ?? 0) < ($1.mechanism.first ?? 0) }
        let cut = parts.filter(\.mechanism.isEmpty).flatMap(\.purview).sorted()
        if !cut.isEmpty { normal.append(Part(mechanism: [], purview: cut)) }
        self.init(parts: normal)
    }

    /// The joint partition that a text gives: parts separated by bars, in each the mechanism's units before a slash and
    /// the purview's behind it, by label or index with commas between. Nothing, or `∅`, is the empty set: `A/C|B/`.
    ///
    /// - Throws: `RepertoireError` as the other initialiser and for a part without its one slash, `GraphsError` for a unit
    ///   that the substrate does not have.
    /// - Complexity: O(length of `text` · units).
    public init(parsing text: String, of mechanism: [Int], over purview: [Int], in substrate: Substrate) throws {
        let parts = try text.split(separator: "|", omittingEmptySubsequences: false).map { part in
            let sides = part.split(separator: "/", omittingEmptySubsequences: false)
            guard sides.count == 2 else { throw RepertoireError.partSyntax(String(part.prefix(80))) }
            return Part(
                mechanism: try substrate.parseUnitSet(String(sides[0])),
                purview: try substrate.parseUnitSet(String(sides[1])))
        }
        try self.init(parts: parts, of: mechanism, over: purview, in: substrate)
    }
}

extension Substrate {
    /// As `parseUnits`, where nothing, blanks or `∅` are the empty set.
    ///
    /// - Throws: as `parseUnits`.
    /// - Complexity: as `parseUnits`.
    public func parseUnitSet(_ text: String) throws -> [Int] {
        text.allSatisfy({ $0 == " " || $0 == "∅" }) ? [] : try parseUnits(text)
    }
}
