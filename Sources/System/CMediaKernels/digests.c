// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

#include <string.h>

enum { AHEAD = 16 };

// The high and the low half of a product: whoever does not know the seeds cannot choose words that
// give the same (as in wyhash).
static inline uint64_t folded(uint64_t one, uint64_t other) {
    unsigned __int128 product = (unsigned __int128)one * other;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t word(const uint8_t *bytes, size_t count) {
    uint64_t word = 0;
    memcpy(&word, bytes, count);
    return word;
}

// The order in which digests stand, of all their words.
static inline uint64_t mixed(const uint8_t *digest, size_t bytes, const uint64_t *seeds) {
    uint64_t order = folded(word(digest, 8) ^ seeds[0], word(digest + 8, 8) ^ seeds[1]);
    if (bytes == 20) order ^= folded(word(digest + 16, 4) ^ seeds[2], seeds[3]);
    if (bytes == 32)
        order ^= folded(word(digest + 16, 8) ^ seeds[2], word(digest + 24, 8) ^ seeds[3]);
    return order;
}

// Written out for each length, so that comparing is a few instructions.
#define DEFINE_FIND(BYTES)                                                                         \
    static size_t find_##BYTES(                                                                    \
        const uint8_t *table, size_t slots, const uint64_t *seeds, const uint8_t *digests,         \
        size_t count, struct cmk_found *found) {                                                   \
        static const uint8_t free_slot[BYTES];                                                     \
        struct { uint64_t order; size_t slot; } coming[AHEAD];                                     \
        size_t hits = 0;                                                                           \
        for (size_t i = 0; i < count + AHEAD; i++) {                                               \
            size_t at = i % AHEAD;                                                                 \
            if (i >= AHEAD) {                                                                      \
                const uint8_t *digest = digests + (i - AHEAD) * BYTES;                             \
                int is_zero = memcmp(digest, free_slot, BYTES) == 0;                               \
                const uint8_t *held = is_zero ? free_slot : table + coming[at].slot * BYTES;       \
                uint64_t order = coming[at].order;                                                 \
                /* It stands before the first that is greater, if at all. */                       \
                while (memcmp(held, digest, BYTES) != 0 && memcmp(held, free_slot, BYTES) != 0     \
                    && mixed(held, BYTES, seeds) <= order)                                         \
                    held += BYTES;                                                                 \
                found[hits].number = i - AHEAD;                                                    \
                found[hits].slot = is_zero ? SIZE_MAX : (size_t)(held - table) / BYTES;            \
                hits += memcmp(held, digest, BYTES) == 0;                                          \
            }                                                                                      \
            if (i < count) {                                                                       \
                uint64_t order = mixed(digests + i * BYTES, BYTES, seeds);                         \
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
    const uint8_t *table, size_t slots, size_t digest_bytes, const uint64_t *seeds,
    const uint8_t *digests, size_t count, struct cmk_found *found) {
    switch (digest_bytes) {
    case 16:
        return find_16(table, slots, seeds, digests, count, found);
    case 20:
        return find_20(table, slots, seeds, digests, count, found);
    default:
        return find_32(table, slots, seeds, digests, count, found);
    }
}
