// SPDX-License-Identifier: Apache-2.0
// The inner loops that gain from a newer processor's instructions, once for each kind of processor,
// and what Swift cannot say: fetch a line of memory ahead, ask for large pages.
//
// Every level gives the same results, bit for bit: the levels differ in speed alone.
#pragma once
#include <stddef.h>
#include <stdint.h>

// One function says more than others about null pointers; that is meant.
#pragma clang diagnostic ignored "-Wnullability-completeness"

// What the processor can do. A higher level includes the lower ones.
enum cmk_level {
    CMK_BASELINE = 0,  // whatever every processor of the architecture has; on ARM that is NEON
    CMK_POPCOUNT = 1,  // x86-64-v2: counts bits in one instruction
    CMK_AVX2 = 2,      // x86-64-v3: vectors of 32 bytes, fused products and sums
    CMK_AVX512 = 3,    // x86-64-v4 with VPOPCNTDQ: vectors of 64 bytes
};

// The highest level of this processor, and of an operating system that saves its registers.
int cmk_level_of_processor(void);

// luma[i] = (299 * red + 587 * green + 114 * blue) / 1000, rounded to single precision, for three
// bytes of each of `count` pixels. It equals 0.299 * red + 0.587 * green + 0.114 * blue in double
// precision, rounded to single.
void cmk_luma(int level, const uint8_t *rgb, size_t count, float *luma);

// Eight rows of `width` floats become `width` groups of eight, and back.
void cmk_to_lanes(const float *rows, size_t width, float *lanes);
void cmk_from_lanes(const float *lanes, size_t width, float *rows);

// sums[x] = weights[0] * rows[x] + weights[1] * rows[stride + x] + ..., in that order, each product
// and each sum rounded to single precision.
void cmk_weigh_rows(
    int level, const uint8_t *rows, size_t stride, size_t width, const float *weights,
    size_t count, float *sums);

// The sum of |(first[i] - second[i]) * 100 / 255|, each operation rounded to single precision and
// each quotient cut off to an integer, for `count` pairs of numbers from 0 to 255, at most
// 10,000,000.
int32_t cmk_visible_steps(int level, const float *first, const float *second, size_t count);

// Of the `count` hashes from `first` on, 256 bits each, writes the places of those that differ from
// the query in at most `distance_max` bits. Stops after `found_max`, and says in `next` where to go
// on. Returns how many it wrote.
size_t cmk_scan(
    int level, const uint64_t *hashes, uint32_t first, uint32_t count, const uint64_t *query,
    uint32_t distance_max, uint32_t *found, size_t found_max, uint32_t *next);

// A table of groups: for each group a line of sixteen words. Fifteen are entries, of which the
// upper five bits are a tag and the lower twenty-seven a place; the last is the number of entries
// in its lower four bits, and above them where in `runs` the group goes on, 0 for nowhere. There
// stands how many more entries there are, and then the entries.
//
// A probe looks into `count` groups of one table, those whose number is `group` with one of the
// `masks` flipped, and takes entries whose tag is a bit of `accepted`.
struct cmk_probe {
    const uint32_t *lines;
    const uint32_t *runs;
    const uint32_t *masks;
    uint32_t group;
    uint32_t count;
    uint32_t accepted;
    // Written above the place of whatever the probe finds: 0 to 31.
    uint32_t mark;
};

// Places whose hashes were asked for and are not there yet.
enum { CMK_AHEAD = 32 };

// Where a search stands; all zero at its beginning.
struct cmk_cursor {
    size_t probe, mask;              // the group to look into next
    uint32_t in_run;                 // how much of its run was read already
    uint32_t head;                   // places found so far
    uint32_t waiting[CMK_AHEAD];
};

// Goes through the probes, compares the hash at every place found with the query, and writes those
// that differ in at most `distance_max` bits: the mark above 27 bits of place. Stops when `room` is
// used up, or all is done: then `*is_done` is set. Returns how many it wrote.
size_t cmk_search(
    int level, const struct cmk_probe *probes, size_t count, const uint64_t *hashes,
    const uint64_t *query, uint32_t distance_max, uint32_t *found, size_t room,
    struct cmk_cursor *cursor, int *is_done);

// Where a digest was found: its number among those looked for, and its slot in the table.
struct cmk_found {
    size_t number, slot;
};

// Looks digests up in a table with open addressing, whose free slots are all zero, and whose other
// slots are in the order of their words mixed with four seeds: see DigestTable. Behind the `slots`
// where a look-up may begin there are more, the last of which is free. `digest_bytes` is 16, 20 or
// 32. `found` has room for all and one more; returns how many there are. A digest of zeros is
// always found, in slot SIZE_MAX.
size_t cmk_find_digests(
    const uint8_t *_Nonnull table, size_t slots, size_t digest_bytes,
    const uint64_t *_Nonnull seeds, const uint8_t *_Nullable digests, size_t count,
    struct cmk_found *_Nullable found);

static inline void cmk_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

// Zeroed memory in pages as large as the system gives. Where there is none the process ends, as it
// does when Swift finds no memory for an array. To be released with the same size.
void *_Nonnull cmk_allocate(size_t bytes);
void cmk_release(void *_Nullable memory, size_t bytes);
