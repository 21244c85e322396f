// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

// A product and a sum are two roundings at every level; fused into one they would give other bits.
#pragma clang fp contract(off)

// One column after another, for the columns that fill no vector, and where there are no vectors.
static inline void weigh_columns(
    const uint8_t *rows, size_t stride, size_t from, size_t width, const float *weights,
    size_t count, float *sums) {
    for (size_t x = from; x < width; x++) {
        float sum = 0;
        for (size_t k = 0; k < count; k++) sum += weights[k] * (float)rows[k * stride + x];
        sums[x] = sum;
    }
}

// Defines a version whose vectors have `LANES` columns and which keeps two of them in registers.
#define DEFINE_WEIGH(NAME, LANES, ATTRIBUTES)                                                      \
    typedef float NAME##_floats __attribute__((vector_size(LANES * 4)));                          \
    typedef int32_t NAME##_ints __attribute__((vector_size(LANES * 4)));                          \
    typedef uint8_t NAME##_bytes __attribute__((vector_size(LANES)));                             \
    ATTRIBUTES static void NAME(                                                                   \
        const uint8_t *rows, size_t stride, size_t width, const float *weights, size_t count,     \
        float *sums) {                                                                             \
        size_t x = 0;                                                                              \
        for (; x + 2 * LANES <= width; x += 2 * LANES) {                                          \
            NAME##_floats left = { 0 }, right = { 0 };                                            \
            const uint8_t *row = rows + x;                                                         \
            for (size_t k = 0; k < count; k++, row += stride) {                                   \
                NAME##_bytes a, b;                                                                 \
                __builtin_memcpy(&a, row, LANES);                                                  \
                __builtin_memcpy(&b, row + LANES, LANES);                                          \
                left += weights[k]                                                                 \
                    * __builtin_convertvector(                                                     \
                        __builtin_convertvector(a, NAME##_ints), NAME##_floats);                  \
                right += weights[k]                                                                \
                    * __builtin_convertvector(                                                     \
                        __builtin_convertvector(b, NAME##_ints), NAME##_floats);                  \
            }                                                                                      \
            __builtin_memcpy(sums + x, &left, sizeof left);                                       \
            __builtin_memcpy(sums + x + LANES, &right, sizeof right);                             \
        }                                                                                          \
        weigh_columns(rows, stride, x, width, weights, count, sums);                              \
    }

DEFINE_WEIGH(weigh_baseline, 4, )
#if defined(__x86_64__)
DEFINE_WEIGH(weigh_avx2, 8, __attribute__((target("avx2"))))
DEFINE_WEIGH(weigh_avx512, 16, __attribute__((target("avx512f,avx512bw,avx512vl"))))
#endif

void cmk_weigh_rows(
    int level, const uint8_t *rows, size_t stride, size_t width, const float *weights,
    size_t count, float *sums) {
#if defined(__x86_64__)
    if (level >= CMK_AVX512) {
        weigh_avx512(rows, stride, width, weights, count, sums);
        return;
    }
    if (level >= CMK_AVX2) {
        weigh_avx2(rows, stride, width, weights, count, sums);
        return;
    }
#endif
    (void)level;
    weigh_baseline(rows, stride, width, weights, count, sums);
}
