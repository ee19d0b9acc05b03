import Compute
import IntegratedInformation
import Testing

@Suite("A device that is not there") struct MissingDeviceTests {
    private let workload = SystemPhiAnalysis.deviceWorkload

    @Test("Asked for by number, it is an error that says so")
    func absentNumber() {
        #expect { try Device.resolve(.opencl(4096), for: workload) } throws: { error in
            switch error as? OpenCLError {
            case .noSuchDevice(4096, _), .noDevice: true
            default: false
            }
        }
    }

    @Test("Under auto the CPU is taken, and the reason told")
    func automatic() throws {
        let decision = try Device.resolve(.auto, for: workload)
        #expect(decision.device == .cpu)
        #expect(decision.reason.contains("takes the processor"))
    }
}
