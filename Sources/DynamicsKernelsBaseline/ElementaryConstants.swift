// Constants of the elementary functions. The polynomials are minimax approximations by Remez's algorithm, weighted by the
// error relative to the result, rounded to the precision; the stated errors are those before rounding. kernels/elementary.cl
// repeats them.

/// The layout of a `Real`.
enum RealFormat {
    #if SINGLE
        static let significandBits: UInt32 = 23
        static let exponentBias: UInt32 = 127
        /// The bits of 1.
        static let oneBits: UInt32 = 0x3f80_0000
        static let signBit: UInt32 = 0x8000_0000
        /// Moves bit 1 to the sign.
        static let quarterShift: UInt32 = 30
        /// 1.5·2^23: added to a number below 2^22 in magnitude it leaves the nearest whole number, ties to even, in the
        /// low bits.
        static let rounding: Real = 0x1.8p23
    #else
        static let significandBits: UInt64 = 52
        static let exponentBias: UInt64 = 1023
        /// The bits of 1.
        static let oneBits: UInt64 = 0x3ff0_0000_0000_0000
        static let signBit: UInt64 = 0x8000_0000_0000_0000
        /// Moves bit 1 to the sign.
        static let quarterShift: UInt64 = 62
        /// 1.5·2^52: added to a number below 2^51 in magnitude it leaves the nearest whole number, ties to even, in the
        /// low bits.
        static let rounding: Real = 0x1.8p52
    #endif
}

/// e^x = 2^k·e^r, |r| ≤ ½ ln 2, and (e^r − 1 − r)/r² as a polynomial.
enum ExponentialSeries {
    #if SINGLE
        /// Above the first the result overflows, below the second it is 0.
        static let highest: Real = 89
        static let lowest: Real = -105
        static let log2e: Real = 0x1.715476p+0
        /// ln 2 in two parts, the first short enough that its product with k is exact.
        static let ln2High: Real = 0x1.62e4p-1
        static let ln2Low: Real = 0x1.7f7d1cp-20
        // Error 3.1·10⁻⁹.
        static let c2: Real = 0x1.fffffcp-2
        static let c3: Real = 0x1.555492p-3
        static let c4: Real = 0x1.5558f2p-5
        static let c5: Real = 0x1.1239e2p-7
        static let c6: Real = 0x1.6a247ap-10
        /// tanh is 1 to the last bit beyond it.
        static let tangentSaturation: Real = 10
    #else
        /// Above the first the result overflows, below the second it is 0.
        static let highest: Real = 710
        static let lowest: Real = -746
        static let log2e: Real = 0x1.71547652b82fep+0
        /// ln 2 in two parts, the first short enough that its product with k is exact.
        static let ln2High: Real = 0x1.62e42fefa2p-1
        static let ln2Low: Real = 0x1.9ef35793c7673p-41
        // Error 3.6·10⁻¹⁸.
        static let c2: Real = 0x1.000000000000ap-1
        static let c3: Real = 0x1.55555555554fap-3
        static let c4: Real = 0x1.555555555087cp-5
        static let c5: Real = 0x1.1111111127beap-7
        static let c6: Real = 0x1.6c16c1842a18ep-10
        static let c7: Real = 0x1.a01a012a559b1p-13
        static let c8: Real = 0x1.a0199a0c5b14dp-16
        static let c9: Real = 0x1.71df255761547p-19
        static let c10: Real = 0x1.28ad72d3e9072p-22
        static let c11: Real = 0x1.ad7f665508f43p-26
        /// tanh is 1 to the last bit beyond it.
        static let tangentSaturation: Real = 20
    #endif
}

