extension OpenCLDevice {
    /// A device that is assumed, not found: for asking what would be chosen on another machine. It cannot be opened.
    package init(assumed index: Int, name: String, kind: Kind, hasDoublePrecision: Bool) {
        self.init(
            index: index, name: name, vendor: "", platform: "", driverVersion: "", openCLVersion: "OpenCL 1.2",
            kind: kind, computeUnits: 1, globalMemory: 1 << 30, localMemory: 1 << 15, largestWorkGroup: 256,
            largestAllocation: 1 << 28, hasDoublePrecision: hasDoublePrecision, roundsSingleCorrectly: true,
            deviceHandle: 0, platformHandle: 0)
    }
}
