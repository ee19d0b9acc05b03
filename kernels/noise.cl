// Arrays of the elementary functions and of noise, for comparison with the CPU: a work-item an entry.
#include "real.cl"
#include "elementary.cl"
#include "philox.cl"

// values[i] = a function of x[i]: 0 exp, 1 ln, 2 tanh, 3 sigmoid, 4 square root, 5 sine, 6 cosine.
kernel void elementary_values(const int function, global const real *x, global real *values, const ulong count) {
    const size_t index = get_global_id(0);
    if (index >= count) return;
    real value = x[index];
    real sine;
    switch (function) {
    case 0: value = exponential(value); break;
    case 1: value = logarithm(value); break;
    case 2: value = hyperbolic_tangent(value); break;
    case 3: value = sigmoid(value); break;
    case 4: value = sqrt(value); break;
    case 5:
        sine_cosine(value, &sine);
        value = sine;
        break;
    default: value = sine_cosine(value, &sine);
    }
    values[index] = value;
}

// The normal deviates of variables 2·draw and 2·draw + 1 at one step, of each entry's node and run.
kernel void fill_normals(
    const ulong seed, const uint step, const uint draw, global const uint *nodes, global const uint *runs,
    const ulong count, global real *even, global real *odd) {
    const size_t index = get_global_id(0);
    if (index >= count) return;
    real other;
    even[index] = normal_pair(seed, step, nodes[index], draw, runs[index], &other);
    odd[index] = other;
}
