extension Device {
    /// The device that `choice` comes to for `workload`.
    ///
    /// OpenCL is opened only where it is asked for by name, or under `auto` where the problem is large enough. Under
    /// `auto` only graphics processors and accelerators count: an OpenCL device that is this very processor is never
    /// faster than the kernels made for it.
    ///
    /// - Throws: `OpenCLError.noDevice`, `.noSuchDevice`, `.noDoublePrecision`; nothing under `auto` and `cpu`.
    public static func resolve(
        _ choice: DeviceChoice, for workload: DeviceWorkload
    ) throws(OpenCLError) -> DeviceDecision {
        try resolve(choice, for: workload, among: OpenCLDevice.all)
    }

    /// As above, with the devices that `discover` finds.
    package static func resolve(
        _ choice: DeviceChoice, for workload: DeviceWorkload, among discover: () throws(OpenCLError) -> [OpenCLDevice]
    ) throws(OpenCLError) -> DeviceDecision {
        switch choice {
        case .cpu: return DeviceDecision(choice: choice, device: .cpu, reason: "asked for")
        case .opencl(let index):
            let device = try requested(index, workload: workload, devices: discover())
            return DeviceDecision(choice: choice, device: .opencl(device), reason: "asked for")
        case .auto: return automatic(workload, discover)
        }
    }

    private static func requested(
        _ index: Int?, workload: DeviceWorkload, devices: [OpenCLDevice]
    ) throws(OpenCLError) -> OpenCLDevice {
        let capable = devices.filter { $0.hasDoublePrecision || !workload.needsDoublePrecision }
        if let index {
            guard let device = devices.first(where: { $0.index == index }) else {
                throw .noSuchDevice(index: index, found: devices.map(\.label))
            }
            guard capable.contains(device) else {
                throw .noDoublePrecision(device: device.label, capable: capable.map(\.label))
            }
            return device
        }
        if let device = capable.first(where: \.isDiscrete) ?? capable.first { return device }
        guard let first = devices.first else { throw .noDevice }
        throw .noDoublePrecision(device: first.label, capable: [])
    }

    private static func automatic(
        _ workload: DeviceWorkload, _ discover: () throws(OpenCLError) -> [OpenCLDevice]
    ) -> DeviceDecision {
        func cpu(_ reason: String) -> DeviceDecision {
            DeviceDecision(choice: .auto, device: .cpu, reason: "auto: \(reason)")
        }
        guard workload.crossover.isFinite else { return cpu("takes the processor for this") }
        let sizes = "\(count(workload.size)) \(workload.unit)"
        guard workload.size >= workload.crossover else {
            return cpu("\(sizes) are below the crossover of \(count(workload.crossover))")
        }
        let devices: [OpenCLDevice]
        do {
            devices = try discover()
        } catch {
            return cpu("\(sizes), but \(error.code)")
        }
        let discrete = devices.filter(\.isDiscrete)
        guard !discrete.isEmpty else {
            return cpu("\(sizes), but no graphics processor among \(devices.map(\.label).joined(separator: ", "))")
        }
        guard let device = discrete.first(where: { $0.hasDoublePrecision || !workload.needsDoublePrecision }) else {
            return cpu("\(sizes), but \(discrete.map(\.label).joined(separator: ", ")) without double precision")
        }
        return DeviceDecision(
            choice: .auto, device: .opencl(device),
            reason: "auto: \(sizes) are above the crossover of \(count(workload.crossover))")
    }

    /// To three digits, so that sizes read at a glance; whole numbers below a thousand as they are.
    private static func count(_ value: Double) -> String {
        guard value.isFinite, value > 0 else { return value == 0 ? "0" : "\(value)" }
        var (mantissa, exponent) = (value, 0)
        while mantissa >= 9.995 {
            mantissa /= 10
            exponent += 1
        }
        while mantissa < 0.9995 {
            mantissa *= 10
            exponent -= 1
        }
        guard (-3..<3).contains(exponent) else { return "\((mantissa * 100).rounded() / 100)e\(exponent)" }
        var scale = 100.0
        for _ in 0..<abs(exponent) { scale = exponent > 0 ? scale / 10 : scale * 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension DeviceDecision {
    /// What to go on with after `error` on the device: the CPU under `auto`.
    ///
    /// - Throws: `error`, where the device was asked for by name.
    public func afterFailure(_ error: OpenCLError) throws(OpenCLError) -> DeviceDecision {
        guard choice == .auto else { throw error }
        return DeviceDecision(choice: .auto, device: .cpu, reason: "auto: \(device.label) failed (\(error.code))")
    }
}
