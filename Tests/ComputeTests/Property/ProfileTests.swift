import Compute
import Foundation
import Kernels
import Testing

@Suite struct ProfileTests {
    private let peak = DevicePeak(
        bytesPerSecond: 100e9, singleOperationsPerSecond: 80e9, doubleOperationsPerSecond: 40e9, isFused: false)

    @Test func ratesAreAmountsOverTime() throws {
        let profile = Profile()
        profile.add("small", seconds: 0.5)
        for _ in 0..<4 {
            profile.add("step", seconds: 0.5, work: DeclaredWork(bytes: 25e9, operations: 10e9))
        }
        profile.add("single", seconds: 1, work: DeclaredWork(operations: 20e9, isSinglePrecision: true))
        let record = profile.record(of: .cpu, peak: peak)
        #expect(record.regions.map(\.name) == ["step", "single", "small"])
        let step = record.regions[0]
        #expect(step.launches == 4 && step.seconds == 2)
        #expect(step.bytesPerSecond == 50e9 && step.shareOfBandwidth == 0.5)
        #expect(step.operationsPerSecond == 20e9 && step.shareOfOperations == 0.5)
        #expect(record.regions[1].shareOfOperations == 0.25)
        #expect(record.regions[1].bytesPerSecond == nil && record.regions[1].shareOfBandwidth == nil)
        #expect(record.regions[2].operationsPerSecond == nil)
        #expect(profile.record(of: .cpu).regions[0].shareOfBandwidth == nil)
    }

    @Test func theTimeOfARegionIsKeptWhereItThrows() {
        struct Stop: Error {}
        let profile = Profile()
        #expect(throws: Stop.self) { try profile.measure("region") { throw Stop() } }
        #expect(profile.measure("region") { 3 } == 3)
        #expect(profile.record(of: .cpu).regions.map(\.launches) == [2])
    }

    @Test func theRecordIsCodedWithoutLoss() throws {
        let profile = Profile()
        profile.add("a", seconds: 0.125, work: DeclaredWork(bytes: 3))
        let record = profile.record(of: .cpu, peak: peak)
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(ProfileRecord.self, from: data) == record)
        let bare = try JSONEncoder().encode(profile.record(of: .cpu))
        let object = try #require(JSONSerialization.jsonObject(with: bare) as? [String: Any])
        #expect(Set(object.keys) == ["device", "peak", "regions"])
        #expect(object["peak"] is NSNull)
        let region = try #require((object["regions"] as? [[String: Any]])?.first)
        #expect(region.count == 9)
        #expect(region["operations_per_second"] is NSNull)
    }

    @Test func theTableHasALineARegion() {
        let profile = Profile()
        profile.add("step", seconds: 2, work: DeclaredWork(bytes: 100e9))
        let lines = profile.record(of: .cpu, peak: peak).text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "cpu; measured peak: 100 GB/s, 80 GFLOP/s single, 40 GFLOP/s double (multiply, then add)")
        #expect(lines[2] == "step           1        2  100.0 %    50   50.0 %        –        –")
    }

    /// Rates between what any processor exceeds and none reaches, and a triad's result is a triad's.
    @Test(arguments: InstructionSet.supported)
    func theProcessorsPeakIsPlausible(level: InstructionSet) throws {
        let kernels = KernelTable(level: level)
        let measured = DevicePeak.measure(ThreadPool(threads: 2), kernels: kernels, elements: 1 << 16)
        #expect((1e8...1e13).contains(measured.bytesPerSecond))
        let double = try #require(measured.doubleOperationsPerSecond)
        #expect((1e8...1e13).contains(double))
        #expect((1e8...1e13).contains(measured.singleOperationsPerSecond))
        for count in [0, 1, 7, 8, 9, 64, 100] {
            let first = (0..<count).map { Double($0) }
            let second = (0..<count).map { Double($0 * $0) }
            var out = [Double](repeating: -1, count: count + 1)
            kernels.triad(first, second, 0.1, count, &out)
            #expect(out == (0..<count).map { first[$0] + 0.1 * second[$0] } + [-1])
        }
    }

    /// The chains tend to their fixed point t/(1 − m) = 1, from wherever they start.
    @Test(arguments: InstructionSet.supported)
    func theChainsTendToTheirFixedPoint(level: InstructionSet) {
        let kernels = KernelTable(level: level)
        let lanes = Double(kernels.chainLanes)
        #expect(abs(kernels.multiplyAdd(100_000, 5) - lanes) < 1e-9 * lanes)
        #expect(abs(kernels.multiplyAddSingle(100_000, 5) - 2 * lanes) < 1e-3 * lanes)
    }
}

@Suite(.enabled(if: TestDevice.isPresent, Comment(rawValue: TestDevice.absence)))
struct OpenCLProfileTests {
    /// More launches than events are held at a time: each is counted once, and none takes longer than all did.
    @Test func everyLaunchIsCounted() throws {
        let profile = Profile()
        let context = try TestDevice.context(profile: profile)
        let kernel = try KernelTexts.program(
            "__kernel void add(__global float *x) { x[get_global_id(0)] += 1; }", on: context
        ).kernel("add")
        let buffer = try OpenCLBuffer<Float>(count: 1 << 12, on: context)
        try buffer.fill(0)
        try kernel.set(buffer)
        let work = DeclaredWork(bytes: 8 * 4096, operations: 4096, isSinglePrecision: true)
        let clock = ContinuousClock()
        let wall = try clock.measure {
            for _ in 0..<1300 { try kernel.launch(over: [1 << 12], work: work) }
            try context.finish()
        }
        #expect(try buffer.read().allSatisfy { $0 == 1300 })
        let record = profile.record(of: .opencl(context.device))
        let add = try #require(record.regions.first { $0.name == "add" })
        #expect(add.launches == 1300)
        #expect(add.bytes == 1300 * work.bytes && add.operations == 1300 * work.operations)
        #expect(add.seconds > 0 && .seconds(add.seconds) < wall)
        #expect(Set(record.regions.map(\.name)) == ["add", "fill"], "the copy to the host was not finished")
        try context.finish()
        let names = profile.record(of: .opencl(context.device)).regions.map(\.name)
        #expect(Set(names) == ["add", "fill", "copy to host"])
    }

    @Test func theDevicesPeakIsPlausible() throws {
        let device = try #require(TestDevice.first)
        let folder = TemporaryCache()
        let measured = try DevicePeak.measure(device, cache: folder.cache)
        #expect((1e8...1e14).contains(measured.bytesPerSecond))
        #expect((1e8...1e15).contains(measured.singleOperationsPerSecond))
        #expect((measured.doubleOperationsPerSecond == nil) == !device.hasDoublePrecision)
    }
}
