import Drift
import GeneratedInput
import Testing

@Suite("The drift rule against exact decimals")
struct TraitRuleProofTests {
    /// Digests of 64 × 250 lives of 16 effects each, of which 111 846 applied, by Python 3.11's floats and `round(x, 4)`.
    /// Each word is folded into FNV-1a: score, confidence, last day, whether it applied.
    static let digests: [UInt64] = [
        0xA086_7F77_AC51_AD20, 0xA4A5_F623_3AFA_C9C1, 0x11C6_38A8_3E0E_BAA8, 0xCFB1_3AAC_9EC7_FA43,
        0x2B2B_0717_D17E_CA98, 0x26AD_E4D9_890D_6389, 0x1339_69DC_5E90_388A, 0x41C1_9537_1A29_99F0,
        0x6E86_4FF7_C9D0_45A6, 0xD38E_B856_C552_5DF6, 0x949F_7429_FCBD_AD2E, 0xC2A8_4859_8B70_3F12,
        0xB9D6_026D_D0D8_C2B2, 0x377C_2275_AD22_1F2D, 0x6330_E156_5432_0F3B, 0xFA60_5DF2_040E_3644,
        0x2998_5ACA_D80A_4424, 0xFB6E_C1D0_5647_0856, 0xA1D6_91B7_4526_5D89, 0x6A87_F4D7_7123_548F,
        0x79E5_AD10_7BFE_22DC, 0x53A8_791A_E940_1B4F, 0xCBD0_7037_55C4_087D, 0x231C_7D13_5C68_40CA,
        0xD9D0_B1A5_0DF0_804F, 0x0FEF_6DF3_C008_35A5, 0xF52D_5B2C_7A7D_A166, 0xF139_8B65_9961_B7E2,
        0x0062_2DCE_B34F_9235, 0x128F_A260_01E7_AD3C, 0xE931_2788_44D4_7349, 0xF85D_B048_9CEC_4291,
        0x88EB_E527_F49B_5149, 0xDB19_AADF_7995_7B5A, 0x41AA_CDAC_8C2B_CCFA, 0x3E3E_758C_6D7D_7836,
        0xEB65_BE1D_000A_E488, 0xB3A8_EF69_A50C_8F36, 0xE1F1_1867_5713_AB43, 0x5B33_EA34_88C6_5567,
        0x8AD1_B2A7_1B03_7EC2, 0x7F6C_0298_1B38_AD02, 0xACA4_B76B_01F4_0DCB, 0xE53F_B70F_791D_5A52,
        0xC6B8_9839_A372_C8AE, 0xFCD3_272B_0184_92F5, 0x41D4_7F07_68A5_A440, 0xC02A_D8FE_0980_854B,
        0x8520_AD27_D8C5_A462, 0x9B0C_9A8D_6CFC_E17D, 0xB5BF_CA05_2D3F_182E, 0xF6DD_D242_CDE5_85B8,
        0xFB5A_5D5F_1000_FDBB, 0x12AC_7ED8_90EC_D6C0, 0x1546_2CA5_97A8_1010, 0x2390_4DC1_192C_E73B,
        0xB76E_9D2C_CC05_DA0B, 0x5A12_9217_7E95_0F71, 0xEE05_652B_F290_5193, 0x94FD_9888_0D0D_4E2C,
        0x5176_6D2E_79D4_17E1, 0x92A2_CB55_BA50_6190, 0x290C_6CE2_4E66_0BDD, 0x8449_C824_94FF_7D14,
    ]

    private static func rule(_ life: TraitLife) -> TraitDriftRule {
        TraitDriftRule(
            inertia: life.inertia, maximumDelta: life.maximumDelta, cooldownDays: life.cooldownDays,
            eventSensitivity: life.sensitivity, lowerBound: life.lowerBound, upperBound: life.upperBound)
    }

    @Test("moves 16 000 generated traits as Python does, bit for bit")
    func python() {
        var applied = 0
        for (block, expected) in Self.digests.enumerated() {
            var numbers = SplitMix64(seed: 0xD51F7 + UInt64(block))
            var digest = Digest()
            for _ in 0..<250 {
                let life = TraitLife(&numbers)
                let rule = Self.rule(life)
                var score = TraitDriftRule.Score(value: life.score, confidence: life.confidence)
                for effect in life.effects {
                    let moved = rule.apply(
                        delta: effect.delta, confidence: effect.confidence, to: &score, today: effect.day)
                    applied += moved ? 1 : 0
                    digest.add(
                        TraitState(
                            score: score.value, confidence: score.confidence, lastDay: score.lastDriftDay,
                            hasMoved: moved))
                }
            }
            #expect(digest.value == expected, "block \(block)")
        }
        #expect(applied == 111_846)
    }

    @Test("agrees with exact decimals after every effect")
    func exact() {
        var numbers = SplitMix64(seed: 99)
        for life in 0..<20_000 {
            let life = (number: life, drawn: TraitLife(&numbers, effects: 8))
            let rule = Self.rule(life.drawn)
            var score = TraitDriftRule.Score(value: life.drawn.score, confidence: life.drawn.confidence)
            var state = TraitState(score: life.drawn.score, confidence: life.drawn.confidence)
            for effect in life.drawn.effects {
                let moved = rule.apply(
                    delta: effect.delta, confidence: effect.confidence, to: &score, today: effect.day)
                state.take(effect, in: life.drawn)
                guard
                    score.value.bitPattern == state.score.bitPattern, score.confidence == state.confidence,
                    score.lastDriftDay == state.lastDay, moved == state.hasMoved
                else {
                    Issue.record("life \(life.number) of seed 99: \(score) for \(state) after \(effect)")
                    return
                }
            }
        }
    }

    /// Every tick of [−2, 2], every half tick with the doubles about it, every dyadic tie, and random magnitudes.
    @Test("rounds every tick and half tick as whole numbers do")
    func rounding() {
        var checked = 0
        func check(_ x: Double) {
            checked += 1
            // A result of zero keeps the sign that Python gives it.
            guard let expected = ExactDecimal.rounded(x), FourDecimals.rounded(x) == expected else {
                Issue.record("\(x) (\(x.bitPattern)) rounds to \(FourDecimals.rounded(x))")
                return
            }
        }
        for half in -40_000...40_000 {
            let x = Double(half) / 20_000
            for near in [x, x.nextUp, x.nextDown, x.nextUp.nextUp, x.nextDown.nextDown] { check(near) }
        }
        for odd in stride(from: -4095, through: 4095, by: 2) {
            let x = Double(odd) / 32
            for near in [x, x.nextUp, x.nextDown] { check(near) }
        }
        var numbers = SplitMix64(seed: 3)
        for _ in 0..<100_000 {
            let magnitude = Double(sign: .plus, exponent: numbers.index(60) - 30, significand: 1)
            check(numbers.value(-1, 1) * magnitude)
        }
        #expect(checked > 500_000)
    }
}
