import Compute
import Foundation
import Testing

@Suite struct DeviceChoiceTests {
    @Test(arguments: ["auto", "cpu", "opencl", "opencl:0", "opencl:12"])
    func textIsReadBack(text: String) throws {
        let choice = try #require(DeviceChoice(text))
        #expect(choice.description == text)
        let coded = try JSONEncoder().encode([choice])
        #expect(String(decoding: coded, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([DeviceChoice].self, from: coded) == [choice])
    }

    @Test(arguments: [
        "", "gpu", "CPU", "opencl:", "opencl:-1", "opencl:+1", "opencl:01", "opencl: 1", "opencl:1.0", "opencl:x",
        "opencl:99999999999999999999", " auto",
    ])
    func otherTextIsNoChoice(text: String) {
        #expect(DeviceChoice(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([DeviceChoice].self, from: JSONEncoder().encode([text]))
        }
    }
}

@Suite struct DeviceResolutionTests {
    private static let processor = OpenCLDevice(assumed: 0, name: "P", kind: .cpu, hasDoublePrecision: true)
    private static let small = OpenCLDevice(assumed: 1, name: "S", kind: .gpu, hasDoublePrecision: false)
    private static let large = OpenCLDevice(assumed: 2, name: "L", kind: .gpu, hasDoublePrecision: true)

    private func workload(_ size: Double, double: Bool = true) -> DeviceWorkload {
        DeviceWorkload(size: size, crossover: 1e6, unit: "node-steps", needsDoublePrecision: double)
    }

    private func resolve(
        _ choice: DeviceChoice, _ workload: DeviceWorkload, _ devices: [OpenCLDevice]
    ) throws(OpenCLError) -> DeviceDecision {
        try Device.resolve(choice, for: workload) { () throws(OpenCLError) in
            guard !devices.isEmpty else { throw .noDevice }
            return devices
        }
    }

    /// Nothing of OpenCL is opened unless it is asked for.
    @Test func theCPUNeedsNoDiscovery() throws {
        for (choice, size) in [(DeviceChoice.cpu, 1e9), (.auto, 10)] {
            let decision = try Device.resolve(choice, for: workload(size)) { () throws(OpenCLError) in
                Issue.record("OpenCL was opened")
                throw .noDevice
            }
            #expect(decision.device == .cpu)
        }
        let never = DeviceWorkload(size: 1e30, crossover: .infinity, unit: "sets", needsDoublePrecision: true)
        #expect(try resolve(.auto, never, [Self.large]).device == .cpu)
    }

    @Test func autoTakesAGraphicsProcessorFromTheCrossoverOn() throws {
        let all = [Self.processor, Self.small, Self.large]
        #expect(try resolve(.auto, workload(1e6), all).device == .opencl(Self.large))
        #expect(try resolve(.auto, workload(1e6, double: false), all).device == .opencl(Self.small))
        let below = try resolve(.auto, workload(2500), all)
        #expect(below.device == .cpu)
        #expect(below.reason == "auto: 2.5e3 node-steps are below the crossover of 1.0e6")
        for (size, text) in [
            (0.04452498046875, "0.0445"), (512.25, "512"), (12.3456, "12.3"), (1.5e-5, "1.5e-5"), (999, "999"),
            (0, "0"), (999.7, "1.0e3"), (0.99999, "1"),
        ] {
            #expect(try resolve(.auto, workload(size), all).reason.hasPrefix("auto: \(text) node-steps are below"))
        }
    }

    @Test func autoFallsBackWithAReason() throws {
        for devices in [[], [Self.processor], [Self.processor, Self.small]] {
            let decision = try resolve(.auto, workload(1e7), devices)
            #expect(decision.device == .cpu)
            #expect(decision.reason.hasPrefix("auto: 1.0e7 node-steps, but "))
        }
    }

    @Test func aNamedDeviceIsHadOrRefused() throws {
        let all = [Self.processor, Self.small, Self.large]
        #expect(try resolve(.opencl(nil), workload(1), all).device == .opencl(Self.large))
        #expect(try resolve(.opencl(nil), workload(1, double: false), all).device == .opencl(Self.small))
        #expect(try resolve(.opencl(0), workload(1), all).device == .opencl(Self.processor))
        let expected: [(DeviceChoice, [OpenCLDevice], OpenCLError)] = [
            (.opencl(nil), [], .noDevice), (.opencl(0), [], .noDevice),
            (.opencl(3), all, .noSuchDevice(index: 3, found: all.map(\.label))),
            (.opencl(1), all, .noDoublePrecision(device: "opencl:1 (S)", capable: ["opencl:0 (P)", "opencl:2 (L)"])),
            (.opencl(nil), [Self.small], .noDoublePrecision(device: "opencl:1 (S)", capable: [])),
        ]
        for (choice, devices, error) in expected {
            #expect(throws: error) { try resolve(choice, workload(1), devices) }
            #expect(error.exitStatus == .unavailable && error.message.contains("--device cpu"))
        }
    }

    @Test func onlyAutoOutlivesAFailure() throws {
        let lost = OpenCLError.deviceLost(device: "opencl:2 (L)", call: "clFinish", status: "CL_OUT_OF_RESOURCES")
        let automatic = try resolve(.auto, workload(1e7), [Self.large])
        let after = try automatic.afterFailure(lost)
        #expect(after.device == .cpu)
        #expect(after.reason == "auto: opencl:2 (L) failed (opencl-device-lost)")
        let named = try resolve(.opencl(2), workload(1e7), [Self.processor, Self.small, Self.large])
        #expect(throws: lost) { try named.afterFailure(lost) }
        #expect(lost.exitStatus == .tryAgain)
    }
}
