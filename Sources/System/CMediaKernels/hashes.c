// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"
#include "distance.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The result is always written and only counted when it is one: no branch to mispredict.
#define DEFINE_SCAN(SUFFIX, ATTRIBUTES, DISTANCE_OF)                                           \
    ATTRIBUTES static size_t scan_##SUFFIX(                                                        \
        const uint64_t *hashes, uint32_t first, uint32_t count, const uint64_t *query,            \
        uint32_t distance_max, uint32_t *found, size_t found_max, uint32_t *next) {                \
        size_t hits = 0;                                                                           \
        uint32_t place = first, end = first + count;                                               \
        for (; place < end && hits < found_max; place++) {                                         \
            found[hits] = place;                                                                   \
            hits += DISTANCE_OF(hashes + 4 * (size_t)place, query) <= distance_max;                \
        }                                                                                          \
        *next = place;                                                                             \
        return hits;                                                                               \
    }

DEFINE_SCAN(baseline, , DISTANCE)
#if defined(__x86_64__)
DEFINE_SCAN(popcount, __attribute__((target("popcnt"))), DISTANCE)

#define WIDE __attribute__((target("avx512f,avx512vl,avx512vpopcntdq,avx2,popcnt")))

WIDE static inline uint32_t wide_distance(const uint64_t *a, const uint64_t *b) {
    __m256i bits = _mm256_popcnt_epi64(_mm256_xor_si256(
        _mm256_loadu_si256((const __m256i *)a), _mm256_loadu_si256((const __m256i *)b)));
    __m128i half = _mm_add_epi64(
        _mm256_castsi256_si128(bits), _mm256_extracti128_si256(bits, 1));
    return (uint32_t)(_mm_cvtsi128_si64(half) + _mm_extract_epi64(half, 1));
}
DEFINE_SCAN(avx512, WIDE, wide_distance)
#endif

size_t cmk_scan(
    int level, const uint64_t *hashes, uint32_t first, uint32_t count, const uint64_t *query,
    uint32_t distance_max, uint32_t *found, size_t found_max, uint32_t *next) {
#if defined(__x86_64__)
    if (level >= CMK_AVX512)
        return scan_avx512(
            hashes, first, count, query, distance_max, found, found_max, next);
    if (level >= CMK_POPCOUNT)
        return scan_popcount(
            hashes, first, count, query, distance_max, found, found_max, next);
#endif
    (void)level;
    return scan_baseline(hashes, first, count, query, distance_max, found, found_max, next);
}
