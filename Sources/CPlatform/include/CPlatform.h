#ifndef CLAUSTRUM_CPLATFORM_H
#define CLAUSTRUM_CPLATFORM_H

#include <stddef.h>

/* What Swift cannot ask the processor and the system itself. */

#include "square_roots.h"

/* 1 where processor and operating system support every feature of x86-64-v3 (AVX2, FMA, BMI2…), else 0. */
int claustrum_cpu_supports_v3(void);

/* 1 where processor and operating system support every feature of x86-64-v4 (AVX-512 F, BW, CD, DQ, VL), else 0. */
int claustrum_cpu_supports_v4(void);

/* The processors that the calling thread may run on, as bits from the low end of the first byte on; and sets them. Both
   return 0, or -1 where the system refuses or knows nothing of it. The size is that of the system's own set, 128 bytes. */
#define CLAUSTRUM_AFFINITY_BYTES 128
int claustrum_get_affinity(unsigned char bits[CLAUSTRUM_AFFINITY_BYTES]);
int claustrum_set_affinity(const unsigned char bits[CLAUSTRUM_AFFINITY_BYTES]);

/* Asks the processor for the cache line at `address`, which will be read soon and then no more: it displaces nothing from
   the outer caches. Never faults, whatever the address. Inline, so that kernels call nothing. */
static inline void claustrum_prefetch_once(const void *address) {
    __builtin_prefetch(address, 0, 0);
}

#endif
