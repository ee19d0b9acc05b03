internal import Foundation

extension ProfileRecord {
    /// A table for people: a line a region, the longest first, and what the device was measured to do.
    public var text: String {
        let head = ["region", "launches", "seconds", "share", "GB/s", "of peak", "GFLOP/s", "of peak"]
        let total = regions.reduce(0) { $0 + $1.seconds }
        let rows = regions.map { region in
            [
                region.name, String(region.launches), Self.digits(region.seconds),
                Self.percent(total > 0 ? region.seconds / total : nil),
                Self.digits(region.bytesPerSecond.map { $0 * 1e-9 }), Self.percent(region.shareOfBandwidth),
                Self.digits(region.operationsPerSecond.map { $0 * 1e-9 }), Self.percent(region.shareOfOperations),
            ]
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([head] + rows).map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
        let ceiling = peak.map { "; measured peak: \($0.text)" } ?? ""
        return "\(device)\(ceiling)\n" + lines.joined(separator: "\n") + "\n"
    }

    private static func digits(_ value: Double?) -> String {
        value.map { String(format: "%.4g", $0) } ?? "–"
    }

    private static func percent(_ value: Double?) -> String {
        value.map { String(format: "%.1f %%", $0 * 100) } ?? "–"
    }
}

extension DevicePeak {
    /// Such as `33.1 GB/s, 81.2 GFLOP/s single, 40.6 GFLOP/s double`.
    public var text: String {
        func rate(_ value: Double) -> String { String(format: "%.4g", value * 1e-9) }
        let double = doubleOperationsPerSecond.map { ", \(rate($0)) GFLOP/s double" } ?? ""
        return "\(rate(bytesPerSecond)) GB/s, \(rate(singleOperationsPerSecond)) GFLOP/s single" + double
            + (isFused ? " (fused multiply-add)" : " (multiply, then add)")
    }
}
