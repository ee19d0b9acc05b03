import Foundation
import GeneratedInput
import Graphs
import Testing

@Suite("What is written of a connectome reads back as the same connectome")
struct ConnectomeRoundTripTests {
    @Test("with lengths, positions, name and source", arguments: [ConnectomeFormat.json, .yaml, .npz, .graphml])
    func whole(_ format: ConnectomeFormat) throws {
        var generator = SplitMix64(seed: 51)
        for _ in 0..<40 {
            let original = try GeneratedConnectomes.any(
                nodes: Int.random(in: 1...9, using: &generator), using: &generator)
            let bytes = try ConnectomeFile.encode(original, as: format)
            let back = try ConnectomeFile.parse(bytes, name: "again.\(format.rawValue)")
            if format == .npz || format == .yaml || format == .json || original.edgeCount > 0 {
                // Edges that are not there cannot say that they would have lengths.
                #expect(back == original || original.edgeCount == 0)
            }
            #expect(back.edgeList == original.edgeList && back.labels == original.labels)
            #expect(try ConnectomeFile.encode(back, as: format) == bytes)
            #expect(try ConnectomeFile.parse(bytes, name: "mystery") == back)
        }
    }

    @Test("weights and lengths apart", arguments: [ConnectomeFormat.csv, .tsv, .txt, .npy])
    func apart(_ format: ConnectomeFormat) throws {
        var generator = SplitMix64(seed: 52)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("claustrum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (weights, lengths) = ("\(folder.path)/w.\(format.rawValue)", "\(folder.path)/l.\(format.rawValue)")
        for _ in 0..<20 {
            let original = try GeneratedConnectomes.any(
                nodes: Int.random(in: 2...9, using: &generator), using: &generator)
            try Data(ConnectomeFile.encode(original, as: format)).write(to: URL(fileURLWithPath: weights))
            let tracts = try ConnectomeFile.encodeLengths(of: original, as: format)
            if let tracts { try Data(tracts).write(to: URL(fileURLWithPath: lengths)) }
            let back = try ConnectomeFile.read(weights, lengths: tracts == nil ? nil : lengths)
            #expect(back.edgeList == original.edgeList)
            if format == .csv || format == .tsv {
                #expect(back.labels == original.labels && back.name == original.name)
            }
        }
    }

    @Test("many edges are written as edges, and Codable keeps everything")
    func sparse() throws {
        let original = try Connectome.random(nodes: 300, edges: 1500, seed: 3, lengths: 10...100)
        for format in [ConnectomeFormat.json, .yaml, .graphml] {
            let bytes = try ConnectomeFile.encode(original, as: format)
            #expect(try ConnectomeFile.parse(bytes, name: "a.\(format.rawValue)") == original)
        }
        let coded = try JSONEncoder().encode(original)
        #expect(try JSONDecoder().decode(Connectome.self, from: coded) == original)
        let broken = String(decoding: coded, as: UTF8.self).replacingOccurrences(
            of: "\"rowStarts\":[0", with: "\"rowStarts\":[1")
        #expect(throws: GraphsError.self) { try JSONDecoder().decode(Connectome.self, from: Data(broken.utf8)) }
    }
}
