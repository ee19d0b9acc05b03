// The models of Sources/DynamicsKernelsBaseline/{Oscillators,RateModels,PopulationModels}.swift for one node, with
// the same operations in the same order; the equations stand there. MODEL is Dynamics.NeuralModel's number,
// PARAMETERS and VARIABLES the lengths of the node's rows; parameters 0 and 1 are the coupling's gain and the
// in-strength.
#ifndef MODELS_CL
#define MODELS_CL
#include "real.cl"
#include "elementary.cl"

// What the node receives of a signal.
#define RECEIVED(row, value) (p[0] * (sums[row] - p[1] * (value)))

#if MODEL == 4 || MODEL == 7
// 1/(1 + e^-slope(x - threshold)).
static inline real logistic_rate(real x, real slope, real threshold) { return sigmoid(slope * (x - threshold)); }
#endif

#if MODEL == 5 || MODEL == 6
static inline real abbott_chance_rate(real drive, real d) {
    const real z = d * drive;
    const real quotient = drive / (1 - exponential(-z));
    const real square = z * z;
    const real tail = REAL(-1.0) / REAL(1209600.0) + square * (REAL(1.0) / REAL(47900160.0));
    const real inner = REAL(-1.0) / REAL(720.0) + square * (REAL(1.0) / REAL(30240.0) + square * tail);
    const real even = REAL(1.0) / REAL(12.0) + square * inner;
    const real series = (1 + z * REAL(0.5) + square * even) / d;
    return z < REAL(0.3) && z > REAL(-0.3) ? series : quotient;
}
#endif

#if MODEL == 7
static inline real jansen_rit_rate(const real *p, real potential) {
    return p[10] * 2 * logistic_rate(potential, p[12], p[11]);
}
#endif

// The rates of change of `x`, per ms.
static inline void model_drift(const real *x, const real *sums, const real *input, const real *p, real *rate) {
#if MODEL == 0
    rate[0] = RECEIVED(0, x[0]) + input[0] - x[0] / p[2];
#elif MODEL == 1
    real sine;
    const real cosine = sine_cosine(x[0] + p[3], &sine);
    const real pull = sums[0] * cosine - sums[1] * sine;
    rate[0] = p[2] + p[0] * pull + input[0];
#elif MODEL == 2
    const real growth = p[2] - (x[0] * x[0] + x[1] * x[1]);
    rate[0] = growth * x[0] - p[3] * x[1] + RECEIVED(0, x[0]) + input[0];
    const real share = p[4] * RECEIVED(1, x[1]);
    rate[1] = growth * x[1] + p[3] * x[0] + share + input[1];
#elif MODEL == 3
    const real cubic = ((p[3] - p[2] * x[0]) * x[0] + p[4]) * x[0];
    rate[0] = cubic - x[1] + RECEIVED(0, x[0]) + input[0];
    rate[1] = (x[0] - p[5] - p[6] * x[1]) / p[7] + input[1];
#elif MODEL == 4
    const real excitation = p[4] * x[0] - p[6] * x[1] + RECEIVED(0, x[0]) + input[0];
    const real inhibition = p[5] * x[0] - p[7] * x[1] + input[1];
    const real rate_e = logistic_rate(excitation, p[8], p[10]);
    const real rate_i = logistic_rate(inhibition, p[9], p[11]);
    rate[0] = ((1 - x[0]) * rate_e - x[0]) / p[2];
    rate[1] = ((1 - x[1]) * rate_i - x[1]) / p[3];
#elif MODEL == 5
    const real current = p[7] * p[8] * x[0] + p[8] * RECEIVED(0, x[0]) + p[9];
    const real firing = abbott_chance_rate(p[2] * current - p[3], p[4]);
    const real gain = p[5] * REAL(0.001);
    rate[0] = (1 - x[0]) * gain * firing - x[0] / p[6] + input[0];
#elif MODEL == 6
    const real received = p[15] * RECEIVED(0, x[0]);
    const real excitation = p[11] * p[13] + p[14] * p[15] * x[0] + received - p[16] * x[1];
    const real inhibition = p[12] * p[13] + p[15] * x[0] - x[1] + p[17] * received;
    const real rate_e = abbott_chance_rate(p[2] * excitation - p[3], p[4]);
    const real rate_i = abbott_chance_rate(p[5] * inhibition - p[6], p[7]);
    const real gain = p[8] * REAL(0.001);
    rate[0] = (1 - x[0]) * gain * rate_e - x[0] / p[9] + input[0];
    rate[1] = REAL(0.001) * rate_i - x[1] / p[10] + input[1];
#elif MODEL == 7
    const real gain_a = p[2] * p[4];
    const real gain_b = p[3] * p[5];
    const real pyramidal = jansen_rit_rate(p, x[1] - x[2]);
    const real excitatory = p[7] * jansen_rit_rate(p, p[6] * x[0]);
    const real inhibitory = p[9] * jansen_rit_rate(p, p[8] * x[0]);
    const real arriving = p[13] + input[4] + RECEIVED(0, pyramidal);
    rate[0] = x[3] + input[0];
    rate[1] = x[4] + input[1];
    rate[2] = x[5] + input[2];
    rate[3] = gain_a * pyramidal - 2 * p[4] * x[3] - p[4] * p[4] * x[0] + input[3];
    rate[4] = gain_a * (arriving + excitatory) - 2 * p[4] * x[4] - p[4] * p[4] * x[1];
    rate[5] = gain_b * inhibitory - 2 * p[5] * x[5] - p[5] * p[5] * x[2] + input[5];
#else
#ifdef SINGLE
    const real pi = 0x1.921fb4p+1f;
#else
    const real pi = 0x1.921fb54442d18p+1;
#endif
    const real scaled = p[2] * x[0];
    const real depth = pi * scaled;
    const real spread = p[3] / (pi * p[2]);
    const real drive = p[4] + p[5] * scaled + p[2] * RECEIVED(0, x[0]) + input[1];
    rate[0] = (spread + 2 * x[0] * x[1]) / p[2] + input[0];
    rate[1] = (x[1] * x[1] + drive - depth * depth) / p[2];
#endif
}

// What the node sends along its outgoing connections, SIGNALS numbers.
static inline void model_signals(const real *x, const real *p, real *sent) {
#if MODEL == 1
    real sine;
    sent[1] = sine_cosine(x[0], &sine);
    sent[0] = sine;
#elif MODEL == 7
    sent[0] = jansen_rit_rate(p, x[1] - x[2]);
#else
    for (int signal = 0; signal < SIGNALS; ++signal) sent[signal] = x[signal];
#endif
}

#endif
