import Compute
import Testing

/// Decimal expansions computed by other programs' arithmetic of any precision.
@Suite struct LargeNumberTests {
    @Test(arguments: [
        (0, "1"), (10, "1024"), (63, "9223372036854775808"), (64, "18446744073709551616"),
        (127, "170141183460469231731687303715884105728"), (128, "340282366920938463463374607431768211456"),
        (200, "1606938044258990275541962092341162602522202993782792835301376"),
    ])
    func powersOfTwo(exponent: Int, digits: String) {
        #expect(Natural(powerOfTwo: exponent).description == digits)
    }

    @Test func aPowerOfThree() {
        let power = (0..<50).reduce(Natural(1)) { product, _ in product * 3 }
        #expect(power.description == "717897987691852588770249")
    }

    @Test func groupsOfZerosAreWritten() {
        let power = (0..<40).reduce(Natural(1)) { product, _ in product * 10 }
        #expect(power.description == "1" + String(repeating: "0", count: 40))
    }

    @Test(arguments: [
        (1.5, 1024, "2.6965397022934739e+308"), (1.9999999999999998, 5000, "2.8249340642788518e+1505"),
        (1.0, 4096, "1.0443888814131525e+1233"), (1.2345678901234567, 65536, "2.4734937189815765e+19728"),
        (1.0, -1080, "7.7197757162694773e-326"), (1.7, -2000, "1.4806676687569268e-602"),
    ])
    func digitsBeyondDouble(value: Double, exponent: Int, digits: String) {
        #expect(LargeReal(value, scaledBy: exponent).description == digits)
    }
}
