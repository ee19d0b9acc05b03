import Benchmark
import Graphs
import IntegratedInformation

/// The exact search against the enumeration of every directed set partition that the tests hold it to, one thread each.
///
/// The list of partitions is made before the clock starts, so the ratio is the enumeration's best case.
func enumerationBenchmarks() {
    for count in [5, 6] {
        let network = ExcitatoryNetwork(dense: count)
        let subject = "phi_s on one thread, n = \(count)"
        Benchmark("\(subject): search") { _ in
            blackHole(try integrated(network, threads: 1))
        }
        Benchmark("\(subject): enumeration", configuration: .init(maxDuration: .seconds(5), maxIterations: 50)) {
            benchmark in
            blackHole(DirectedSetPartitions.distinct(units: count))
            let exact = try integrated(network, threads: 1)
            benchmark.startMeasurement()
            let listed = try EnumeratingReference.analyse(
                network.substrate(), state: network.state, units: network.units)
            benchmark.stopMeasurement()
            guard abs(listed.phi - exact) < 1e-9 else {
                throw UnexpectedResult(description: "the search found φ_s = \(exact), the enumeration \(listed.phi)")
            }
        }
    }
}
