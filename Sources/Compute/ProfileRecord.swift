internal import Synchronization

/// A profile at the end of a run: what each kernel took, and how near it came to what the device can do.
public struct ProfileRecord: Sendable, Hashable, Codable {
    /// One kernel, transfer or region of the CPU.
    public struct Region: Sendable, Hashable {
        public let name: String
        public let launches: Int
        /// Of all launches together.
        public let seconds: Double
        /// Declared; 0 where nothing was.
        public let bytes: Double
        /// Declared; 0 where nothing was.
        public let operations: Double
        /// Bytes a second; nil where no bytes were declared or no time passed.
        public let bytesPerSecond: Double?
        /// Floating-point operations a second; nil likewise.
        public let operationsPerSecond: Double?
        /// Of the device's measured bandwidth; nil where either is unknown. Above 1 where a cache serves the region.
        public let shareOfBandwidth: Double?
        /// Of the device's measured rate in the region's precision.
        public let shareOfOperations: Double?
    }

    /// `Device.label`.
    public let device: String
    /// What was measured of the device; nil where that was not asked for.
    public let peak: DevicePeak?
    /// The longest first, equal ones by name.
    public let regions: [Region]
}

extension Profile {
    /// What was gathered so far. Kernels of an OpenCL device are there once their context has finished.
    ///
    /// - Parameter peak: The device's, to compare with.
    /// - Complexity: O(regions · log regions).
    public func record(of device: Device, peak: DevicePeak? = nil) -> ProfileRecord {
        let regions = sums.withLock { $0 }.map { name, sum in
            ProfileRecord.Region(name, sum, peak: peak)
        }
        return ProfileRecord(
            device: device.label, peak: peak,
            regions: regions.sorted { ($1.seconds, $0.name) < ($0.seconds, $1.name) })
    }
}

extension ProfileRecord.Region {
    init(_ name: String, _ sum: Profile.Sum, peak: DevicePeak?) {
        func rate(_ amount: Double) -> Double? { amount > 0 && sum.seconds > 0 ? amount / sum.seconds : nil }
        func share(_ rate: Double?, of peak: Double?) -> Double? {
            guard let rate, let peak, peak > 0 else { return nil }
            return rate / peak
        }
        self.name = name
        launches = sum.launches
        seconds = sum.seconds
        bytes = sum.work.bytes
        operations = sum.work.operations
        bytesPerSecond = rate(bytes)
        operationsPerSecond = rate(operations)
        shareOfBandwidth = share(bytesPerSecond, of: peak?.bytesPerSecond)
        shareOfOperations = share(
            operationsPerSecond,
            of: sum.work.isSinglePrecision ? peak?.singleOperationsPerSecond : peak?.doubleOperationsPerSecond)
    }
}

// Every key is written, null where a value does not apply.
extension ProfileRecord.Region: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, launches, seconds, bytes, operations
        case bytesPerSecond = "bytes_per_second"
        case operationsPerSecond = "operations_per_second"
        case shareOfBandwidth = "share_of_bandwidth"
        case shareOfOperations = "share_of_operations"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(launches, forKey: .launches)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(operations, forKey: .operations)
        try container.encode(bytesPerSecond, forKey: .bytesPerSecond)
        try container.encode(operationsPerSecond, forKey: .operationsPerSecond)
        try container.encode(shareOfBandwidth, forKey: .shareOfBandwidth)
        try container.encode(shareOfOperations, forKey: .shareOfOperations)
    }
}

extension ProfileRecord {
    private enum CodingKeys: String, CodingKey {
        case device, peak, regions
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(device, forKey: .device)
        try container.encode(peak, forKey: .peak)
        try container.encode(regions, forKey: .regions)
    }
}
