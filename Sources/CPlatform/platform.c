#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#endif

#include "CPlatform.h"

#if defined(__x86_64__)

int claustrum_cpu_supports_v3(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("lzcnt") &&
           __builtin_cpu_supports("movbe") && __builtin_cpu_supports("f16c");
}

int claustrum_cpu_supports_v4(void) {
    return claustrum_cpu_supports_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}

#else

int claustrum_cpu_supports_v3(void) { return 0; }
int claustrum_cpu_supports_v4(void) { return 0; }

#endif

#if defined(__linux__)

/* Bits lie in words of the system's size; byte by byte they are in order on a little-endian processor only. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "affinity bits are read as bytes");
_Static_assert(sizeof(cpu_set_t) == CLAUSTRUM_AFFINITY_BYTES, "the size of an affinity set");

int claustrum_get_affinity(unsigned char bits[CLAUSTRUM_AFFINITY_BYTES]) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return -1;
    memcpy(bits, &set, sizeof set);
    return 0;
}

int claustrum_set_affinity(const unsigned char bits[CLAUSTRUM_AFFINITY_BYTES]) {
    cpu_set_t set;
    memcpy(&set, bits, sizeof set);
    return sched_setaffinity(0, sizeof set, &set) == 0 ? 0 : -1;
}

#else

int claustrum_get_affinity(unsigned char bits[CLAUSTRUM_AFFINITY_BYTES]) { (void)bits; return -1; }
int claustrum_set_affinity(const unsigned char bits[CLAUSTRUM_AFFINITY_BYTES]) { (void)bits; return -1; }

#endif
