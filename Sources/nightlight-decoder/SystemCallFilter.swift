// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSeccomp
import Glibc

/// The system calls that decoding needs.
///
/// Every other call fails with "not permitted".
///
/// Failing rather than killing lets libraries fall back where they can, and lets the process prove
/// from inside what it cannot do.
enum SystemCallFilter {
    /// Calls that are harmless whatever their arguments, given that no file can be opened.
    private static let allowed = [
        "read", "write", "close", "fstat", "lseek", "poll", "ppoll",
        "munmap", "mremap", "madvise", "brk",
        "futex", "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "getpid", "gettid",
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
        "clock_gettime", "clock_nanosleep", "gettimeofday", "getrandom", "restart_syscall",
        "exit", "exit_group",
    ]

    private static let allow: UInt32 = 0x7fff_0000
    private static func fail(with error: Int32) -> UInt32 { 0x0005_0000 | UInt32(error) }

    // SAFETY: the filter lives until the function returns; libseccomp copies what it is given.
    /// Puts the filter in place.
    ///
    /// Returns 0 or an error number.
    static func load() -> Int32 {
        guard let filter = unsafe seccomp_init(fail(with: EPERM)) else { return ENOMEM }
        defer { unsafe seccomp_release(filter) }
        var isComplete = true
        func add(_ action: UInt32, _ name: String, _ conditions: [scmp_arg_cmp] = []) {
            let number = unsafe seccomp_syscall_resolve_name(name)
            // A name this processor does not have needs no rule.
            guard number >= 0 else { return }
            let result = unsafe seccomp_rule_add_array(
                filter, action, number, UInt32(conditions.count), conditions)
            isComplete = isComplete && result == 0
        }
        for name in allowed { add(allow, name) }
        // Memory may be readable and writable, never executable.
        let isNotCode = scmp_arg_cmp(
            arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: UInt64(PROT_EXEC), datum_b: 0)
        add(allow, "mmap", [isNotCode])
        add(allow, "mprotect", [isNotCode])
        // Threads, but no processes. The flags of clone3 are behind a pointer, out of a filter's
        // sight; told that it does not exist, the C library uses clone.
        add(fail(with: ENOSYS), "clone3")
        let cloneThread: UInt64 = 0x10000
        add(
            allow, "clone",
            [
                scmp_arg_cmp(
                    arg: 0, op: SCMP_CMP_MASKED_EQ, datum_a: cloneThread, datum_b: cloneThread)
            ])
        // A process ends itself by a signal to itself, and may send none to anybody else.
        let itself = scmp_arg_cmp(
            arg: 0, op: SCMP_CMP_EQ, datum_a: UInt64(getpid()), datum_b: 0)
        add(allow, "tgkill", [itself])
        // Threads name themselves.
        let setName: UInt64 = 15
        add(allow, "prctl", [scmp_arg_cmp(arg: 0, op: SCMP_CMP_EQ, datum_a: setName, datum_b: 0)])
        guard isComplete else { return EINVAL }
        return unsafe -seccomp_load(filter)
    }
}
