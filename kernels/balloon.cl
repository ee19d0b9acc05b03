// The Balloon-Windkessel model of Sources/DynamicsKernelsBaseline/Balloon.swift for one node, with the same
// operations in the same order. The state is s, f, v, q; times are in seconds.
#ifndef BALLOON_CL
#define BALLOON_CL
#include "real.cl"
#include "elementary.cl"

static inline real raised(real value) { return value < REAL(1e-6) ? REAL(1e-6) : value; }

// One Euler step; `c` holds kappa, gamma, tau, 1/alpha, rho, ln(1 - rho).
static inline void advance_balloon(real *state, real activity, global const real *c, real step) {
    const real s = state[0], f = state[1], v = state[2], q = state[3];
    const real outflow = exponential(logarithm(v) * c[3]);
    const real extracted = (1 - exponential(c[5] / f)) / c[4];
    const real rate_s = activity - c[0] * s - c[1] * (f - 1);
    const real rate_v = (f - outflow) / c[2];
    const real rate_q = (f * extracted - outflow * q / v) / c[2];
    state[0] = s + step * rate_s;
    state[1] = raised(f + step * s);
    state[2] = raised(v + step * rate_v);
    state[3] = raised(q + step * rate_q);
}

// The signal; `c` holds V0, k1, k2, k3.
static inline real balloon_signal(const real *state, global const real *c) {
    const real v = state[2], q = state[3];
    return c[0] * (c[1] * (1 - q) + c[2] * (1 - q / v) + c[3] * (1 - v));
}

#endif
