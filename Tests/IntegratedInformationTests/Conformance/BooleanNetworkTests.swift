import Foundation
import Graphs
import IntegratedInformation
import Testing

/// The published Boolean models of `../shared/data/boolean`, with noise 0.05, in the first state of their first attractor.
@Suite(
    "Maximal complexes of published Boolean networks",
    .enabled(if: BooleanModels.files.count == 12, "skipped: ../shared/data/boolean is not beside the repository"))
struct BooleanNetworkTests {
    @Test("No candidate system has a greater φ_s than the maximal complex", arguments: BooleanModels.files)
    func maximalComplex(file: String) throws {
        let substrate = try NetworkFile.read(file, options: ImportOptions(noise: 0.05))
        let units = (0..<substrate.unitCount).filter { !substrate.background.contains($0) }
        #expect(units.count <= 12)
        let state = try #require(try substrate.attractors().first?.states.first)
        let found = try ComplexSearch(substrate: substrate, state: state).pooled(threads: 2)
        var greatest = 0.0
        for mask in 1..<(1 << units.count) {
            let candidate = units.indices.filter { mask >> $0 & 1 == 1 }.map { units[$0] }
            greatest = max(
                greatest, try systemIntegratedInformation(of: substrate, state: state, units: candidate).phi)
        }
        #expect((found.complexes.first?.phi ?? 0) == greatest)
        #expect(found.candidates == (1 << units.count) - 1)
        #expect(found.evaluated + found.ruledOutByConnectivity + found.ruledOutByBounds == found.candidates)
    }
}

private enum BooleanModels {
    static let files: [String] = {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = repository.deletingLastPathComponent().appendingPathComponent("shared/data/boolean").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".bnet") }.sorted().map { folder + "/" + $0 }
    }()
}
