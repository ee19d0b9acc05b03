#ifndef CLAUSTRUM_SQUARE_ROOTS_H
#define CLAUSTRUM_SQUARE_ROOTS_H

/* Swift's square root of a vector calls the C library lane by lane; the processors have one instruction for it, on arm64 too.
   Inlined, so that each kernel target has its own level's. Correctly rounded. */

typedef double claustrum_doubles_8 __attribute__((ext_vector_type(8)));
typedef float claustrum_floats_16 __attribute__((ext_vector_type(16)));

static inline __attribute__((always_inline)) claustrum_doubles_8 claustrum_square_roots_8(claustrum_doubles_8 x) {
    return __builtin_elementwise_sqrt(x);
}

static inline __attribute__((always_inline)) claustrum_floats_16 claustrum_square_roots_16(claustrum_floats_16 x) {
    return __builtin_elementwise_sqrt(x);
}

#endif
