internal import COpenCL

/// What can go wrong between Claustrum and an OpenCL device.
public enum OpenCLError: CodedError, Hashable {
    /// The loader knows no driver, or none that has a device.
    case noDevice
    /// A device was asked for by a number that none has.
    case noSuchDevice(index: Int, found: [String])
    /// Double precision was asked of a device that computes in single only.
    case noDoublePrecision(device: String, capable: [String])
    /// A program whose source the executable does not carry.
    case noSuchSource(file: String, includedFrom: String?, found: [String])
    /// A source that includes itself: the files on the way, the first again at the end.
    case circularInclude(files: [String])
    /// The driver's compiler refused a source.
    case build(file: String, device: String, log: String)
    /// A program that has no kernel of this name.
    case noSuchKernel(name: String, file: String, found: [String])
    /// A kernel was given another argument than it takes, or is launched over a size that the device does not have.
    case launch(kernel: String, device: String, reason: String)
    /// `bytes` more were asked for than there are; nil where a launch found that out.
    case outOfMemory(device: String, bytes: Int?, allocated: Int, total: Int, largest: Int)
    /// The device was reset, went away, or gave a kernel up.
    case deviceLost(device: String, call: String, status: String)
    /// Any other status that is not success.
    case failed(call: String, device: String?, status: String)

    public var code: String {
        switch self {
        case .noDevice: "opencl-no-device"
        case .noSuchDevice: "opencl-no-such-device"
        case .noDoublePrecision: "opencl-no-double-precision"
        case .noSuchSource, .circularInclude: "opencl-source"
        case .build: "opencl-build"
        case .noSuchKernel: "opencl-no-such-kernel"
        case .launch: "opencl-launch"
        case .outOfMemory: "opencl-out-of-memory"
        case .deviceLost: "opencl-device-lost"
        case .failed: "opencl-failed"
        }
    }

    public var exitStatus: ExitStatus {
        switch self {
        case .noDevice, .noSuchDevice, .noDoublePrecision, .build, .failed: .unavailable
        case .noSuchSource, .circularInclude, .noSuchKernel, .launch: .internalFailure
        case .outOfMemory, .deviceLost: .tryAgain
        }
    }

    public var message: String {
        switch self {
        case .noDevice:
            "there is no OpenCL device: no driver is registered in /etc/OpenCL/vendors, or none has a device; install "
                + "the graphics processor's driver, or PoCL (sudo apt-get install -y pocl-opencl-icd), or use "
                + "--device cpu"
        case .noSuchDevice(let index, let found):
            "there is no OpenCL device \(index); there \(found.count == 1 ? "is" : "are") \(Self.list(found)); use one "
                + "of these, or --device cpu"
        case .noDoublePrecision(let device, let capable):
            "\(device) computes in single precision only; ask for single precision, or use "
                + (capable.isEmpty ? "--device cpu" : "\(Self.list(capable)), or --device cpu")
        case .noSuchSource(let file, let place, let found):
            "there is no OpenCL source \(file)" + (place.map { ", which \($0) includes" } ?? "")
                + "; there \(found.count == 1 ? "is" : "are") \(found.isEmpty ? "none" : Self.list(found))"
        case .circularInclude(let files):
            "an OpenCL source includes itself: \(files.joined(separator: " → ")); take one of these includes out"
        case .build(let file, let device, let log): "\(file) does not build for \(device):\n\(log)"
        case .noSuchKernel(let name, let file, let found):
            "\(file) has no kernel '\(name)'; it has \(found.isEmpty ? "none" : Self.list(found))"
        case .launch(let kernel, let device, let reason): "the kernel \(kernel) cannot run on \(device): \(reason)"
        case .outOfMemory(let device, let bytes, let allocated, let total, let largest):
            "\(device) has no room \(bytes.map { "for \(Self.size($0))" } ?? "left"): \(Self.size(allocated)) of \(Self.size(total)) are in use "
                + "by this run, and one allocation may have \(Self.size(largest)) at most; run fewer simulations at "
                + "once, free the device of other programs, or use --device cpu"
        case .deviceLost(let device, let call, let status):
            "\(device) gave up in the middle of the work (\(call): \(status)): it was reset or taken away, a watchdog "
                + "stopped it, or it ran out of resources; try again, with less work at once or with --device cpu"
        case .failed(let call, let device, let status):
            "OpenCL: \(call) failed" + (device.map { " on \($0)" } ?? "") + " with \(status); try --device cpu, and "
                + "`claustrum doctor` for what is installed"
        }
    }

    private static func list(_ items: [String]) -> String { items.joined(separator: ", ") }

    /// Whole bytes below 1 MiB, tenths of MiB or GiB above.
    private static func size(_ bytes: Int) -> String {
        if bytes < 1 << 20 { return "\(bytes) bytes" }
        let (unit, shift) = bytes < 1 << 30 ? ("MiB", 20) : ("GiB", 30)
        return "\((Double(bytes) / Double(1 << shift) * 10).rounded() / 10) \(unit)"
    }
}

extension OpenCLError {
    /// Throws the error that `status` is, where it is one.
    ///
    /// - Parameters:
    ///   - call: The function that returned it.
    ///   - device: What it was asked of; nil where that is no one device.
    static func check(_ status: Int32, _ call: String, on device: String? = nil) throws(OpenCLError) {
        guard status != CL_SUCCESS else { return }
        let status = OpenCLStatus(code: status)
        if status.isAbsence { throw .noDevice }
        if status.isDeviceLoss, let device { throw .deviceLost(device: device, call: call, status: status.name) }
        throw .failed(call: call, device: device, status: status.name)
    }
}
