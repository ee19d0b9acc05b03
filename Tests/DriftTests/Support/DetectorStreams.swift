import Drift
import GeneratedInput

extension SplitMix64 {
    /// The sum of twelve uniform deviates less 6: mean 0, variance 1.
    mutating func nearNormal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + fraction() } }
}

/// A stream of the kind that a detector takes, which changes at a third and at two thirds.
func changingStream(of input: DetectorInput, count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
        let part = 3 * index / count
        switch input {
        case .real: return random.nearNormal() * [1, 1, 3][part] + [0, 2, -1][part]
        case .outcome: return random.chance([0.2, 0.5, 0.1][part]) ? 1 : 0
        case .fraction: return random.fraction() * [0.3, 1, 0.5][part]
        }
    }
}

extension DriftDetector {
    /// What it says of each value.
    mutating func signals(of values: some Sequence<Double>) -> [Signal] { values.map { update($0) } }
}

/// The annual flow of the Nile at Aswan, 1871–1970, in 10⁸ m³; it fell in 1899.
///
/// Source: Cobb, Biometrika 65 (1978) 243, table 1.
let nile: [Double] = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
    1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
    831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
    781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
    744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]
