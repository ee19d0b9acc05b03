import Graphs
import IntegratedInformation
import Testing

/// Published numbers of IIT 3.0.
@Suite("Published conceptual structures (IIT 3.0)")
struct ConceptualStructureTests {
    private func structure(_ substrate: Substrate, _ state: State, _ units: [Int]? = nil) throws -> ConceptualStructure
    {
        try conceptualStructure(of: substrate, state: state, units: units ?? Array(0..<substrate.unitCount))
    }

    private static func gates(_ rule: @escaping (Bool, Bool, Bool) -> [Bool]) -> Substrate {
        Substrate(units: 3) { unit, row in rule(row & 1 == 1, row & 2 == 2, row & 4 == 4)[unit] }
    }

    private func expect(_ concepts: [Concept], _ expected: [[Int]: Double], within tolerance: Double = 1e-9) {
        #expect(
            concepts.map(\.mechanism)
                == expected.keys.sorted {
                    $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
                })
        for concept in concepts {
            #expect(abs(concept.phi - (expected[concept.mechanism] ?? .nan)) < tolerance, "\(concept.mechanism)")
        }
    }

    /// Oizumi et al. 2014, Fig. 10–12: A = OR(B, C), B = AND(A, C), C = XOR(A, B). The cut severs A and B from C.
    @Test("Fig. 10–12 of Oizumi et al. 2014: OR, AND, XOR in state 100")
    func figure12() throws {
        let result = try structure(Self.gates { a, b, c in [b || c, a && c, a != b] }, State(1, 0, 0))
        #expect(abs(result.phi - 23.0 / 12) < 1e-9)
        #expect(abs(result.conceptualInformation - 19.0 / 9) < 1e-9)
        expect(
            result.concepts, [[0]: 1.0 / 6, [1]: 1.0 / 6, [2]: 0.25, [0, 1]: 0.25, [1, 2]: 1.0 / 3, [0, 1, 2]: 0.5])
        #expect(result.leastCut?.cut == UnidirectionalCut(from: [0, 1], to: [2]))
        #expect(result.leastCut?.ties == 1)
        #expect(result.reasons.isEmpty)
    }

    /// Fig. 6: the partitions of ABC over ABC. Fig. 8: the core cause of BC is AB, with 1/3.
    @Test("Fig. 6 and 8 of Oizumi et al. 2014: core causes and effects")
    func figure8() throws {
        let result = try structure(Self.gates { a, b, c in [b || c, a && c, a != b] }, State(1, 0, 0))
        let pair = try #require(result.concepts.first { $0.mechanism == [1, 2] })
        #expect(pair.cause.purview == [0, 1])
        #expect(abs(pair.cause.phi - 1.0 / 3) < 1e-9)
        let whole = try #require(result.concepts.first { $0.mechanism == [0, 1, 2] })
        #expect(whole.cause.purview == [0, 1, 2])
        #expect(abs(whole.cause.phi - 0.5) < 1e-9)
        #expect(whole.cause.repertoire.count == 8)
        #expect(abs(whole.cause.repertoire.reduce(0, +) - 1) < 1e-12)
    }

    /// The first example in the documentation of Mayner et al. 2018, PLoS Comput Biol 14(7): e1006343.
    @Test("OR, COPY, XOR in state 100: Φ = 2.3125, conceptual information 2.8125")
    func copyNetwork() throws {
        let result = try structure(Self.gates { a, b, c in [b || c, c, a != b] }, State(1, 0, 0))
        #expect(abs(result.phi - 2.3125) < 1e-9)
        #expect(abs(result.conceptualInformation - 2.8125) < 1e-9)
        expect(result.concepts, [[1]: 0.25, [2]: 0.5, [0, 1]: 1.0 / 3, [0, 1, 2]: 0.5])
        let cut = try #require(result.leastCut)
        #expect(cut.cut == UnidirectionalCut(from: [1, 2], to: [0]))
        #expect(cut.concepts.map(\.phi) == [0.5])
    }

    /// Mayner et al. 2018, accompanying example: three XOR units, all off.
    @Test("Three XOR units: Φ = 1.875 and the three pairs")
    func exclusiveOrs() throws {
        let result = try structure(Self.gates { a, b, c in [b != c, a != c, a != b] }, State(0, 0, 0))
        #expect(abs(result.phi - 1.875) < 1e-9)
        expect(result.concepts, [[0, 1]: 0.5, [0, 2]: 0.5, [1, 2]: 0.5])
        let first = try #require(result.concepts.first?.cause)
        #expect(first.purview == [0, 1, 2])
        #expect(first.repertoire == [0.5, 0, 0, 0, 0, 0, 0, 0.5])
    }

    /// A noisy version of OR, COPY, XOR whose values the tests of Mayner et al.'s implementation give, rounded at 10⁻⁶ at
    /// every step, hence 10⁻⁵.
    @Test("A noisy network of three units")
    func noisy() throws {
        let rows: [[Double]] = [
            [0, 0, 0], [0, 0, 0.8], [0.7, 0, 1], [1, 0, 0], [0.2, 0.8, 0], [1, 1, 1], [1, 1, 0.3], [0.1, 1, 0],
        ]
        let result = try structure(Substrate(units: 3) { rows[$1][$0] }, State(1, 0, 0))
        #expect(abs(result.phi - 1.928592) < 1e-5)
        expect(
            result.concepts,
            [
                [0]: 0.0625, [1]: 0.2, [2]: 0.316326, [0, 1]: 0.319047, [0, 2]: 0.0125, [1, 2]: 0.263847,
                [0, 1, 2]: 0.35,
            ], within: 2e-6)
        let cut = try #require(result.leastCut)
        #expect(cut.cut == UnidirectionalCut(from: [1, 2], to: [0]))
        #expect(cut.concepts.count == 7)
        #expect(abs(cut.concepts.reduce(0) { $0 + $1.phi } - 0.504906) < 1e-5)
    }

    /// Five units in a ring, the same source: its values are rounded at 10⁻⁶ at every step, and a sum of 17 distances of
    /// rounded masses carries the error to 10⁻⁴.
    @Test("A network of five units, and its first four")
    func fiveUnits() throws {
        let rows = [
            "00000", "00000", "00000", "00110", "00000", "00010", "00011", "00111", "00000", "01000", "00001", "01111",
            "10001", "11011", "10011", "11111", "00000", "01100", "00100", "01110", "10000", "11110", "10111", "11111",
            "11000", "11100", "11101", "11111", "11001", "11111", "11111", "11111",
        ].map { Array($0.utf8).map { Double($0 - 48) } }
        let substrate = Substrate(units: 5) { rows[$1][$0] }
        let result = try structure(substrate, State(1, 1, 1, 1, 1))
        #expect(abs(result.phi - 10.729491) < 2e-4)
        #expect(result.concepts.count == 30)
        for concept in result.concepts {
            let expected: Double
            switch concept.mechanism.count {
            case 1: expected = 0.25
            case 2: expected = 0.2
            case 3:
                let isRun = [[0, 1, 2], [1, 2, 3], [2, 3, 4], [0, 3, 4], [0, 1, 4]].contains(concept.mechanism)
                expected = isRun ? 0.2 : 0.257143
            default: expected = 0.185709
            }
            #expect(abs(concept.phi - expected) < 1e-5, "\(concept.mechanism)")
        }
        let cut = try #require(result.leastCut)
        #expect(cut.cut == UnidirectionalCut(from: [2, 4], to: [0, 1, 3]))
        #expect(cut.concepts.count == 17)
        #expect(abs(cut.concepts.reduce(0) { $0 + $1.phi } - 3.564909) < 1e-5)

        let four = try structure(substrate, State(1, 1, 1, 1, 1), [0, 1, 2, 3])
        #expect(abs(four.phi - 0.366389) < 2e-6)
        expect(
            four.concepts,
            [[0]: 1.0 / 6, [1]: 1.0 / 6, [2]: 1.0 / 6, [3]: 0.25, [0, 1]: 2.0 / 15, [1, 2]: 2.0 / 15])
        #expect(four.leastCut?.cut == UnidirectionalCut(from: [1, 3], to: [0, 2]))
    }
}
