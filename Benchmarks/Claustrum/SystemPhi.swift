import Analysis
import Benchmark
import Compute
import Foundation
import Graphs
import IntegratedInformation

/// Whole analyses, from weights to φ_s, on every core.
func systemPhiBenchmarks() {
    for count in [6, 8, 10, 12, 14, 16] {
        systemPhi(of: ExcitatoryNetwork(dense: count), subject: "phi_s, dense, n = \(count)")
    }
    for count in [8, 12, 16] {
        systemPhi(of: ExcitatoryNetwork(ring: count), subject: "phi_s, ring, n = \(count)")
    }
    for count in [18, 20] {
        systemPhi(of: ExcitatoryNetwork(dense: count), subject: "phi_s, dense, n = \(count) (large)", isLarge: true)
        systemPhi(of: ExcitatoryNetwork(ring: count), subject: "phi_s, ring, n = \(count) (large)", isLarge: true)
    }
}

/// A large network is analysed once and unwarmed: a cold start cannot be seen in seconds.
private func systemPhi(of network: ExcitatoryNetwork, subject: String, isLarge: Bool = false) {
    Benchmark(
        "\(subject): whole analysis",
        configuration: .init(warmupIterations: isLarge ? 0 : 1, maxIterations: isLarge ? 1 : 1_000)
    ) { _ in
        blackHole(try integrated(network, threads: ProcessInfo.processInfo.activeProcessorCount))
    }
}

/// φ_s of the whole network.
///
/// - Throws: `UnexpectedResult` where it is not above 0.
func integrated(_ network: ExcitatoryNetwork, threads: Int) throws -> Double {
    let analysis = try SystemPhiAnalysis(
        substrate: network.substrate(), state: network.state, units: network.units,
        limits: Limits(memoryBytes: 64 << 30))
    let result = try PoolExecutor(pool: ThreadPool(threads: threads)).run(analysis)
    guard result.phi > 1e-9 else {
        throw UnexpectedResult(description: "φ_s of \(network.weights.count) units is \(result.phi): not irreducible")
    }
    return result.phi
}

/// The maximal complex of a dense network over all its subsets, on every core.
func complexesBenchmarks() {
    let network = ExcitatoryNetwork(dense: 12)
    Benchmark(
        "complexes, n = 12: all subsets", configuration: .init(maxDuration: .seconds(10), maxIterations: 5)
    ) { _ in
        let search = try ComplexSearch(substrate: network.substrate(), state: network.state)
        let pool = ThreadPool(threads: ProcessInfo.processInfo.activeProcessorCount)
        let complexes = try PoolExecutor(pool: pool).run(search).complexes
        guard !complexes.isEmpty else { throw UnexpectedResult(description: "no complex among 12 coupled units") }
        blackHole(complexes)
    }
}
