import Compute
import Foundation

/// The first OpenCL device of this machine, where there is one.
enum TestDevice {
    static let first = try? OpenCLDevice.all().first
    static let isPresent = first != nil
    static let absence = "skipped: there is no OpenCL device here"

    static func context(profile: Profile? = nil) throws -> OpenCLContext {
        guard let first else { throw OpenCLError.noDevice }
        return try OpenCLContext(first, profile: profile)
    }
}

/// A cache in a folder of its own, which goes with the value.
final class TemporaryCache {
    let folder = FileManager.default.temporaryDirectory.appending(path: "claustrum-\(UUID().uuidString)").path
    var cache: OpenCLProgramCache { OpenCLProgramCache(folder: folder) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}

enum KernelTexts {
    static let sum = """
        __kernel void sum(__global const double *a, __global const double *b, const double scale, __global double *out)
        {
            const size_t i = get_global_id(0);
            out[i] = a[i] * scale + b[i];
        }
        """

    static let enabling = "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n"

    /// A program that nothing is kept of.
    static func program(
        _ text: String, named file: String = "test.cl", defines: [String: String] = [:], on context: OpenCLContext,
        cache: OpenCLProgramCache = OpenCLProgramCache(folder: nil)
    ) throws -> OpenCLProgram {
        try OpenCLProgram(OpenCLSource(file, in: [file: text]), defines: defines, on: context, cache: cache)
    }
}
