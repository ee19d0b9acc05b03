internal import COpenCL

extension OpenCLDevice {
    /// Every device of OpenCL 1.2 or later that has a compiler, platform by platform.
    ///
    /// The first call of a process opens the drivers, which takes some 40 ms; nothing else does before it.
    ///
    /// - Returns: At least one device.
    /// - Throws: `OpenCLError.noDevice` without a driver or a device; `.failed` where the loader fails otherwise.
    public static func all() throws(OpenCLError) -> [OpenCLDevice] {
        var devices: [OpenCLDevice] = []
        for platform in try platforms() {
            for device in try handles(of: platform) {
                if let found = OpenCLDevice(device, platform: platform, index: devices.count) { devices.append(found) }
            }
        }
        guard !devices.isEmpty else { throw .noDevice }
        return devices
    }

    private static func platforms() throws(OpenCLError) -> [cl_platform_id] {
        var count: cl_uint = 0
        try OpenCLError.check(clGetPlatformIDs(0, nil, &count), "clGetPlatformIDs")
        var platforms = [cl_platform_id?](repeating: nil, count: Int(count))
        if count > 0 { try OpenCLError.check(clGetPlatformIDs(count, &platforms, nil), "clGetPlatformIDs") }
        return platforms.compactMap { $0 }
    }

    private static func handles(of platform: cl_platform_id) throws(OpenCLError) -> [cl_device_id] {
        let every = cl_device_type(CL_DEVICE_TYPE_ALL)
        var count: cl_uint = 0
        let status = clGetDeviceIDs(platform, every, 0, nil, &count)
        // A driver whose hardware is absent says so; the others may still have devices.
        if OpenCLStatus(code: status).isAbsence { return [] }
        try OpenCLError.check(status, "clGetDeviceIDs")
        var devices = [cl_device_id?](repeating: nil, count: Int(count))
        if count > 0 { try OpenCLError.check(clGetDeviceIDs(platform, every, count, &devices, nil), "clGetDeviceIDs") }
        return devices.compactMap { $0 }
    }

    /// Nil for a device that programs cannot be built for from source, or of OpenCL 1.0 or 1.1.
    private init?(_ device: cl_device_id, platform: cl_platform_id, index: Int) {
        let version = Self.text(device, CL_DEVICE_VERSION)
        guard Self.number(device, CL_DEVICE_AVAILABLE, cl_bool.self) != 0,
            Self.number(device, CL_DEVICE_COMPILER_AVAILABLE, cl_bool.self) != 0,
            !["OpenCL 1.0", "OpenCL 1.1"].contains(where: version.hasPrefix)
        else { return nil }
        self.index = index
        name = Self.text(device, CL_DEVICE_NAME)
        vendor = Self.text(device, CL_DEVICE_VENDOR)
        self.platform = Self.trimmed { clGetPlatformInfo(platform, cl_platform_info(CL_PLATFORM_NAME), $0, $1, $2) }
        driverVersion = Self.text(device, CL_DRIVER_VERSION)
        openCLVersion = version
        let type = Self.number(device, CL_DEVICE_TYPE, cl_device_type.self)
        kind =
            if type & cl_device_type(CL_DEVICE_TYPE_GPU) != 0 {
                .gpu
            } else if type & cl_device_type(CL_DEVICE_TYPE_ACCELERATOR) != 0 {
                .accelerator
            } else if type & cl_device_type(CL_DEVICE_TYPE_CPU) != 0 {
                .cpu
            } else {
                .other
            }
        computeUnits = Int(Self.number(device, CL_DEVICE_MAX_COMPUTE_UNITS, cl_uint.self))
        globalMemory = Int(clamping: Self.number(device, CL_DEVICE_GLOBAL_MEM_SIZE, cl_ulong.self))
        localMemory = Int(clamping: Self.number(device, CL_DEVICE_LOCAL_MEM_SIZE, cl_ulong.self))
        largestWorkGroup = Self.number(device, CL_DEVICE_MAX_WORK_GROUP_SIZE, Int.self)
        largestAllocation = Int(clamping: Self.number(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE, cl_ulong.self))
        // All bits clear: no double precision (OpenCL 1.2, table 4.3).
        hasDoublePrecision = Self.number(device, CL_DEVICE_DOUBLE_FP_CONFIG, cl_device_fp_config.self) != 0
        roundsSingleCorrectly =
            Self.number(device, CL_DEVICE_SINGLE_FP_CONFIG, cl_device_fp_config.self)
            & cl_device_fp_config(CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0
        deviceHandle = UInt(bitPattern: device)
        platformHandle = UInt(bitPattern: platform)
    }

    /// Zero where the driver does not answer.
    private static func number<Number: FixedWidthInteger>(
        _ device: cl_device_id, _ key: Int32, _ type: Number.Type
    ) -> Number {
        var value: Number = 0
        let status = clGetDeviceInfo(device, cl_device_info(key), MemoryLayout<Number>.size, &value, nil)
        return status == CL_SUCCESS ? value : 0
    }

    private static func text(_ device: cl_device_id, _ key: Int32) -> String {
        trimmed { clGetDeviceInfo(device, cl_device_info(key), $0, $1, $2) }
    }

    /// Drivers pad names with blanks.
    private static func trimmed(
        _ query: (Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>?) -> Int32
    ) -> String {
        var text = openCLText(query)[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

/// The text that a `clGet…Info` function answers; empty where it fails.
///
/// - Parameter query: called with the bytes there are and where to put them, or to ask how many there are.
func openCLText(_ query: (Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>?) -> Int32) -> String {
    var size = 0
    guard query(0, nil, &size) == CL_SUCCESS, size > 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: size)
    let status = bytes.withUnsafeMutableBytes { query(size, $0.baseAddress, nil) }
    guard status == CL_SUCCESS else { return "" }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
}
