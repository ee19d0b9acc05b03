import Foundation
import Testing

@Suite("claustrum phi --device")
struct PhiDeviceTests {
    /// Whether this machine has an OpenCL device in double precision.
    private static let hasDevice: Bool = {
        let outcome = try? Folder().phi("--device", "opencl")
        if outcome?.status == 0 { return true }
        print("skipped: no OpenCL device here: \(outcome?.errors ?? "the tool is not built")")
        return false
    }()

    @Test("An OpenCL device gives the CPU's bytes, and provenance names it", .enabled(if: hasDevice))
    func sameBytes() throws {
        let folder = try Folder()
        for options in [["--json"], ["--json", "--structure"], ["--all-subsets", "--json"]] {
            let cpu = try folder.phi(options + ["--no-provenance", "--device", "cpu"])
            let device = try folder.phi(options + ["--no-provenance", "--device", "opencl"])
            #expect(cpu.status == 0 && device.status == 0, "\(cpu.errors)\(device.errors)")
            #expect(cpu.output == device.output, "\(options)")
        }
        func named(_ device: String) throws -> String {
            let object = try folder.phi("--json", "--device", device).object()
            return try #require((object["provenance"] as? [String: Any])?["device"] as? String)
        }
        #expect(try named("opencl").hasPrefix("opencl:"))
        #expect(try named("cpu").hasPrefix("cpu"))
        #expect(try named("auto").hasPrefix("cpu"))
    }

    @Test("A device that is not there is an error that says what there is")
    func missing() throws {
        let outcome = try Folder().phi("--device", "opencl:4096")
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("opencl-no-such-device") || outcome.errors.contains("opencl-no-device"))
        #expect(outcome.output.isEmpty)
    }
}

extension Folder {
    fileprivate func phi(_ options: String...) throws -> Tool.Outcome { try phi(options) }

    fileprivate func phi(_ options: [String]) throws -> Tool.Outcome {
        try write("n.json", Networks.exciting(units: 5, seed: 3))
        return try Tool.run(["phi", "n.json"] + options, in: self)
    }
}
