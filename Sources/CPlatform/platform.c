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
