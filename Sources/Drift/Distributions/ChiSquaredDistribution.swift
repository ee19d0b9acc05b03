/// The χ² distribution and the incomplete gamma function behind it.
public enum ChiSquaredDistribution {
    /// P(χ² > x) with `degreesOfFreedom` degrees of freedom, Q(ν/2, x/2).
    ///
    /// Relative error below 10⁻¹³ for ν up to 10⁴, tail included.
    ///
    /// - Parameters:
    ///   - x: 0 or more.
    ///   - degreesOfFreedom: above 0.
    /// - Complexity: O(√ν) around the mean, less elsewhere.
    public static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
        IncompleteGamma.upper(degreesOfFreedom / 2, x / 2)
    }
}

/// The regularised incomplete gamma functions.
enum IncompleteGamma {
    /// Q(a, x) = Γ(a, x)/Γ(a), for a > 0 and x ≥ 0.
    ///
    /// Below x = a + 1 as 1 − P by the series DLMF 8.11.4, above by the continued fraction DLMF 8.9.2 in its contracted
    /// form.
    static func upper(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x)
    }

    private static func lowerBySeries(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var denominator = a
        repeat {
            denominator += 1
            term *= x / denominator
            sum += term
        } while term > sum * 0x1p-54
        return StirlingError.poisson(a, x) * sum
    }

    private static func upperByFraction(_ a: Double, _ x: Double) -> Double {
        guard x < .infinity else { return 0 }
        let fraction = ContinuedFraction.value(first: x + 1 - a) { k in
            let k = Double(k)
            return (-k * (k - a), x + 2 * k + 1 - a)
        }
        // xᵃ e⁻ˣ / Γ(a), with Γ(a) = Γ(a + 1)/a.
        return StirlingError.poisson(a, x) * a / fraction
    }
}
