// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

// Three operations are three roundings at every level; fused they would give other steps.
#pragma clang fp contract(off)

static inline int32_t steps_one_by_one(
    const float *first, const float *second, size_t from, size_t count) {
    int32_t sum = 0;
    for (size_t i = from; i < count; i++) {
        int32_t step = (int32_t)((first[i] - second[i]) * 100 / 255);
        sum += step < 0 ? -step : step;
    }
    return sum;
}

// Defines a version whose vectors have `LANES` numbers.
#define DEFINE_STEPS(NAME, LANES, ATTRIBUTES)                                                      \
    typedef float NAME##_floats __attribute__((vector_size(LANES * 4)));                          \
    typedef int32_t NAME##_ints __attribute__((vector_size(LANES * 4)));                          \
    ATTRIBUTES static int32_t NAME(const float *first, const float *second, size_t count) {       \
        NAME##_ints sums = { 0 };                                                                  \
        size_t i = 0;                                                                              \
        for (; i + LANES <= count; i += LANES) {                                                   \
            NAME##_floats a, b;                                                                    \
            __builtin_memcpy(&a, first + i, sizeof a);                                             \
            __builtin_memcpy(&b, second + i, sizeof b);                                            \
            NAME##_ints step = __builtin_convertvector((a - b) * 100 / 255, NAME##_ints);         \
            NAME##_ints sign = step >> 31;                                                         \
            sums += (step ^ sign) - sign;                                                          \
        }                                                                                          \
        int32_t sum = 0;                                                                           \
        for (int lane = 0; lane < LANES; lane++) sum += sums[lane];                               \
        return sum + steps_one_by_one(first, second, i, count);                                    \
    }

DEFINE_STEPS(steps_baseline, 4, )
#if defined(__x86_64__)
DEFINE_STEPS(steps_avx2, 8, __attribute__((target("avx2"))))
DEFINE_STEPS(steps_avx512, 16, __attribute__((target("avx512f,avx512bw,avx512vl"))))
#endif

int32_t cmk_visible_steps(int level, const float *first, const float *second, size_t count) {
#if defined(__x86_64__)
    if (level >= CMK_AVX512) return steps_avx512(first, second, count);
    if (level >= CMK_AVX2) return steps_avx2(first, second, count);
#endif
    (void)level;
    return steps_baseline(first, second, count);
}
