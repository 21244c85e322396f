// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

#include <string.h>

enum { AHEAD = 16 };

static inline size_t home(const uint8_t *digest, uint64_t seed, size_t slots) {
    uint64_t mixed;
    memcpy(&mixed, digest, 8);
    mixed ^= seed;
    mixed = (mixed ^ mixed >> 32) * 0x9e3779b97f4a7c15ULL;
    return (size_t)((unsigned __int128)mixed * slots >> 64);
}

// Written out for each length, so that comparing is a few instructions.
#define DEFINE_FIND(BYTES)                                                                         \
    static size_t find_##BYTES(                                                                    \
        const uint8_t *table, size_t slots, uint64_t seed, const uint8_t *digests, size_t count,  \
        struct cmk_found *found) {                                                                 \
        static const uint8_t free_slot[BYTES];                                                     \
        size_t coming[AHEAD], hits = 0;                                                            \
        for (size_t i = 0; i < count + AHEAD; i++) {                                               \
            size_t at = i % AHEAD;                                                                 \
            if (i >= AHEAD) {                                                                      \
                size_t slot = coming[at];                                                          \
                const uint8_t *digest = digests + (i - AHEAD) * BYTES;                             \
                while (memcmp(table + slot * BYTES, digest, BYTES) != 0                            \
                    && memcmp(table + slot * BYTES, free_slot, BYTES) != 0)                        \
                    slot = slot + 1 == slots ? 0 : slot + 1;                                       \
                found[hits] = (struct cmk_found) { i - AHEAD, slot };                              \
                hits += memcmp(table + slot * BYTES, digest, BYTES) == 0;                          \
            }                                                                                      \
            if (i < count) {                                                                       \
                coming[at] = home(digests + i * BYTES, seed, slots);                               \
                __builtin_prefetch(table + coming[at] * BYTES, 0, 3);                              \
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
