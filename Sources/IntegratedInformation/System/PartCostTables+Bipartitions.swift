import Compute

extension PartCostTables {
    /// The least ratio among the partitions into two parts with one direction cut, and both.
    var leastBipartition: CutCandidate {
        let everything = (1 << unitCount) - 1
        var least = (ratio: Double.infinity, part: 0, isBoth: false)
        for part in 1..<everything {
            let size = part.nonzeroBitCount
            let cuts = Double(size * (unitCount - size))
            let oneWay = whole[part] / cuts
            let both = (whole[part] + whole[everything ^ part]) / (2 * cuts)
            if oneWay < least.ratio { least = (oneWay, part, false) }
            if both < least.ratio { least = (both, part, true) }
        }
        let cut = (0..<unitCount).map { unit -> UInt64 in
            if least.part >> unit & 1 == 1 { return UInt64(everything ^ least.part) }
            return least.isBoth ? UInt64(least.part) : 0
        }
        return CutCandidate(cutInputs: cut, cost: cost(of: cut))
    }
}
