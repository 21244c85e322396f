// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The reference computes 0.299 r + 0.587 g + 0.114 b in double precision and rounds once. That is
// k / 1000 with k = 299 r + 587 g + 114 b, but for an error too small to decide a rounding: all
// 2^24 colours were compared. So a division of two whole numbers, which IEEE 754 rounds correctly,
// gives the same bits.
enum { RED = 299, GREEN = 587, BLUE = 114, SCALE = 1000 };

static inline void luma_one_by_one(const uint8_t *rgb, size_t from, size_t count, float *luma) {
    for (size_t i = from; i < count; i++) {
        int32_t k = RED * rgb[3 * i] + GREEN * rgb[3 * i + 1] + BLUE * rgb[3 * i + 2];
        luma[i] = (float)k / SCALE;
    }
}

#if defined(__x86_64__)
// The next rows are asked for while these are worked at: between bursts of eight rows the processor
// would forget that it reads on. Measured; half of it is slower.
enum { BYTES_AHEAD = 8192 };

// In each sixteen bytes stand four pixels, in the first twelve. Their red and green become pairs of
// sixteen bits, which one instruction multiplies and adds; so does their blue, with nothing.
#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl")))
#define PAIRS 0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1
#define BLUES 2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1

// Divisions by 1000, as fast as products: a quotient from the reciprocal is off by a unit or so in
// its last place; what it leaves of the dividend is exact when it is fused, and corrects it
// (Markstein: "Computation of elementary functions on the IBM RISC System/6000 processor", 1990).
// Every significand was tried: all quotients are those of a division.
AVX2 static inline __m256 thousandths_avx2(__m256 k) {
    __m256 reciprocal = _mm256_set1_ps(1.0F / SCALE), quotients = _mm256_mul_ps(k, reciprocal);
    __m256 left = _mm256_fnmadd_ps(quotients, _mm256_set1_ps(SCALE), k);
    return _mm256_fmadd_ps(left, reciprocal, quotients);
}

AVX512 static inline __m512 thousandths_avx512(__m512 k) {
    __m512 reciprocal = _mm512_set1_ps(1.0F / SCALE), quotients = _mm512_mul_ps(k, reciprocal);
    __m512 left = _mm512_fnmadd_ps(quotients, _mm512_set1_ps(SCALE), k);
    return _mm512_fmadd_ps(left, reciprocal, quotients);
}

AVX2 static void luma_avx2(const uint8_t *rgb, size_t count, float *luma) {
    const __m256i pairs = _mm256_setr_epi8(PAIRS, PAIRS), blues = _mm256_setr_epi8(BLUES, BLUES);
    const __m256i spread = _mm256_setr_epi32(0, 1, 2, 0, 3, 4, 5, 0);
    const __m256i wanted = _mm256_setr_epi32(-1, -1, -1, -1, -1, -1, 0, 0);
    const __m256i weights = _mm256_set1_epi32(GREEN << 16 | RED), blue = _mm256_set1_epi32(BLUE);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        __builtin_prefetch(rgb + 3 * i + BYTES_AHEAD, 0, 3);
        // Reads 24 bytes, and nothing behind the last pixel.
        __m256i bytes = _mm256_maskload_epi32((const int *)(rgb + 3 * i), wanted);
        bytes = _mm256_permutevar8x32_epi32(bytes, spread);
        __m256i k = _mm256_add_epi32(
            _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, pairs), weights),
            _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, blues), blue));
        _mm256_storeu_ps(luma + i, thousandths_avx2(_mm256_cvtepi32_ps(k)));
    }
    luma_one_by_one(rgb, i, count, luma);
}

AVX512 static void luma_avx512(const uint8_t *rgb, size_t count, float *luma) {
    const __m512i pairs = _mm512_broadcast_i32x4(_mm_setr_epi8(PAIRS));
    const __m512i blues = _mm512_broadcast_i32x4(_mm_setr_epi8(BLUES));
    const __m512i spread = _mm512_setr_epi32(0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 0);
    const __m512i weights = _mm512_set1_epi32(GREEN << 16 | RED), blue = _mm512_set1_epi32(BLUE);
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        __builtin_prefetch(rgb + 3 * i + BYTES_AHEAD, 0, 3);
        // Reads 48 bytes, and nothing behind the last pixel.
        __m512i bytes = _mm512_maskz_loadu_epi32(0x0fff, rgb + 3 * i);
        bytes = _mm512_permutexvar_epi32(spread, bytes);
        __m512i k = _mm512_add_epi32(
            _mm512_madd_epi16(_mm512_shuffle_epi8(bytes, pairs), weights),
            _mm512_madd_epi16(_mm512_shuffle_epi8(bytes, blues), blue));
        _mm512_storeu_ps(luma + i, thousandths_avx512(_mm512_cvtepi32_ps(k)));
    }
    luma_one_by_one(rgb, i, count, luma);
}
#endif

void cmk_luma(int level, const uint8_t *rgb, size_t count, float *luma) {
#if defined(__x86_64__)
    if (level >= CMK_AVX512) {
        luma_avx512(rgb, count, luma);
        return;
    }
    if (level >= CMK_AVX2) {
        luma_avx2(rgb, count, luma);
        return;
    }
#endif
    (void)level;
    luma_one_by_one(rgb, 0, count, luma);
}