/// ln(2^k·(1 + f)), √½ ≤ 1 + f < √2, with s = f/(2 + f), z = s², and 2 artanh(s)/s − 2 as z times a polynomial in z.
enum LogarithmSeries {
    #if SINGLE
        static let leastNormal: Real = 0x1p-126
        static let subnormalScale: Real = 0x1p25
        static let subnormalShift: Real = 25
        /// The bits of √½, those of 1 less them, and those of the significand.
        static let rootHalfBits: UInt32 = 0x3f35_04f3
        static let oneLessRootHalfBits: UInt32 = 0x004a_fb0d
        static let significandMask: UInt32 = 0x007f_ffff
        /// The bits of 2^23, in whose last bits a whole number is written, and 2^23 + 127.
        static let wholeBits: UInt32 = 0x4b00_0000
        static let wholeBias: Real = 0x1.0000fep23
        // Error 4.8·10⁻¹².
        static let c1: Real = 0x1.555554p-1
        static let c2: Real = 0x1.999a7ap-2
        static let c3: Real = 0x1.2438d4p-2
        static let c4: Real = 0x1.e2f6fep-3
    #else
        static let leastNormal: Real = 0x1p-1022
        static let subnormalScale: Real = 0x1p54
        static let subnormalShift: Real = 54
        /// The bits of √½, those of 1 less them, and those of the significand.
        static let rootHalfBits: UInt64 = 0x3fe6_a09e_667f_3bcd
        static let oneLessRootHalfBits: UInt64 = 0x0009_5f61_9980_c433
        static let significandMask: UInt64 = 0x000f_ffff_ffff_ffff
        /// The bits of 2^52, in whose last bits a whole number is written, and 2^52 + 1023.
        static let wholeBits: UInt64 = 0x4330_0000_0000_0000
        static let wholeBias: Real = 0x1.00000000003ffp52
        // Error 1.2·10⁻¹⁸.
        static let c1: Real = 0x1.5555555555592p-1
        static let c2: Real = 0x1.999999997fd77p-2
        static let c3: Real = 0x1.24924941f5051p-2
        static let c4: Real = 0x1.c71c5205fd2bbp-3
        static let c5: Real = 0x1.74663fa487d00p-3
        static let c6: Real = 0x1.39a1a6b8872bdp-3
        static let c7: Real = 0x1.2f063705f38b4p-3
    #endif
}

/// Sine and cosine on |r| ≤ π/4 and the reduction to it: (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ in r².
enum CircularSeries {
    #if SINGLE
        /// The greatest argument.
        static let limit: Real = 0x1p20
        static let twoOverPi: Real = 0x1.45f306p-1
        /// π/2 in four parts (Cody and Waite), the first three of eight bits.
        static let halfPi1: Real = 0x1.92p+0
        static let halfPi2: Real = 0x1.fap-12
        static let halfPi3: Real = 0x1.54p-20
        static let halfPi4: Real = 0x1.10b462p-30
        // Errors 3.7·10⁻⁹ and 1.2·10⁻¹⁰.
        static let s1: Real = -0x1.555546p-3
        static let s2: Real = 0x1.110756p-7
        static let s3: Real = -0x1.994b48p-13
        static let c1: Real = 0x1.55554ap-5
        static let c2: Real = -0x1.6c0c2ap-10
        static let c3: Real = 0x1.99e8cep-16
    #else
        /// The greatest argument.
        static let limit: Real = 0x1p30
        static let twoOverPi: Real = 0x1.45f306dc9c883p-1
        /// π/2 in three parts (Cody and Waite), the first two of 33 bits.
        static let halfPi1: Real = 0x1.921fb544p+0
        static let halfPi2: Real = 0x1.0b4611a6p-34
        static let halfPi3: Real = 0x1.3198a2e037073p-69
        // Errors 3.6·10⁻¹⁸ and 5.7·10⁻²⁰.
        static let s1: Real = -0x1.5555555555549p-3
        static let s2: Real = 0x1.111111110f84bp-7
        static let s3: Real = -0x1.a01a019c0b247p-13
        static let s4: Real = 0x1.71de3571aae1dp-19
        static let s5: Real = -0x1.ae5e612e7a625p-26
        static let s6: Real = 0x1.5d917598ad1c1p-33
        static let c1: Real = 0x1.555555555554bp-5
        static let c2: Real = -0x1.6c16c16c14f4ap-10
        static let c3: Real = 0x1.a01a019c7d0a5p-16
        static let c4: Real = -0x1.27e4f7e558658p-22
        static let c5: Real = 0x1.1ee9d3e9b403fp-29
        static let c6: Real = -0x1.8fa295e2c7d06p-37
    #endif
}
