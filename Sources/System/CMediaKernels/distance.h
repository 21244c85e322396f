// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

// The number of bits in which two hashes of four words differ. A macro, so that each version of a
// loop counts bits with its own instructions.
#define DISTANCE(a, b)                                                                             \
    ((uint32_t)(__builtin_popcountll((a)[0] ^ (b)[0]) + __builtin_popcountll((a)[1] ^ (b)[1])     \
        + __builtin_popcountll((a)[2] ^ (b)[2]) + __builtin_popcountll((a)[3] ^ (b)[3])))
