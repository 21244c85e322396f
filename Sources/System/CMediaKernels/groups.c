// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"
#include "distance.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// What takes time is waiting for memory. A processor fetches a few dozen lines at once and no more,
// so requests are spread evenly: with each group that is read, a group further on is asked for;
// with each hash that is compared, one that was just found.
enum {
    ENTRIES = 15,
    PLACE_BITS = 27,
    PLACE_MASK = (1 << PLACE_BITS) - 1,
    LINES_AHEAD = 32,
};

// Which of a line's entries have an accepted tag, a bit each.
static inline uint32_t accepted_one_by_one(const uint32_t *line, uint32_t accepted) {
    uint32_t hits = 0;
    for (uint32_t i = 0; i < ENTRIES; i++)
        hits |= (accepted >> (line[i] >> PLACE_BITS) & 1) << i;
    return hits;
}

#if defined(__x86_64__)
#define POPCOUNT __attribute__((target("popcnt")))
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 static inline uint32_t accepted_avx2(const uint32_t *line, uint32_t accepted) {
    __m256i wide = _mm256_set1_epi32((int)accepted);
    uint32_t hits = 0;
    for (int half = 0; half < 2; half++) {
        __m256i eight = _mm256_loadu_si256((const __m256i *)(line + 8 * half));
        __m256i shifted = _mm256_srlv_epi32(wide, _mm256_srli_epi32(eight, PLACE_BITS));
        __m256 signs = _mm256_castsi256_ps(_mm256_slli_epi32(shifted, 31));
        hits |= (uint32_t)_mm256_movemask_ps(signs) << (8 * half);
    }
    return hits;
}
#endif

// TAKE puts a place in line, asks for its hash, and compares the hash asked for CMK_AHEAD places
// earlier. `written` may grow by one.
#define TAKE(ENTRY)                                                                                \
    do {                                                                                           \
        uint32_t place_ = (ENTRY) & PLACE_MASK;                                                    \
        uint32_t *slot_ = &cursor->waiting[head % CMK_AHEAD];                                      \
        uint32_t ready_ = *slot_;                                                                  \
        *slot_ = place_ | probe->mark << PLACE_BITS;                                               \
        __builtin_prefetch(hashes + 4 * (size_t)place_, 0, 3);                                     \
        if (head >= CMK_AHEAD                                                                      \
            && DISTANCE(hashes + 4 * (size_t)(ready_ & PLACE_MASK), query) <= distance_max)        \
            found[written++] = ready_;                                                             \
        head++;                                                                                    \
    } while (0)

#define DEFINE_SEARCH(SUFFIX, ATTRIBUTES, ACCEPTED)                                                \
    ATTRIBUTES static size_t search_##SUFFIX(                                                      \
        const struct cmk_probe *probes, size_t count, const uint64_t *hashes,                     \
        const uint64_t *query, uint32_t distance_max, uint32_t *found, size_t room,               \
        struct cmk_cursor *cursor, int *is_done) {                                                 \
        size_t written = 0, ahead_probe = cursor->probe, ahead_mask = cursor->mask;               \
        uint32_t head = cursor->head;                                                              \
        *is_done = 0;                                                                              \
        for (int lead = 0; lead < LINES_AHEAD && ahead_probe < count; lead++)                      \
            ASK_FOR_NEXT_LINE;                                                                     \
        while (cursor->probe < count) {                                                            \
            const struct cmk_probe *probe = probes + cursor->probe;                                \
            size_t mask = cursor->mask;                                                            \
            for (; mask < probe->count; mask++) {                                                  \
                /* Room for the line and one more, so that a run that is begun gets on. */        \
                if (written + ENTRIES >= room) break;                                              \
                if (ahead_probe < count) ASK_FOR_NEXT_LINE;                                        \
                const uint32_t *line =                                                             \
                    probe->lines + 16 * (size_t)(probe->group ^ probe->masks[mask]);               \
                uint32_t control = line[ENTRIES];                                                  \
                if (cursor->in_run == 0) {                                                         \
                    uint32_t hits = ACCEPTED(line, probe->accepted);                               \
                    hits &= (1U << (control & 15)) - 1;                                            \
                    for (; hits; hits &= hits - 1) TAKE(line[__builtin_ctz(hits)]);                \
                }                                                                                  \
                if (control > 15) {                                                                \
                    const uint32_t *run = probe->runs + (control >> 4);                            \
                    uint32_t i = cursor->in_run;                                                   \
                    for (; i < run[0] && written < room; i++)                                      \
                        if (probe->accepted >> (run[1 + i] >> PLACE_BITS) & 1) TAKE(run[1 + i]);   \
                    cursor->in_run = i < run[0] ? i : 0;                                           \
                    if (i < run[0]) break;                                                         \
                }                                                                                  \
            }                                                                                      \
            cursor->mask = mask;                                                                   \
            if (mask < probe->count) break;                                                        \
            cursor->mask = 0;                                                                      \
            cursor->probe++;                                                                       \
        }                                                                                          \
        if (cursor->probe == count && written + CMK_AHEAD <= room) {                               \
            uint32_t left = head < CMK_AHEAD ? head : CMK_AHEAD;                                   \
            for (; left; left--) {                                                                 \
                uint32_t ready = cursor->waiting[(head - left) % CMK_AHEAD];                       \
                if (DISTANCE(hashes + 4 * (size_t)(ready & PLACE_MASK), query) <= distance_max)    \
                    found[written++] = ready;                                                      \
            }                                                                                      \
            *is_done = 1;                                                                          \
        }                                                                                          \
        cursor->head = head;                                                                       \
        return written;                                                                            \
    }

#define ASK_FOR_NEXT_LINE                                                                          \
    do {                                                                                           \
        const struct cmk_probe *ahead = probes + ahead_probe;                                      \
        __builtin_prefetch(                                                                        \
            ahead->lines + 16 * (size_t)(ahead->group ^ ahead->masks[ahead_mask]), 0, 3);          \
        if (++ahead_mask == ahead->count) {                                                        \
            ahead_mask = 0;                                                                        \
            ahead_probe++;                                                                         \
        }                                                                                          \
    } while (0)

DEFINE_SEARCH(baseline, , accepted_one_by_one)
#if defined(__x86_64__)
DEFINE_SEARCH(popcount, POPCOUNT, accepted_one_by_one)
DEFINE_SEARCH(avx2, AVX2, accepted_avx2)
#endif

size_t cmk_search(
    int level, const struct cmk_probe *probes, size_t count, const uint64_t *hashes,
    const uint64_t *query, uint32_t distance_max, uint32_t *found, size_t room,
    struct cmk_cursor *cursor, int *is_done) {
#if defined(__x86_64__)
    if (level >= CMK_AVX2)
        return search_avx2(
            probes, count, hashes, query, distance_max, found, room, cursor, is_done);
    if (level >= CMK_POPCOUNT)
        return search_popcount(
            probes, count, hashes, query, distance_max, found, room, cursor, is_done);
#endif
    (void)level;
    return search_baseline(
        probes, count, hashes, query, distance_max, found, room, cursor, is_done);
}
