#ifndef CLAUSTRUM_CPLATFORM_H
#define CLAUSTRUM_CPLATFORM_H

/* What Swift cannot ask the processor itself. */

/* 1 where processor and operating system support every feature of x86-64-v3 (AVX2, FMA, BMI2…), else 0. */
int claustrum_cpu_supports_v3(void);

/* 1 where processor and operating system support every feature of x86-64-v4 (AVX-512 F, BW, CD, DQ, VL), else 0. */
int claustrum_cpu_supports_v4(void);

#endif
