// Elementary functions of basic operations alone: the same bits as Sources/DynamicsKernelsBaseline/Elementary.swift,
// which says how accurate they are and what they do at the ends of their domains; the constants are
// ElementaryConstants.swift's.
#ifndef ELEMENTARY_CL
#define ELEMENTARY_CL
#include "real.cl"

#ifdef SINGLE
#define SIGNIFICAND_BITS 23
#define EXPONENT_BIAS 127u
#define SIGN_BIT 0x80000000u
#define QUARTER_SHIFT 30
#define ROUNDING 0x1.8p23f
#define EXP_HIGHEST 89.0f
#define EXP_LOWEST -105.0f
#define LOG2E 0x1.715476p+0f
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f
#define TANH_SATURATION 10.0f
#define LEAST_NORMAL 0x1p-126f
#define SUBNORMAL_SCALE 0x1p25f
#define SUBNORMAL_SHIFT 25.0f
#define ROOT_HALF_BITS 0x3f3504f3u
#define ONE_LESS_ROOT_HALF_BITS 0x004afb0du
#define SIGNIFICAND_MASK 0x007fffffu
#define WHOLE_BITS 0x4b000000u
#define WHOLE_BIAS 0x1.0000fep23f
#define CIRCULAR_LIMIT 0x1p20f
#define TWO_OVER_PI 0x1.45f306p-1f
#else
#define SIGNIFICAND_BITS 52
#define EXPONENT_BIAS 1023ul
#define SIGN_BIT 0x8000000000000000ul
#define QUARTER_SHIFT 62
#define ROUNDING 0x1.8p52
#define EXP_HIGHEST 710.0
#define EXP_LOWEST -746.0
#define LOG2E 0x1.71547652b82fep+0
#define LN2_HIGH 0x1.62e42fefa2p-1
#define LN2_LOW 0x1.9ef35793c7673p-41
#define TANH_SATURATION 20.0
#define LEAST_NORMAL 0x1p-1022
#define SUBNORMAL_SCALE 0x1p54
#define SUBNORMAL_SHIFT 54.0
#define ROOT_HALF_BITS 0x3fe6a09e667f3bcdul
#define ONE_LESS_ROOT_HALF_BITS 0x00095f619980c433ul
#define SIGNIFICAND_MASK 0x000ffffffffffffful
#define WHOLE_BITS 0x4330000000000000ul
#define WHOLE_BIAS 0x1.00000000003ffp52
#define CIRCULAR_LIMIT 0x1p30
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
#endif

// 2^k, k in the low bits of `rounded`.
static inline real power_of_two(real_bits rounded) { return AS_REAL((rounded + EXPONENT_BIAS) << SIGNIFICAND_BITS); }

// k = round(x/ln 2) with ROUNDING added, and e^x·2^-k - 1 in `excess`.
static inline real reduced_exponential(real x, real *excess) {
    const real rounded = x * LOG2E + ROUNDING;
    const real k = rounded - ROUNDING;
    const real high = x - k * LN2_HIGH;
    const real low = k * LN2_LOW;
    const real r = high - low;
    const real z = r * r;
#ifdef SINGLE
    const real even = (0x1.6a247ap-10f * z + 0x1.5558f2p-5f) * z + 0x1.fffffcp-2f;
    const real odd = 0x1.1239e2p-7f * z + 0x1.555492p-3f;
#else
    const real even =
        (((0x1.28ad72d3e9072p-22 * z + 0x1.a0199a0c5b14dp-16) * z + 0x1.6c16c1842a18ep-10) * z + 0x1.555555555087cp-5)
        * z + 0x1.000000000000ap-1;
    const real odd =
        (((0x1.ad7f665508f43p-26 * z + 0x1.71df255761547p-19) * z + 0x1.a01a012a559b1p-13) * z + 0x1.1111111127beap-7)
        * z + 0x1.55555555554fap-3;
#endif
    *excess = high + (z * (even + r * odd) - low);
    return rounded;
}

// e^x.
static inline real exponential(real x) {
    const real below = x > EXP_HIGHEST ? EXP_HIGHEST : x;
    const real bounded = below < EXP_LOWEST ? EXP_LOWEST : below;
    real excess;
    const real rounded = reduced_exponential(bounded, &excess);
    const real half_power = (rounded - ROUNDING) * REAL(0.5) + ROUNDING;
    return (1 + excess) * power_of_two(AS_BITS(half_power)) * power_of_two(AS_BITS(rounded) - AS_BITS(half_power));
}

// tanh x.
static inline real hyperbolic_tangent(real x) {
    const real size = AS_REAL(AS_BITS(x) & ~SIGN_BIT);
    const real bounded = size > TANH_SATURATION ? TANH_SATURATION : size;
    real excess;
    const real power = power_of_two(AS_BITS(reduced_exponential(bounded + bounded, &excess)));
    const real growth = (power - 1) + power * excess;
    return AS_REAL(AS_BITS(growth / (growth + 2)) | (AS_BITS(x) & SIGN_BIT));
}

