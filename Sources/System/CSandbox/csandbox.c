// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Debian 12's <linux/landlock.h> is Linux 6.1's: this is the newest layout, of which older kernels
// take a shorter prefix.
struct landlock_ruleset { uint64_t files, network, scopes; };

int csb_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1U);
    return version < 0 ? 0 : (int)version;
}

int csb_landlock_deny_everything(void) {
    int version = csb_landlock_version();
    if (version < 1) return ENOSYS;
    struct landlock_ruleset rules = { .files = (1ULL << 13) - 1 };
    if (version >= 2) rules.files |= 1ULL << 13;  // link or rename between folders
    if (version >= 3) rules.files |= 1ULL << 14;  // truncate
    if (version >= 4) rules.network = 3;          // bind and connect TCP
    if (version >= 5) rules.files |= 1ULL << 15;  // ioctl on devices
    if (version >= 6) rules.scopes = 3;           // abstract sockets and signals of others
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int rulesfd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (rulesfd < 0) return errno;
    int error = syscall(SYS_landlock_restrict_self, rulesfd, 0) ? errno : 0;
    close(rulesfd);
    return error;
}

int csb_close_descriptors_from(unsigned first) {
    return syscall(SYS_close_range, first, ~0U, 0) ? errno : 0;
}

int csb_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ? errno : 0; }

int csb_leave_no_core(void) {
    /* A runtime that prints what it finds in the memory of a process that dies would print it into
       a log; where it may not look, it would keep the process from dying. */
    static const int fatal[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP };
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        if (signal(fatal[i], SIG_DFL) == SIG_ERR) return errno;
    struct rlimit none = { 0, 0 };
    if (setrlimit(RLIMIT_CORE, &none)) return errno;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) ? errno : 0;
}

int csb_die_with_parent(void) {
    if (prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)) return errno;
    return csb_leave_no_core();
}

int csb_limit(int resource, uint64_t value) {
    struct rlimit limit = { value, value };
    return setrlimit((__rlimit_resource_t)resource, &limit) ? errno : 0;
}

void csb_keep_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

uint64_t csb_mapped_bytes(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return 0;
    unsigned long long pages = 0;
    if (fscanf(file, "%llu", &pages) != 1) pages = 0;
    fclose(file);
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static int shared_memory(int fd, uint64_t bytes, int least) {
    if (ftruncate(fd, (off_t)bytes)) return -errno;
    int result = fcntl(fd, F_DUPFD_CLOEXEC, least);
    return result < 0 ? -errno : result;
}

int csb_seal_memory(int descriptor) {
    int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL;
    return fcntl(descriptor, F_ADD_SEALS, seals) ? errno : 0;
}

int csb_shared_memory(uint64_t bytes, int least) {
    int fd = memfd_create("files", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) return -errno;
    int result = shared_memory(fd, bytes, least);
    close(fd);
    return result;
}
