// Philox4x32-10 and standard normal deviates: the same bits as Sources/DynamicsKernelsBaseline/Normal.swift, where
// the transform is explained, and the same words as Compute/Philox4x32.swift. The key is a seed, the counter's words
// are (step, node, draw, run).
#ifndef PHILOX_CL
#define PHILOX_CL
#include "real.cl"
#include "elementary.cl"

static inline uint4 philox_block(uint4 counter, uint2 key) {
    for (int round = 0; round < 10; ++round) {
        counter = (uint4)(
            mul_hi(counter.z, 0xCD9E8D57u) ^ counter.y ^ key.x, counter.z * 0xCD9E8D57u,
            mul_hi(counter.x, 0xD2511F53u) ^ counter.w ^ key.y, counter.x * 0xD2511F53u);
        key += (uint2)(0x9E3779B9u, 0xBB67AE85u);
    }
    return counter;
}

// The deviates of variables 2·draw (returned) and 2·draw + 1 at (step, node, run).
static inline real normal_pair(ulong seed, uint step, uint node, uint draw, uint run, real *odd) {
    const uint4 words = philox_block((uint4)(step, node, draw, run), (uint2)((uint)seed, (uint)(seed >> 32)));
#ifdef SINGLE
    const uint first = words.y;
    const uint turn = words.w + 0x20000000u;
    const real whole = AS_REAL((first >> 16) | WHOLE_BITS) - 0x1p23f;
    const real part = AS_REAL((first & 0xFFFFu) | WHOLE_BITS) - (0x1p23f - 0.5f);
    const real u = whole * 0x1p-16f + part * 0x1p-32f;
    const real upper = AS_REAL(((turn >> 15) & 0x7FFFu) | WHOLE_BITS) - 0x1.008p23f;
    const real lower = AS_REAL((turn & 0x7FFFu) | WHOLE_BITS) - 0x1p23f;
    const real distance_units = upper * 0x1p15f + lower;
    const real angle = distance_units * 0x1.921fb6p-30f;
    const real_bits quarters = turn >> 30;
#else
    const ulong first = (ulong)words.x | (ulong)words.y << 32;
    const ulong turn = ((ulong)words.z | (ulong)words.w << 32) + 0x2000000000000000ul;
    const real u = AS_REAL((first >> 12) | 0x3ff0000000000000ul) - (1 - 0x1p-53);
    const real distance_units = AS_REAL(((turn << 2) >> 13) | WHOLE_BITS) - 0x1.4p52;
    const real angle = distance_units * 0x1.921fb54442d18p-51;
    const real_bits quarters = turn >> 62;
#endif
    real sine;
    const real cosine = turned_sine_cosine(angle, quarters, &sine);
    const real radius = sqrt(-2 * normal_logarithm(u, 0));
    *odd = radius * sine;
    return radius * cosine;
}

#endif
