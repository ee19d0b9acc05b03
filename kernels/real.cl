// The precision that a program is built for: double, or single with -D SINGLE=1. Every file of network dynamics
// includes this one first. Multiplications and additions are never fused, so that the CPU and every device return the
// same bits; single precision needs -cl-fp32-correctly-rounded-divide-sqrt for that.
#ifndef REAL_CL
#define REAL_CL

#ifdef SINGLE
typedef float real;
typedef uint real_bits;
#define REAL(literal) literal##f
#define AS_BITS(x) as_uint(x)
#define AS_REAL(bits) as_float(bits)
#else
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
typedef double real;
typedef ulong real_bits;
#define REAL(literal) literal
#define AS_BITS(x) as_ulong(x)
#define AS_REAL(bits) as_double(bits)
#endif

#pragma OPENCL FP_CONTRACT OFF

#endif