// 1/(1 + e^-x).
static inline real sigmoid(real x) {
    const real decay = exponential(AS_REAL(AS_BITS(x) | SIGN_BIT));
    return (x < 0 ? decay : 1) / (1 + decay);
}

// ln x of positive normal numbers, `shift` subtracted from the exponent.
static inline real normal_logarithm(real x, real shift) {
    const real_bits moved = AS_BITS(x) + ONE_LESS_ROOT_HALF_BITS;
    const real k = (AS_REAL((moved >> SIGNIFICAND_BITS) | WHOLE_BITS) - WHOLE_BIAS) - shift;
    const real f = AS_REAL((moved & SIGNIFICAND_MASK) + ROOT_HALF_BITS) - 1;
    const real s = f / (2 + f);
    const real z = s * s;
    const real w = z * z;
#ifdef SINGLE
    const real odd = 0x1.2438d4p-2f * w + 0x1.555554p-1f;
    const real even = 0x1.e2f6fep-3f * w + 0x1.999a7ap-2f;
#else
    const real odd =
        ((0x1.2f063705f38b4p-3 * w + 0x1.74663fa487d00p-3) * w + 0x1.24924941f5051p-2) * w + 0x1.5555555555592p-1;
    const real even = (0x1.39a1a6b8872bdp-3 * w + 0x1.c71c5205fd2bbp-3) * w + 0x1.999999997fd77p-2;
#endif
    const real series = z * (odd + z * even);
    const real half_square = REAL(0.5) * f * f;
    return k * LN2_HIGH - ((half_square - (s * (half_square + series) + k * LN2_LOW)) - f);
}

// ln x.
static inline real logarithm(real x) {
    if (x == 0) return -(real)INFINITY;
    if (x < 0) return (real)NAN;
    if (!(x < (real)INFINITY)) return x;
    return x < LEAST_NORMAL ? normal_logarithm(x * SUBNORMAL_SCALE, SUBNORMAL_SHIFT) : normal_logarithm(x, 0);
}

// sin r and cos r for |r| <= pi/4, turned on by `quarters` quarter turns; the cosine is returned.
static inline real turned_sine_cosine(real r, real_bits quarters, real *sine) {
    const real z = r * r;
    const real w = z * z;
#ifdef SINGLE
    const real sine_series = (-0x1.994b48p-13f * w + -0x1.555546p-3f) + z * 0x1.110756p-7f;
    const real cosine_series = (0x1.99e8cep-16f * w + 0x1.55554ap-5f) + z * -0x1.6c0c2ap-10f;
#else
    const real sine_series = ((-0x1.ae5e612e7a625p-26 * w + -0x1.a01a019c0b247p-13) * w + -0x1.5555555555549p-3)
        + z * ((0x1.5d917598ad1c1p-33 * w + 0x1.71de3571aae1dp-19) * w + 0x1.111111110f84bp-7);
    const real cosine_series = ((0x1.1ee9d3e9b403fp-29 * w + 0x1.a01a019c7d0a5p-16) * w + 0x1.555555555554bp-5)
        + z * ((-0x1.8fa295e2c7d06p-37 * w + -0x1.27e4f7e558658p-22) * w + -0x1.6c16c16c14f4ap-10);
#endif
    const real direct_sine = r + r * z * sine_series;
    const real direct_cosine = 1 - (REAL(0.5) * z - w * cosine_series);
    const real turned_sine = quarters & 1 ? direct_cosine : direct_sine;
    const real turned_cosine = quarters & 1 ? direct_sine : direct_cosine;
    *sine = AS_REAL(AS_BITS(turned_sine) ^ ((quarters << QUARTER_SHIFT) & SIGN_BIT));
    return AS_REAL(AS_BITS(turned_cosine) ^ (((quarters + 1) << QUARTER_SHIFT) & SIGN_BIT));
}

// sin x and cos x; the cosine is returned.
static inline real sine_cosine(real x, real *sine) {
    const real bounded = AS_REAL(AS_BITS(x) & ~SIGN_BIT) <= CIRCULAR_LIMIT ? x : (real)NAN;
    const real rounded = bounded * TWO_OVER_PI + ROUNDING;
    const real n = rounded - ROUNDING;
#ifdef SINGLE
    const real most = (bounded - n * 0x1.92p+0f) - n * 0x1.fap-12f;
    const real next = n * 0x1.54p-20f;
    const real last = n * 0x1.10b462p-30f;
#else
    const real most = bounded - n * 0x1.921fb544p+0;
    const real next = n * 0x1.0b4611a6p-34;
    const real last = n * 0x1.3198a2e037073p-69;
#endif
    const real r = most - next;
    const real rest = last - ((most - r) - next);
    return turned_sine_cosine(r - rest, AS_BITS(rounded), sine);
}

#endif
