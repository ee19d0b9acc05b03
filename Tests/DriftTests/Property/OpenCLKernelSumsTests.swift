import Analysis
import Compute
import Drift
import Testing

/// The mean discrepancy on an OpenCL device is the processor's but for the order of summation.
@Suite(.enabled(if: openCLDoubleDevice != nil, "no OpenCL device in double precision here"))
struct OpenCLKernelSumsTests {
    @Test(arguments: [
        (rows: 5, others: 7, columns: 1, permutations: 40, widths: [1.0]),
        (rows: 100, others: 161, columns: 19, permutations: 300, widths: [3.0]),
        (rows: 400, others: 200, columns: 5, permutations: 20, widths: [0.5, 2]),
    ])
    func statisticsAgree(rows: Int, others: Int, columns: Int, permutations: Int, widths: [Double]) throws {
        let x = try GeneratedSample.normal(rows: rows, columns: columns, seed: 1)
        let y = try GeneratedSample.normal(rows: others, columns: columns, shift: 0.2, seed: 2)
        let method = try MaximumMeanDiscrepancy(bandwidth: .widths(widths), permutations: permutations, seed: 3)
        let here = try method.outcome(reference: x, sample: y)
        let device = Device.opencl(try #require(openCLDoubleDevice))
        let there = try method.outcome(reference: x, sample: y, in: RunContext(device: device))
        #expect(abs(here.result.statistic - there.result.statistic) < 1e-13)
        #expect(here.result.pValue == there.result.pValue)
        #expect(here.permutedStatistics.count == there.permutedStatistics.count)
        for (one, other) in zip(here.permutedStatistics, there.permutedStatistics) {
            #expect(abs(one - other) < 1e-13)
        }
    }

    @Test func theProfileHasTheKernels() throws {
        let x = try GeneratedSample.normal(rows: 40, columns: 2, seed: 7)
        let device = Device.opencl(try #require(openCLDoubleDevice))
        let profile = Profile()
        _ = try MaximumMeanDiscrepancy(permutations: 9).test(
            reference: x, sample: x, in: RunContext(device: device, profile: profile))
        #expect(profile.record(of: device).regions.contains { $0.name.contains("kernel_sums") })
    }

    @Test func anyNumberOfThreadsGivesTheSameBits() throws {
        let x = try GeneratedSample.normal(rows: 150, columns: 4, seed: 4)
        let y = try GeneratedSample.normal(rows: 190, columns: 4, scale: 1.3, seed: 5)
        let device = Device.opencl(try #require(openCLDoubleDevice))
        let method = try MaximumMeanDiscrepancy(bandwidth: .median, permutations: 30, seed: 6, tileRows: 64)
        let results = try [1, 2, 3].map { threads in
            try method.outcome(
                reference: x, sample: y, in: RunContext(pool: ThreadPool(threads: threads), device: device)
            ).permutedStatistics
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }
}

/// The first OpenCL device in double precision; nil, with a line that says so, where there is none.
let openCLDoubleDevice: OpenCLDevice? = {
    let found = (try? OpenCLDevice.all().first { $0.hasDoublePrecision }) ?? nil
    if found == nil { print("skipped: there is no OpenCL device with double precision here") }
    return found
}()
