import Compute
import Foundation
import Graphs
import IntegratedInformation

/// Where a structure of the library and the enumerated one disagree; empty where they agree.
enum StructureAgreement {
    static func disagreements(_ fast: CauseEffectStructure, _ slow: EnumeratingStructure) -> [String] {
        var found = StructureInvariants.violations(of: fast)
        if fast.isFiltered != slow.isFiltered { found.append("filtered: \(fast.isFiltered)") }
        let mechanisms = fast.allDistinctions.map(\.mechanism)
        guard mechanisms == slow.allDistinctions.map(\.mechanism) else {
            return found + ["mechanisms \(mechanisms), reference \(slow.allDistinctions.map(\.mechanism))"]
        }
        for (a, b) in zip(fast.allDistinctions, slow.allDistinctions) {
            found += differences(a.cause, b.cause).map { "cause of \(a.mechanism): \($0)" }
            found += differences(a.effect, b.effect).map { "effect of \(a.mechanism): \($0)" }
            if a.isCongruent != b.isCongruent { found.append("congruence of \(a.mechanism): \(a.isCongruent)") }
        }
        func compare(_ name: String, _ value: Double, _ expected: Double) {
            if !Agreement.isClose(value, expected) { found.append("\(name): \(value), reference \(expected)") }
        }
        compare("Σφ_d", fast.sumPhiD, slow.sumPhiD)
        guard let relations = slow.relations else { return found }
        compare("Σφ_r", fast.relations.sumPhi.doubleValue, relations.sum)
        compare("Φ", fast.bigPhi.doubleValue, slow.sumPhiD + relations.sum)
        if fast.relations.count != Natural(UInt64(relations.count)) {
            found.append("\(fast.relations.count) relations, reference \(relations.count)")
        }
        return found
    }

    private static func differences(_ fast: IrreduciblePurview, _ slow: EnumeratingStructure.Side) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ name: String, _ value: Value, _ expected: Value) {
            if value != expected { found.append("\(name) \(value), reference \(expected)") }
        }
        if !Agreement.isClose(fast.phi, slow.phi) { found.append("φ \(fast.phi), reference \(slow.phi)") }
        compare("purview", fast.purview, slow.purview)
        compare("state", fast.state, slow.state)
        compare("tied purviews", fast.ties.purviews, slow.tiedPurviews.count)
        guard fast.purview == slow.purview, fast.state == slow.state else { return found }
        compare("tied states", fast.ties.states, slow.tiedStates)
        compare("tied partitions", fast.ties.partitions, slow.cuts.count)
        if !Agreement.isClose(fast.normalizedPhi, slow.normalizedPhi) {
            found.append("normalised φ \(fast.normalizedPhi), reference \(slow.normalizedPhi)")
        }
        // Any cut that attains the MIP will do, and so the very one where it is unique.
        if !slow.cuts.contains(StructureInvariants.connectionsKept(fast)) {
            found.append("partition \(fast.partition.parts) is no MIP")
        }
        return found
    }
}
