// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

#include <string.h>

// Four lines of four floats become columns: on any processor with vectors of 16 bytes.
typedef float four __attribute__((vector_size(16)));

static inline void transpose_four(
    const float *from, size_t from_stride, float *to, size_t to_stride) {
    four a, b, c, d;
    memcpy(&a, from, 16);
    memcpy(&b, from + from_stride, 16);
    memcpy(&c, from + 2 * from_stride, 16);
    memcpy(&d, from + 3 * from_stride, 16);
    four ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
    four ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    four cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    four cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    a = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
    b = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
    c = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
    d = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
    memcpy(to, &a, 16);
    memcpy(to + to_stride, &b, 16);
    memcpy(to + 2 * to_stride, &c, 16);
    memcpy(to + 3 * to_stride, &d, 16);
}

void cmk_to_lanes(const float *rows, size_t width, float *lanes) {
    size_t x = 0;
    for (; x + 4 <= width; x += 4) {
        transpose_four(rows + x, width, lanes + 8 * x, 8);
        transpose_four(rows + 4 * width + x, width, lanes + 8 * x + 4, 8);
    }
    for (; x < width; x++)
        for (size_t lane = 0; lane < 8; lane++) lanes[8 * x + lane] = rows[lane * width + x];
}

void cmk_from_lanes(const float *lanes, size_t width, float *rows) {
    size_t x = 0;
    for (; x + 4 <= width; x += 4) {
        transpose_four(lanes + 8 * x, 8, rows + x, width);
        transpose_four(lanes + 8 * x + 4, 8, rows + 4 * width + x, width);
    }
    for (; x < width; x++)
        for (size_t lane = 0; lane < 8; lane++) rows[lane * width + x] = lanes[8 * x + lane];
}
