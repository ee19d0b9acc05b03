/* What a device can do at most: a triad for its memory, chains of fused multiply-adds for its arithmetic.
   Define SINGLE for single precision, and LANES as the numbers of one vector: 4, 8 or 16. */

#ifdef SINGLE
#define SCALAR float
#else
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#define SCALAR double
#endif
#define JOINED(a, b) a##b
#define VECTOR(a, b) JOINED(a, b)
typedef SCALAR real;
typedef VECTOR(SCALAR, LANES) lanes;

/* out = first + scale·second: 2 elements read and 1 written an item. */
__kernel void triad(
    __global const lanes *first, __global const lanes *second, const real scale, __global lanes *out)
{
    const size_t item = get_global_id(0);
    out[item] = first[item] + scale * second[item];
}

/* 8 vectors of independent chains an item, so that each operation's latency hides behind the others'. They tend to a
   fixed point and stay finite. */
__kernel void multiply_add_chains(const int rounds, __global lanes *out)
{
    const lanes m = (lanes)((real)0.999), t = (lanes)((real)0.001);
    lanes a = (lanes)((real)get_global_id(0));
    lanes b = a + t, c = a - t, d = a * m, e = a + m, f = b + m, g = c + m, h = d + m;
    for (int round = 0; round < rounds; ++round) {
        a = fma(a, m, t);
        b = fma(b, m, t);
        c = fma(c, m, t);
        d = fma(d, m, t);
        e = fma(e, m, t);
        f = fma(f, m, t);
        g = fma(g, m, t);
        h = fma(h, m, t);
    }
    out[get_global_id(0)] = ((a + b) + (c + d)) + ((e + f) + (g + h));
}
