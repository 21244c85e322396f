// SPDX-License-Identifier: Apache-2.0
#include "cmediakernels.h"

int cmk_level_of_processor(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("popcnt") || !__builtin_cpu_supports("sse4.2")) return CMK_BASELINE;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")
        || !__builtin_cpu_supports("fma"))
        return CMK_POPCOUNT;
    int has_wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vpopcntdq");
    return has_wide ? CMK_AVX512 : CMK_AVX2;
#else
    return CMK_BASELINE;
#endif
}
