// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// The memory that Embedded Swift asks its platform for, where there is no platform: in a
// WebAssembly module that imports nothing. Compiled by script/build-wasm alone.
//
// One list of free blocks in the order of their addresses, the first that fits is taken, and
// neighbours are joined when one is given back (Kernighan and Ritchie, section 8.7): a picture
// needs some dozen blocks, so that nothing faster is called for.

#include <stddef.h>
#include <stdint.h>

#define PAGE_BYTES 65536u

// A block: its own size in units, this head included, and the next free one.
struct unit {
    struct unit *next;
    size_t units;
    uint64_t padding;
};
_Static_assert(sizeof(struct unit) == 16, "blocks start where any type of Swift may");

extern unsigned char __heap_base;
static struct unit first = {&first, 0, 0};
static struct unit *heap_end;

void free(void *memory) {
    if (!memory) return;
    struct unit *block = (struct unit *)memory - 1;
    struct unit *before = &first;
    while (before->next != &first && before->next < block) before = before->next;
    struct unit *after = before->next;
    if (after != &first && block + block->units == after) {
        block->units += after->units;
        after = after->next;
    }
    block->next = after;
    if (before != &first && before + before->units == block) {
        before->units += block->units;
        before->next = block->next;
    } else {
        before->next = block;
    }
}

// Makes the heap longer by at least that much; 0 when the browser gives no more.
static int grow(size_t units) {
    if (!heap_end) {
        uintptr_t base = ((uintptr_t)&__heap_base + 15u) & ~(uintptr_t)15;
        heap_end = (struct unit *)base;
    }
    uintptr_t limit = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE_BYTES;
    size_t present = (limit - (uintptr_t)heap_end) / sizeof(struct unit);
    if (present < units) {
        size_t bytes = (units - present) * sizeof(struct unit);
        size_t pages = (bytes + PAGE_BYTES - 1) / PAGE_BYTES;
        if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
        present += pages * (PAGE_BYTES / sizeof(struct unit));
    }
    struct unit *block = heap_end;
    block->units = present;
    heap_end += present;
    free(block + 1);
    return 1;
}

// Cuts a block in two; gives the second, whose first byte after its head is aligned.
static struct unit *aligned(struct unit *block, size_t alignment) {
    uintptr_t start = (uintptr_t)(block + 1);
    uintptr_t wanted = (start + alignment - 1) & ~(alignment - 1);
    size_t gap = (wanted - start) / sizeof(struct unit);
    if (gap == 0) return block;
    struct unit *second = block + gap;
    second->units = block->units - gap;
    block->units = gap;
    free(block + 1);
    return second;
}

int posix_memalign(void **memory, size_t alignment, size_t bytes) {
    // LIMIT: half of what 32 bits reach, so that no sum below overflows.
    if (bytes > 0x7fffffffu || alignment > PAGE_BYTES) return 12;
    size_t spare = alignment > sizeof(struct unit) ? alignment / sizeof(struct unit) : 0;
    size_t units = 1 + (bytes + sizeof(struct unit) - 1) / sizeof(struct unit) + spare;
    for (;;) {
        struct unit *before = &first;
        while (before->next != &first && before->next->units < units) before = before->next;
        struct unit *block = before->next;
        if (block != &first) {
            if (block->units == units) {
                before->next = block->next;
            } else {
                // From the block's end, so that the list stays as it is.
                block->units -= units;
                block += block->units;
                block->units = units;
            }
            *memory = aligned(block, alignment) + 1;
            return 0;
        }
        if (!grow(units)) return 12;
    }
}
