import Compute
import Foundation
import GeneratedInput
import Graphs
import Testing

/// Valid files with bytes flipped, cut off, doubled, inserted and exchanged: each mutant is read, or refused with a
/// message and exit status 65, and never crashes.
@Suite("Mutated files are read or refused")
struct ParserFuzzTests {
    private static let mutants = 4000
    private static let seed: UInt64 = 0xC1A5_7203

    private func originals(_ format: NetworkFormat) throws -> [[UInt8]] {
        var generator = SplitMix64(seed: Self.seed)
        let logistic = GeneratedNetworks.logistic(units: 3, density: 0.8, using: &generator)
        let probabilistic = GeneratedNetworks.probabilistic(units: 2, using: &generator)
        let boolean = GeneratedNetworks.boolean(units: 4, using: &generator)
        let mechanisms = """
            {"name": "m\\u00e9", "noise": 0.01, "slope": 2.5e0, "state": [1, 0, true, false, 1], "background": ["E"], "mechanisms": {
            "A": "B & !(C | ~E) || 0", "B": {"type": "logistic", "weights": {"A": -0.5, "C": 1}, "bias": 1e-3},
            "C": {"type": "threshold", "weights": [1, -1, 0, 0, 2], "threshold": 0.5, "tie": "hold"},
            "D": {"type": "table", "inputs": ["A", "D"], "probabilities": [0, 0.25, 0.5, 1]}, "E": "input"}}
            """
        let yaml = """
            # mechanisms
            name: &n "m"
            labels: [A, B, C]
            mechanisms:
              - {type: majority, inputs: [A, B, C]}
              - type: xor
                inputs:
                  - A
                  - 2
              - "!A & (B | C)"
            source: *n
            """
        let bnet = "targets, factors # x\nA, !(B & C) | A\nB, not A or D\nC, ((A)) & 1\n"
        switch format {
        case .json:
            return try [logistic, probabilistic].map { try NetworkFile.encode($0, as: .json) } + [
                Array(mechanisms.utf8)
            ]
        case .yaml:
            return try [logistic, probabilistic].map { try NetworkFile.encode($0, as: .yaml) } + [Array(yaml.utf8)]
        case .bnet: return [try NetworkFile.encode(boolean, as: .bnet), Array(bnet.utf8)]
        case .csv: return [try NetworkFile.encode(logistic, as: .csv), Array("0,1\n-1.5e0,0\n".utf8)]
        case .tsv: return [try NetworkFile.encode(logistic, as: .tsv), Array("a\tb\n0\t1\n-1.5e0\t0\n".utf8)]
        case .npy: return try [probabilistic, boolean].map { try NetworkFile.encode($0, as: .npy) }
        case .graphml:
            let bare = """
                <graphml><key id="w" for="edge" attr.name="weight"><default>2</default></key><graph>
                <node id="a"/><!-- b --><edge source="a" target="a"><data key="w">-1</data></edge></graph></graphml>
                """
            return [try NetworkFile.encode(logistic, as: .graphml), Array(bare.utf8)]
        }
    }

    private func mutated(_ original: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...24, using: &generator))
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes.removeLast(bytes.count - place)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 4: bytes.removeSubrange(place..<end)
            case 5:
                let marks = Array("[]{}(),:;\"'!&|#\n\r\t-+.eE019*?<>%@\\".utf8)
                bytes.insert(marks[Int.random(in: 0..<marks.count, using: &generator)], at: place)
            case 6:
                let words = [
                    "1e400", "-0", "nan", ".inf", "null", "true", "1e-320", "\u{FEFF}", "\\ud800",
                    "99999999999999999999",
                ]
                bytes.insert(
                    contentsOf: Array(words[Int.random(in: 0..<words.count, using: &generator)].utf8), at: place)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
            }
        }
        return bytes
    }

    @Test(arguments: NetworkFormat.allCases)
    func everyMutantIsReadOrRefused(_ format: NetworkFormat) throws {
        let originals = try originals(format)
        for original in originals {
            #expect(throws: Never.self) { try NetworkFile.parse(original, name: "f", options: .init(format: format)) }
        }
        var refused = 0
        for index in 0..<Self.mutants {
            let seed = Self.seed &+ UInt64(index)
            var generator = SplitMix64(seed: seed)
            let bytes = mutated(originals[index % originals.count], &generator)
            do {
                let network = try NetworkFile.parse(bytes, name: "f", options: ImportOptions(format: format))
                #expect(network.transitions.columns.allSatisfy { (0...1).contains($0) }, "seed \(seed)")
            } catch {
                refused += 1
                let coded = try #require(error as? any CodedError, "seed \(seed): \(error)")
                #expect(coded.exitStatus == .badData && coded.message.hasPrefix("f"), "seed \(seed): \(coded.message)")
            }
        }
        #expect(refused > Self.mutants / 10)
    }

    /// Shapes that the bytes cannot hold, those with a side of 0 and another that would fill the memory included.
    @Test func everyShapeOfAMatrixIsReadOrRefused() throws {
        func array(_ shape: String, _ bytes: Int) -> [UInt8] {
            let header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }\n"
            return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
                + [UInt8](repeating: 0, count: bytes)
        }
        #expect(try ConnectomeFile.matrix(in: array("(2, 3)", 48), name: "f.npy").rows == [[0, 0, 0], [0, 0, 0]])
        let sides = ["0", "1", "2", "3", "65537", "4294967296", "99999999999", "9223372036854775807", "1e3", "-1"]
        for rows in sides {
            for columns in sides {
                for bytes in [0, 8, 48] {
                    do {
                        let matrix = try ConnectomeFile.matrix(in: array("(\(rows), \(columns))", bytes), name: "f.npy")
                        #expect(matrix.rows.count <= 200, "\(rows) x \(columns)")
                    } catch {
                        #expect((error as? any CodedError)?.exitStatus == .badData, "\(rows) x \(columns): \(error)")
                    }
                }
            }
        }
    }

    @Test func everyContentIsRecognisedOrRefused() {
        for index in 0..<Self.mutants {
            var generator = SplitMix64(seed: Self.seed &+ UInt64(index))
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Array("{}[]\",: \n\tAtargetsfactors01.-#é".utf8).randomElement(using: &generator) ?? 0
            }
            do { _ = try NetworkFile.parse(bytes, name: "f") } catch {
                #expect((error as? any CodedError)?.exitStatus == .badData, "seed \(Self.seed) + \(index): \(error)")
            }
        }
    }
}
