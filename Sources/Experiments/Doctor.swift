internal import Compute
internal import Foundation
internal import Graphs
public import Kernels

/// Whether this machine has what Claustrum's commands need.
public struct DoctorReport: Sendable {
    public enum Standing: String, Sendable {
        /// There, or plain information.
        case fine
        /// Not there; only commands named in the check need it.
        case missing
        /// In force and wrong: every other command refuses to start.
        case wrong
    }

    public struct Check: Sendable {
        public let name: String
        public let finding: String
        public let standing: Standing
        /// How to get what is missing or mend what is wrong; nil where nothing is.
        public let remedy: String?
    }

    public let checks: [Check]

    /// Looks at the machine. Opens libraries only to see that they load, and OpenCL's drivers to ask for their devices.
    ///
    /// - Parameters:
    ///   - level: The kernels' level in force.
    ///   - levelOrigin: Why that level, for people.
    ///   - revision: The source that the program was built from.
    ///   - mistake: What is wrong with the configuration; nil where it is right.
    public init(
        level: InstructionSet, levelOrigin: String, threads: Int, revision: String, mistake: ConfigurationError? = nil
    ) {
        let memory = Machine.availableMemoryBytes().map { ", \(ByteSize.approximately($0)) available" } ?? ""
        let levels = InstructionSet.supported.map(\.rawValue).joined(separator: ", ")
        var checks = [
            Self.information("claustrum", "\(Release.version), revision \(revision)"),
            Self.information("compiler", Self.compiler),
            Self.information("system", "\(Machine.operatingSystem), \(Machine.architecture)"),
            Self.information("processor", Machine.processorName()),
            Self.information("instruction sets", levels),
            Self.information("kernels", "\(level.rawValue): \(levelOrigin)"),
            Self.information("cores", "\(ThreadPool.cores) usable, \(threads.counted("thread")) in use"),
            Self.information("memory", ByteSize.approximately(Machine.memoryBytes) + memory),
            Self.memoryNodes,
            Self.library(
                "OpenBLAS", ["libopenblas.so.0", "libopenblas.dylib"], use: "dense algebra of dynamics and measures",
                package: "libopenblas-dev"),
        ]
        checks += Self.openCLDevices
        checks += [
            Self.library(
                "NATS client", ["libnats.so.3.4", "libnats.so", "libnats.so.3.10", "libnats.dylib"],
                use: "running on a cluster", package: "libnats-dev nats-server")
        ]
        if let mistake { checks.insert(Self.configuration(mistake), at: 1) }
        self.checks = checks
    }

    /// A line a check, and how to get what is missing.
    public var text: String {
        let width = checks.map(\.name.count).max() ?? 0
        var lines = checks.map { check in
            "\(check.standing == .fine ? "✓" : "✗") \(Columns.padded(check.name, to: width))  \(check.finding)"
        }
        let wrong = checks.filter { $0.standing == .wrong }
        let remedies = checks.filter { $0.standing == .missing }.compactMap(\.remedy)
        lines.append("")
        if !wrong.isEmpty {
            lines.append("No other command will start until this is put right:")
            lines += wrong.compactMap(\.remedy).map { "  \($0)" }
        } else if remedies.isEmpty {
            lines.append("Nothing is missing.")
        }
        if !remedies.isEmpty {
            lines.append(
                (wrong.isEmpty ? "Everything that integrated information needs is here. " : "")
                    + "What is missing for later commands:")
            lines += remedies.map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `{"schema", "checks": [{"name", "finding", "standing", "remedy"}]}`, without a final line break.
    ///
    /// - Throws: `ResultNotFinite`, which no check holds.
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("schema")
        writer.value("claustrum.doctor/1")
        writer.key("checks")
        writer.beginArray()
        for check in checks {
            writer.beginObject()
            writer.key("name")
            writer.value(check.name)
            writer.key("finding")
            writer.value(check.finding)
            writer.key("standing")
            writer.value(check.standing.rawValue)
            writer.key("remedy")
            writer.value(check.remedy)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return try writer.finish()
    }

    private static func configuration(_ mistake: ConfigurationError) -> Check {
        Check(
            name: "configuration", finding: mistake.message, standing: .wrong,
            remedy: "correct the setting where it is given, or remove it for the default")
    }

    private static func information(_ name: String, _ finding: String) -> Check {
        Check(name: name, finding: finding, standing: .fine, remedy: nil)
    }

    /// The nodes that memory is divided into, as libnuma tells.
    private static var memoryNodes: Check {
        let nodes = NUMATopology.machine.nodes
        guard nodes.count > 1 else { return information("memory nodes", "1: nothing to place or to pin") }
        let shares = nodes.map { node in
            "node \(node.number) with \(node.processors.count.counted("core"))"
                + (node.memoryBytes > 0 ? " and \(ByteSize.approximately(node.memoryBytes))" : "")
        }
        return information("memory nodes", "\(nodes.count): \(shares.joined(separator: ", "))")
    }

    private static func library(_ name: String, _ candidates: [String], use: String, package: String) -> Check {
        for candidate in candidates {
            if let handle = dlopen(candidate, RTLD_LAZY | RTLD_LOCAL) {
                dlclose(handle)
                return Check(name: name, finding: "\(candidate) loads (for \(use))", standing: .fine, remedy: nil)
            }
        }
        return Check(
            name: name, finding: "not found (for \(use))", standing: .missing,
            remedy: "sudo apt-get install -y \(package)")
    }

    /// A line a device. The loader itself is linked, so it is always there; the drivers need not be.
    private static var openCLDevices: [Check] {
        do {
            return try OpenCLDevice.all().map { device in
                let precision = device.hasDoublePrecision ? "double precision" : "single precision only"
                // "OpenCL 3.0"; what follows is the vendor's.
                let version = device.openCLVersion.split(separator: " ").prefix(2).joined(separator: " ")
                return information(
                    "opencl:\(device.index)",
                    "\(device.name): \(device.kind.rawValue), \(device.computeUnits.counted("compute unit")), "
                        + "\(ByteSize.approximately(device.globalMemory)), \(precision); \(version), "
                        + "\(device.platform), driver \(device.driverVersion)")
            }
        } catch {
            let finding = error == .noDevice ? "none (for computing on a GPU)" : error.message
            return [
                Check(
                    name: "OpenCL devices", finding: finding, standing: .missing,
                    remedy: "sudo apt-get install -y pocl-opencl-icd    # or the GPU vendor's driver")
            ]
        }
    }

    private static var compiler: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #else
            "Swift 6.2"
        #endif
    }
}
