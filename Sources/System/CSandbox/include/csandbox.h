// SPDX-License-Identifier: Apache-2.0
// System calls for confining a process and handing it files, which Swift does not offer.
#pragma once
#include <stdint.h>

// The version of the kernel's Landlock interface, or 0 when it has none.
int csb_landlock_version(void);

// Each of these returns 0 or a positive error number.
int csb_close_descriptors_from(unsigned first);
int csb_no_new_privileges(void);
int csb_die_with_parent(void);
/* No core file, wherever the system would put it, and no process of the same user that looks in. */
int csb_leave_no_core(void);
int csb_landlock_deny_everything(void);
int csb_limit(int resource, uint64_t value);

// Keeps freed memory for the next picture, where giving it back and taking it again would cost a
// page fault for every 4 KiB of every file and its pixels. LIMIT: 32 MiB at a time is the most that
// the allocator keeps, 64 MiB in all.
void csb_keep_memory(void);

// Memory without a name that other processes can map by this descriptor, which exec closes and
// which is at least `least`; or a negative error number.
int csb_shared_memory(uint64_t bytes, int least);
// From here on nobody can change the memory's size, or map it to write.
// Returns 0 or an error number.
int csb_seal_memory(int descriptor);

// The memory this process has mapped, in bytes; 0 when unknown.
uint64_t csb_mapped_bytes(void);

// Tries, one after another, what a confined process must not be able to do.
int csb_attempt_count(void);
const char *csb_attempt_name(int index);
// The error number with which the attempt failed, or 0 when it was allowed.
int csb_attempt(int index);
