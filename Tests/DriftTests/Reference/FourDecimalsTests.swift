import Drift
import GeneratedInput
import Testing

@Suite("Rounding to four decimals")
struct FourDecimalsTests {
    /// Values of Python 3.11's round(x, 4). The first three are exact ties; scaling by 10⁴ and rounding would return
    /// 0.0004, 0.0002 and 0.001 for the next three.
    @Test(
        "is the correctly rounded decimal one",
        arguments: [
            (0.03125, 0.0312), (0.09375, 0.0938), (0.15625, 0.1562), (0.00035, 0.0003), (0.00025, 0.0003),
            (0.00095, 0.0009), (0.50005, 0.5), (0.26255, 0.2626), (0.95, 0.95), (0.0, 0.0), (-0.00015, -0.0001),
        ])
    func known(x: Double, expected: Double) {
        #expect(FourDecimals.rounded(x) == expected)
    }
}
