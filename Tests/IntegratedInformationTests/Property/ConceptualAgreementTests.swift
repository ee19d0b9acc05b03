import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Conceptual structures (IIT 3.0) agree with enumeration from the definitions")
struct ConceptualAgreementTests {
    private static let seed: UInt64 = 0x1173_0001

    private func mask(_ units: [Int], of system: [Int]) -> Int {
        units.reduce(0) { $0 | 1 << (system.firstIndex(of: $1) ?? 63) }
    }

    /// Every disagreement over one network; nil where its state cannot be reached with the background held.
    private func disagreements(_ network: GeneratedNetwork) throws -> [String]? {
        let fast: ConceptualStructure
        do {
            fast = try conceptualStructure(of: network.substrate, state: network.state, units: network.units)
        } catch is ConceptualStructureError {
            return nil
        }
        let reference = ConceptualReference(network.substrate, state: network.state, units: network.units)
        var found: [String] = []
        func compare(_ name: String, _ value: Double, _ expected: Double) {
            if abs(value - expected) > 1e-9 { found.append("\(name): \(value), reference \(expected)") }
        }
        let concepts: [ConceptualReference.Concept]
        if fast.reasons == [] {
            let slow = reference.outcome()
            compare("Φ", fast.phi, slow.phi)
            compare("CI", fast.conceptualInformation, slow.conceptualInformation)
            let cut = mask(fast.leastCut?.cut.from ?? [], of: network.units)
            if cut != slow.cuts.first { found.append("cut from \(cut), reference \(slow.cuts)") }
            if fast.leastCut?.ties != slow.cuts.count { found.append("cut ties, reference \(slow.cuts)") }
            let after = reference.cut(from: cut).concepts()
            compare("Σφ after the cut", fast.leastCut?.concepts.reduce(0) { $0 + $1.phi } ?? .nan, after.sum)
            concepts = slow.concepts
        } else {
            if fast.phi != 0 || fast.leastCut != nil { found.append("Φ although \(fast.reasons)") }
            concepts = reference.concepts()
        }
        let byMechanism = Dictionary(uniqueKeysWithValues: concepts.map { ($0.mechanism, $0) })
        if Set(fast.concepts.map { mask($0.mechanism, of: network.units) }) != Set(byMechanism.keys) {
            found.append("mechanisms \(fast.concepts.map(\.mechanism)), reference \(byMechanism.keys.sorted())")
        }
        for concept in fast.concepts {
            guard let slow = byMechanism[mask(concept.mechanism, of: network.units)] else { continue }
            for (side, expected) in [(concept.cause, slow.cause), (concept.effect, slow.effect)] {
                let name = "\(side.direction) of \(concept.mechanism)"
                compare(name, side.phi, expected.phi)
                if mask(side.purview, of: network.units) != expected.purview || side.ties.purviews != expected.ties {
                    found.append("\(name): \(side.purview) of \(side.ties), reference \(expected)")
                }
            }
        }
        return found
    }

    private func check(_ family: GeneratedNetwork.Family, units: Int, system: Int?, repetitions: Int) throws {
        let seed = Self.seed &+ UInt64(16 * units + (system ?? 0))
        var random = SplitMix64(seed: seed)
        for repetition in 0..<repetitions {
            let network = GeneratedNetwork(family, units: units, system: system, &random)
            let place: Comment = "seed \(seed), \(family), \(units) units, number \(repetition)"
            #expect(try disagreements(network) ?? [] == [], place)
        }
    }

    @Test("Networks of one and two units", arguments: GeneratedNetwork.Family.allCases)
    func small(family: GeneratedNetwork.Family) throws {
        try check(family, units: 1, system: nil, repetitions: 5)
        try check(family, units: 2, system: nil, repetitions: 40)
    }

    @Test("Networks of three units", arguments: GeneratedNetwork.Family.allCases)
    func three(family: GeneratedNetwork.Family) throws {
        try check(family, units: 3, system: nil, repetitions: 40)
    }

    @Test("Systems in a background", arguments: GeneratedNetwork.Family.allCases)
    func background(family: GeneratedNetwork.Family) throws {
        try check(family, units: 3, system: 2, repetitions: 15)
        try check(family, units: 4, system: 3, repetitions: 5)
    }

    @Test("A network of four units", arguments: [GeneratedNetwork.Family.dense, .sparseLogistic])
    func four(family: GeneratedNetwork.Family) throws {
        try check(family, units: 4, system: nil, repetitions: 1)
    }
}

extension [ConceptualReference.Concept] {
    fileprivate var sum: Double { reduce(0) { $0 + $1.phi } }
}
