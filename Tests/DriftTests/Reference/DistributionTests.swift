import Drift
import Testing

/// Upper tails against values computed with 60 digits from other representations than the library's: incomplete beta
/// and gamma functions, Csörgő and Faraway's series (1996, eq. 1.2) and Anderson and Darling's integral (1954).
@Suite("Distribution functions")
struct DistributionTests {
    @Test(
        "Student's t, both tails",
        arguments: [
            (0.5, 1.0, 0.704_832_764_699_133_45), (3, 1.5, 0.133_547_754_254_912_67),
            (2, 10, 0.073_388_034_770_740_366), (8, 10, 1.177_494_278_966_616e-5),
            (1.5, 57.3, 0.139_104_565_254_863_25), (30, 57.3, 9.954_254_665_954_755_2e-37),
            (3, 1000, 0.002_766_709_044_238_192_5), (1.5, 1e6, 0.133_614_718_236_792_77),
            (3, 1e6, 0.002_699_862_541_421_797_1),
        ])
    func student(t: Double, degreesOfFreedom: Double, tail: Double) {
        let value = StudentDistribution.bothTails(t, degreesOfFreedom: degreesOfFreedom)
        #expect(agree(value, tail, 1e-13), "\(value)")
        let upper = StudentDistribution.upperTail(t, degreesOfFreedom: degreesOfFreedom)
        let lower = StudentDistribution.upperTail(-t, degreesOfFreedom: degreesOfFreedom)
        #expect(agree(upper, tail / 2, 1e-13))
        #expect(agree(lower, 1 - tail / 2, 1e-15))
    }

    @Test(
        "χ²",
        arguments: [
            (0.1, 1.0, 0.751_829_634_045_849_28), (3.84, 1, 0.050_043_521_248_705_103),
            (4.5, 9, 0.875_539_025_298_337_84), (16.9, 9, 0.050_305_190_124_310_876),
            (120, 9, 1.336_164_776_532_528_6e-21), (99, 100, 0.509_472_198_798_374_13),
            (900, 999, 0.988_621_187_083_418_89), (1600, 999, 1.373_919_494_074_414_1e-30),
        ])
    func chiSquared(x: Double, degreesOfFreedom: Double, tail: Double) {
        #expect(agree(ChiSquaredDistribution.upperTail(x, degreesOfFreedom: degreesOfFreedom), tail, 1e-13))
    }

    @Test(
        "The limit of Cramér and von Mises's statistic",
        arguments: [
            (0.0031, 1.0), (0.02, 0.996_999_385_698_398_12), (0.1, 0.584_873_438_406_794_88),
            (0.46136, 0.050_000_383_132_651_278), (0.74346, 0.009_999_961_915_455_366_6),
            (2, 1.278_073_617_278_167_3e-5), (8, 9.019_756_259_927_726_2e-19),
        ])
    func cramerVonMises(x: Double, tail: Double) {
        #expect(agree(CramerVonMisesDistribution.upperTail(x), tail, 2e-14))
    }

    @Test(
        "The limit of Anderson and Darling's statistic",
        arguments: [
            (0.1, 0.999_971_921_894_873_64), (0.5, 0.746_814_373_530_344_48), (1, 0.357_266_673_214_019_09),
            (2.492, 0.050_022_186_359_607_866), (3.857, 0.010_241_153_229_861_21),
            (10, 1.381_503_541_068_586_4e-5), (15, 7.633_223_180_234_202_3e-8),
        ])
    func andersonDarling(x: Double, tail: Double) {
        #expect(agree(AndersonDarlingDistribution.upperTail(x), tail, 2e-14))
    }

    @Test(
        "Kolmogorov's limit",
        arguments: [
            (0.3, 0.999_990_694_198_665_43), (0.5, 0.963_945_243_664_875_09), (0.999, 0.271_073_164_115_063_95),
            (1, 0.269_999_671_677_354_52), (1.3581, 0.049_999_630_431_667_413),
            (3, 3.045_995_948_942_525_7e-8), (15, 7.387_766_136_974_512_4e-196),
        ])
    func kolmogorov(x: Double, tail: Double) {
        #expect(agree(KolmogorovDistribution.upperTail(x), tail, 2e-14))
    }

    @Test(
        "Kuiper's limit",
        arguments: [
            (0.3, 1.0), (0.9, 0.923_301_144_897_705_78), (1.5, 0.177_745_010_710_459_45),
            (1.7473, 0.049_988_500_987_345_681), (3, 1.066_098_582_129_884e-6), (15, 6.641_601_757_140_086_7e-193),
        ])
    func kuiper(x: Double, tail: Double) {
        #expect(agree(KuiperDistribution.upperTail(x), tail, 2e-13))
    }

    @Test("Ends: tails are 1 where nothing is excluded, and 0 where everything is")
    func ends() {
        #expect(NormalDistribution.upperTail(0) == 0.5)
        #expect(NormalDistribution.bothTails(0) == 1)
        #expect(NormalDistribution.upperTail(.infinity) == 0)
        #expect(StudentDistribution.bothTails(0, degreesOfFreedom: 3) == 1)
        #expect(StudentDistribution.bothTails(.infinity, degreesOfFreedom: 3) == 0)
        #expect(ChiSquaredDistribution.upperTail(0, degreesOfFreedom: 4) == 1)
        #expect(ChiSquaredDistribution.upperTail(.infinity, degreesOfFreedom: 4) == 0)
        #expect(KolmogorovDistribution.upperTail(0) == 1)
        #expect(KuiperDistribution.upperTail(0) == 1)
        #expect(CramerVonMisesDistribution.upperTail(0) == 1)
        #expect(AndersonDarlingDistribution.upperTail(0) == 1)
        for tail in [
            KolmogorovDistribution.upperTail, KuiperDistribution.upperTail, CramerVonMisesDistribution.upperTail,
            AndersonDarlingDistribution.upperTail,
        ] { #expect(tail(1e9) == 0) }
    }
}
