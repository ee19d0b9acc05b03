/// Student's t distribution, and the incomplete beta function behind it.
public enum StudentDistribution {
    /// P(T > t) with `degreesOfFreedom` degrees of freedom, which need not be whole.
    ///
    /// Relative error below 10⁻¹³ for up to 10⁶ degrees of freedom, tail included.
    ///
    /// - Parameter degreesOfFreedom: above 0.
    /// - Complexity: O(√ν) at most.
    public static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
        let half = 0.5 * bothTails(t, degreesOfFreedom: degreesOfFreedom)
        return t < 0 ? 1 - half : half
    }

    /// P(|T| ≥ |t|) = I_x(ν/2, ½) with x = ν/(ν + t²) (DLMF 8.17; Abramowitz & Stegun 26.7.1).
    ///
    /// - Parameter degreesOfFreedom: above 0.
    /// - Complexity: O(√ν) at most.
    public static func bothTails(_ t: Double, degreesOfFreedom: Double) -> Double {
        guard abs(t) < .infinity else { return 0 }
        // Both x and 1 − x from the ratio, so that neither loses digits, nor overflows where t² does.
        let ratio = t / degreesOfFreedom.squareRoot()
        let square = ratio * ratio
        guard square < .infinity else { return 0 }
        return IncompleteBeta.regularised(degreesOfFreedom / 2, 0.5, x: 1 / (1 + square), y: square / (1 + square))
    }
}

/// The regularised incomplete beta function.
enum IncompleteBeta {
    /// I_x(a, b) for a > 0, b > 0 and x in 0…1; `y` is 1 − x, which the caller knows to its last digits.
    ///
    /// The continued fraction DLMF 8.17.22 in its even part, where x < (a + 1)/(a + b + 2), else 1 less that of I_y(b,
    /// a).
    static func regularised(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        if x <= 0 { return 0 }
        if y <= 0 { return 1 }
        return x < (a + 1) / (a + b + 2) ? byFraction(a, b, x, y) : 1 - byFraction(b, a, y, x)
    }

    private static func byFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
        // Of 1/(1 + d₁/(1 + d₂/…)) the even part is 1/(1 + d₁ − d₁d₂/(1 + d₂ + d₃ − …)). With large a and small y every
        // odd d is next to −1: 1 + d₂ₖ₊₁ is then put together from positive terms (for b below 1) instead of
        // subtracted.
        func oneAndOdd(_ k: Double) -> Double {
            let low = a + 2 * k
            let product = (a + k) * (a + b + k)
            if x < y { return 1 - product * x / (low * (low + 1)) }
            return (a * (2 * k + 1 - b) + k * (3 * k + 2 - b) + product * y) / (low * (low + 1))
        }
        let fraction = ContinuedFraction.value(first: oneAndOdd(0)) { index in
            let k = Double(index)
            let low = a + 2 * k
            let even = k * (b - k) * x / ((low - 1) * low)
            let odd = (a + k - 1) * (a + b + k - 1) * x / ((low - 2) * (low - 1))
            return (odd * even, oneAndOdd(k) + even)
        }
        // xᵃ yᵇ/(a B(a, b)), with 1/(a B(a, b)) = b/(a + b) · Γ(a + b + 1)/(Γ(a + 1) Γ(b + 1)).
        return StirlingError.binomial(a, b, x, y) * b / ((a + b) * fraction)
    }
}
