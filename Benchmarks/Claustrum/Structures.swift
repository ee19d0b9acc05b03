import Analysis
import Benchmark
import Compute
import Foundation
import Graphs
import IntegratedInformation

/// Whole cause–effect structures, from weights to Φ, on every core.
func structureBenchmarks() {
    for count in [5, 6, 7, 8, 9, 10] {
        structure(of: ExcitatoryNetwork(dense: count), subject: "structure, dense, n = \(count)")
    }
    structure(of: ExcitatoryNetwork(dense: 12), subject: "structure, dense, n = 12 (large)", isLarge: true)
    for count in [8, 12] {
        structure(of: ExcitatoryNetwork(neighbours: count), subject: "structure, two neighbours, n = \(count)")
    }
    structure(
        of: ExcitatoryNetwork(neighbours: 16), subject: "structure, two neighbours, n = 16 (large)", isLarge: true)
    // The reference that counts every joint partition is the test suite's.
    let four = ExcitatoryNetwork(dense: 4)
    Benchmark("structure on one thread, n = 4: search") { _ in
        blackHole(try structured(four, threads: 1))
    }
    Benchmark("structure on one thread, n = 4: enumeration", configuration: .init(maxIterations: 20)) { benchmark in
        let exact = try structured(four, threads: 1)
        benchmark.startMeasurement()
        let listed = try EnumeratingStructure(four.substrate(), state: four.state, units: four.units)
        benchmark.stopMeasurement()
        guard abs(listed.sumPhiD - exact.sumPhiD) < 1e-9 else {
            throw UnexpectedResult(
                description: "the search found Σφ_d = \(exact.sumPhiD), the enumeration \(listed.sumPhiD)")
        }
    }
}

private func structure(of network: ExcitatoryNetwork, subject: String, isLarge: Bool = false) {
    Benchmark(
        "\(subject): whole analysis",
        configuration: .init(
            warmupIterations: isLarge ? 0 : 1, maxDuration: .seconds(10), maxIterations: isLarge ? 1 : 100)
    ) { _ in
        blackHole(try structured(network, threads: ProcessInfo.processInfo.activeProcessorCount))
    }
}

/// The structure of the whole network.
///
/// - Throws: `UnexpectedResult` where the system is reducible or has hardly a distinction: an easier problem.
private func structured(_ network: ExcitatoryNetwork, threads: Int) throws -> CauseEffectStructure {
    let analysis = try StructureAnalysis(
        substrate: network.substrate(), state: network.state, units: network.units)
    let result = try PoolExecutor(pool: ThreadPool(threads: threads)).run(analysis)
    guard result.system.phi > 1e-9, result.distinctions.count >= network.weights.count else {
        throw UnexpectedResult(
            description: "\(network.weights.count) units have φ_s = \(result.system.phi) and "
                + "\(result.distinctions.count) distinctions")
    }
    return result
}
