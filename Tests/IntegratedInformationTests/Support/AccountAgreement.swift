import Graphs
import IntegratedInformation

/// Where an account and the enumerating reference disagree; empty where they agree.
enum AccountAgreement {
    static func disagreements(_ account: CausalAccount, in substrate: Substrate) -> [String] {
        account.directions.flatMap { direction in
            let reference = EnumeratingAccount(
                direction, of: substrate, before: account.before, after: account.after, sources: account.sources,
                targets: account.targets)
            let (own, other) =
                direction == .cause ? (account.targets, account.sources) : (account.sources, account.targets)
            let found = Dictionary(
                uniqueKeysWithValues: account.links(direction).map { (mask($0.occurrence, in: own), $0) })
            return (1..<max(1, 1 << own.count)).flatMap { occurrence in
                let place = "\(direction) of \(occurrence)"
                switch (found[occurrence], reference.link(of: occurrence)) {
                case (nil, nil): return [String]()
                case (let link?, let expected?):
                    return compare(link, expected, reference, own, other).map { "\(place): \($0)" }
                case (let link, let expected):
                    return ["\(place): \(String(describing: link)), reference \(String(describing: expected))"]
                }
            }
        }
    }

    private static func compare(
        _ link: CausalLink, _ expected: EnumeratingAccount.Link, _ reference: EnumeratingAccount, _ own: [Int],
        _ other: [Int]
    ) -> [String] {
        var problems: [String] = []
        if !Agreement.isClose(link.strength, expected.strength) {
            problems.append("α = \(link.strength), reference \(expected.strength)")
        }
        let sets = link.counterparts.map { mask($0.units, in: other) }
        if Set(sets) != Set(expected.counterparts.keys) || sets.count != expected.counterparts.count {
            problems.append("\(sets), reference \(expected.counterparts.keys.sorted())")
        }
        let occurrence = mask(link.occurrence, in: own)
        for (counterpart, set) in zip(link.counterparts, sets) {
            if let ratio = expected.counterparts[set], !Agreement.isClose(counterpart.ratio, ratio) {
                problems.append("ρ = \(counterpart.ratio), reference \(ratio)")
            }
            let parts = counterpart.partition.parts.map {
                JointPartitions.Part(mechanism: mask($0.mechanism, in: own), purview: mask($0.purview, in: other))
            }
            let isPartition =
                parts.reduce(0) { $0 + $1.mechanism } == occurrence && parts.reduce(0) { $0 + $1.purview } == set
                && !parts.contains { $0.mechanism == occurrence && $0.purview != 0 }
            if !isPartition { problems.append("\(parts) is no partition") }
            let loss = reference.loss(occurrence, set, parts)
            if !Agreement.isClose(loss, link.strength) {
                problems.append("\(parts) loses \(loss), not \(link.strength)")
            }
        }
        return problems
    }

    private static func mask(_ units: [Int], in side: [Int]) -> Int {
        side.enumerated().reduce(0) { units.contains($1.element) ? $0 | 1 << $1.offset : $0 }
    }
}
