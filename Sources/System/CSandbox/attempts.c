// SPDX-License-Identifier: Apache-2.0
// What a confined process tries in order to show that it cannot. Every attempt goes to the kernel
// directly, so that no library can refuse in its place.
#define _GNU_SOURCE
#include "csandbox.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// 0 when allowed; what was made is undone.
static int opened(long descriptor) {
    if (descriptor < 0) return errno;
    close((int)descriptor);
    return 0;
}

static int done(long result) { return result < 0 ? errno : 0; }

static const char nowhere[] = "/tmp/nightlight-must-not-exist";

static int open_path(const char *path, int flags) {
    return opened(syscall(SYS_openat, AT_FDCWD, path, flags, 0600));
}
static int read_file(void) { return open_path("/etc/passwd", O_RDONLY); }
static int read_self(void) { return open_path("/proc/self/maps", O_RDONLY); }
static int list_folder(void) { return open_path("/", O_RDONLY | O_DIRECTORY); }
static int look_at_file(void) {
    struct stat status;
    return done(syscall(SYS_newfstatat, AT_FDCWD, "/etc/passwd", &status, 0));
}
static int create_file(void) { return open_path(nowhere, O_CREAT | O_WRONLY); }
static int make_folder(void) { return done(syscall(SYS_mkdirat, AT_FDCWD, nowhere, 0700)); }
static int remove_file(void) { return done(syscall(SYS_unlinkat, AT_FDCWD, nowhere, 0)); }
static int rename_file(void) {
    return done(syscall(SYS_renameat2, AT_FDCWD, nowhere, AT_FDCWD, nowhere, 0));
}
static int memory_file(void) { return opened(syscall(SYS_memfd_create, "x", 0)); }
static int tcp_socket(void) { return opened(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0)); }
static int tcp6_socket(void) { return opened(syscall(SYS_socket, AF_INET6, SOCK_STREAM, 0)); }
static int udp_socket(void) { return opened(syscall(SYS_socket, AF_INET, SOCK_DGRAM, 0)); }
static int unix_socket(void) { return opened(syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0)); }
static int netlink_socket(void) { return opened(syscall(SYS_socket, AF_NETLINK, SOCK_RAW, 0)); }
static int packet_socket(void) { return opened(syscall(SYS_socket, AF_PACKET, SOCK_RAW, 0)); }
// Whatever the kernel has: 0 as soon as one of them opens.
static int any_socket(void) {
    int error = 0;
    for (int family = 0; family < 64; family++) {
        for (int type = SOCK_STREAM; type <= SOCK_SEQPACKET; type++) {
            error = opened(syscall(SYS_socket, family, type, 0));
            if (!error) return 0;
        }
    }
    return error;
}
static int socket_pair(void) {
    int pair[2];
    long result = syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair);
    if (result < 0) return errno;
    close(pair[0]);
    close(pair[1]);
    return 0;
}
static int connect_out(void) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(80) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return done(syscall(SYS_connect, 0, &address, sizeof address));
}
static int send_descriptor(void) {
    struct msghdr message = { 0 };
    return done(syscall(SYS_sendmsg, 1, &message, 0));
}
static int start_process(void) {
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    return done(child);
}
static int start_program(void) {
    char *const arguments[] = { "/bin/true", NULL };
    return done(syscall(SYS_execve, "/bin/true", arguments, arguments + 1));
}
static int trace(void) { return done(syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0)); }
static int read_other_memory(void) {
    return done(syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0));
}
static int signal_parent(void) { return done(syscall(SYS_kill, getppid(), 0)); }
static int signal_parent_thread(void) {
    return done(syscall(SYS_tgkill, getppid(), getppid(), 0));
}
static int copy_descriptor(void) { return opened(syscall(SYS_dup, 0)); }
static int control_device(void) { return done(syscall(SYS_ioctl, 0, 0x5401, NULL)); }
static int new_namespace(void) { return done(syscall(SYS_unshare, CLONE_NEWUSER)); }
static int mount_something(void) {
    return done(syscall(SYS_mount, "none", "/nowhere", "tmpfs", 0, NULL));
}
static int change_root(void) { return done(syscall(SYS_chroot, "/")); }
static int become_other(void) { return done(syscall(SYS_setuid, getuid())); }
static int load_bpf(void) { return done(syscall(SYS_bpf, 0, NULL, 0)); }
static int ring(void) { return opened(syscall(SYS_io_uring_setup, 1, NULL)); }
static int key_ring(void) { return done(syscall(SYS_keyctl, 0, -2, 0)); }
static int raise_limit(void) {
    struct rlimit limit = { 1024, 1024 };
    return done(syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, &limit, NULL));
}
static int map(size_t size, int protection) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *memory = mmap(NULL, size, protection, flags, -1, 0);
    if (memory == MAP_FAILED) return errno;
    munmap(memory, size);
    return 0;
}
static int write_code(void) { return map(4096, PROT_READ | PROT_WRITE | PROT_EXEC); }
// More than any setting allows.
static int take_memory(void) { return map(1ULL << 42, PROT_READ | PROT_WRITE); }

static const struct { const char *name; int (*run)(void); } attempts[] = {
    { "open a file for reading", read_file },
    { "read the process's own memory map", read_self },
    { "list a folder", list_folder },
    { "look at a file's size and date", look_at_file },
    { "create a file", create_file },
    { "make a folder", make_folder },
    { "remove a file", remove_file },
    { "rename a file", rename_file },
    { "make a file in memory", memory_file },
    { "open a TCP socket", tcp_socket },
    { "open a TCP socket over IPv6", tcp6_socket },
    { "open a UDP socket", udp_socket },
    { "open a UNIX socket", unix_socket },
    { "open a netlink socket", netlink_socket },
    { "open a packet socket", packet_socket },
    { "open a socket of any family", any_socket },
    { "make a pair of sockets", socket_pair },
    { "connect to an address", connect_out },
    { "send a message with a descriptor", send_descriptor },
    { "start a process", start_process },
    { "start a program", start_program },
    { "be traced", trace },
    { "read another process's memory", read_other_memory },
    { "signal the parent", signal_parent },
    { "signal a thread of the parent", signal_parent_thread },
    { "copy a descriptor", copy_descriptor },
    { "control a device", control_device },
    { "enter a new namespace", new_namespace },
    { "mount a file system", mount_something },
    { "change the root folder", change_root },
    { "change user", become_other },
    { "load a kernel program", load_bpf },
    { "set up a kernel ring", ring },
    { "use the kernel's key ring", key_ring },
    { "raise a limit", raise_limit },
    { "make memory that is writable and executable", write_code },
    { "take four terabytes of memory", take_memory },
};

int csb_attempt_count(void) { return (int)(sizeof attempts / sizeof attempts[0]); }
const char *csb_attempt_name(int index) { return attempts[index].name; }
int csb_attempt(int index) { return attempts[index].run(); }
