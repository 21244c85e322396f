// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "cmediakernels.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { LARGE_PAGE_BYTES = 2 << 20 };

// A random read from a table of gigabytes in pages of 4 KiB waits twice: for the address's
// translation, and for the data. In pages of 2 MiB the translations stay in the processor.
static size_t rounded(size_t bytes) {
    return (bytes + LARGE_PAGE_BYTES - 1) / LARGE_PAGE_BYTES * LARGE_PAGE_BYTES;
}

void *_Nonnull cmk_allocate(size_t bytes) {
    if (bytes < LARGE_PAGE_BYTES) {
        void *memory = mmap(
            NULL, bytes ? bytes : 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) abort();
        return memory;
    }
    // More than needed, so that an aligned part is in it; the rest is given back.
    size_t wanted = rounded(bytes), all = wanted + LARGE_PAGE_BYTES;
    uint8_t *memory = mmap(
        NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) abort();
    size_t ahead = (size_t)(-(uintptr_t)memory) % LARGE_PAGE_BYTES;
    if (ahead) munmap(memory, ahead);
    munmap(memory + ahead + wanted, all - ahead - wanted);
#ifdef MADV_HUGEPAGE
    madvise(memory + ahead, wanted, MADV_HUGEPAGE);  // a wish: without it, it is merely slower
#endif
    return memory + ahead;
}

void cmk_release(void *_Nullable memory, size_t bytes) {
    if (memory) munmap(memory, bytes < LARGE_PAGE_BYTES ? (bytes ? bytes : 1) : rounded(bytes));
}
