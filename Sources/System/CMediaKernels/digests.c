// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

#include <string.h>

enum { AHEAD = 16 };

static inline uint64_t mixed(uint64_t first, uint64_t seed) {
    first ^= seed;
    return (first ^ first >> 32) * 0x9e3779b97f4a7c15ULL;
}

static inline uint64_t first_of(const uint8_t *digest) {
    uint64_t first;
    memcpy(&first, digest, 8);
    return first;
}

// Written out for each length, so that comparing is a few instructions.
#define DEFINE_FIND(BYTES)                                                                         \
    static size_t find_##BYTES(                                                                    \
        const uint8_t *table, size_t slots, uint64_t seed, const uint8_t *digests, size_t count,  \
        struct cmk_found *found) {                                                                 \
        static const uint8_t free_slot[BYTES];                                                     \
        struct { uint64_t order; size_t slot; } coming[AHEAD];                                     \
        size_t hits = 0;                                                                           \
        for (size_t i = 0; i < count + AHEAD; i++) {                                               \
            size_t at = i % AHEAD;                                                                 \
            if (i >= AHEAD) {                                                                      \
                const uint8_t *digest = digests + (i - AHEAD) * BYTES;                             \
                int is_zero = first_of(digest) == 0 && memcmp(digest, free_slot, BYTES) == 0;      \
                const uint8_t *held = is_zero ? free_slot : table + coming[at].slot * BYTES;       \
                uint64_t order = coming[at].order, first = first_of(held);                         \
                while (mixed(first, seed) < order                                                  \
                    && (first != 0 || memcmp(held, free_slot, BYTES) != 0)) {                      \
                    held += BYTES;                                                                 \
                    first = first_of(held);                                                        \
                }                                                                                  \
                /* Others that begin like it stand beside it in any order. */                      \
                while (first == first_of(digest) && memcmp(held, digest, BYTES) != 0               \
                    && memcmp(held, free_slot, BYTES) != 0) {                                      \
                    held += BYTES;                                                                 \
                    first = first_of(held);                                                        \
                }                                                                                  \
                found[hits].number = i - AHEAD;                                                    \
                found[hits].slot = is_zero ? SIZE_MAX : (size_t)(held - table) / BYTES;            \
                hits += memcmp(held, digest, BYTES) == 0;                                          \
            }                                                                                      \
            if (i < count) {                                                                       \
                uint64_t order = mixed(first_of(digests + i * BYTES), seed);                       \
                coming[at].order = order;                                                          \
                coming[at].slot = (size_t)((unsigned __int128)order * slots >> 64);                \
                __builtin_prefetch(table + coming[at].slot * BYTES, 0, 3);                         \
            }                                                                                      \
        }                                                                                          \
        return hits;                                                                               \
    }

DEFINE_FIND(16)
DEFINE_FIND(20)
DEFINE_FIND(32)

size_t cmk_find_digests(
    const uint8_t *table, size_t slots, size_t digest_bytes, uint64_t seed, const uint8_t *digests,
    size_t count, struct cmk_found *found) {
    switch (digest_bytes) {
    case 16:
        return find_16(table, slots, seed, digests, count, found);
    case 20:
        return find_20(table, slots, seed, digests, count, found);
    default:
        return find_32(table, slots, seed, digests, count, found);
    }
}
