// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

extension DecoderChild {
    /// Starts the executable with a socket as standard input and output, memory to hand files over
    /// in, nothing else open, an environment that says nothing, and a process group of its own, so
    /// that an interrupt typed at a terminal reaches the pool and not the child.
    static func spawn(
        configuration: DecoderPool.Configuration
    ) -> Result<DecoderChild, DecoderPoolError> {
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &pair) == 0 else {
            return .failure(.notStarted(errorNumber: Int(errno)))
        }
        defer { close(pair[1]) }
        let handover = HandoverMemory()
        var identifier = pid_t()
        let words = [configuration.executablePath] + configuration.arguments.words
        let result = unsafe withSpawnSettings(
            socket: pair[1], memory: handover?.descriptor
        ) { actions, attributes in
            unsafe withPointers(to: words) { arguments in
                // The one thing said: a crash must not make Swift's runtime start another program.
                unsafe withPointers(to: ["SWIFT_BACKTRACE=enable=no"]) { environment in
                    unsafe posix_spawn(
                        &identifier, configuration.executablePath, actions, attributes, arguments,
                        environment)
                }
            }
        }
        guard result == 0 else {
            close(pair[0])
            let isMissing = result == ENOENT || result == EACCES || result == ENOTDIR
            return .failure(
                isMissing
                    ? .executableMissing(errorNumber: Int(result))
                    : .notStarted(errorNumber: Int(result)))
        }
        return .success(
            DecoderChild(identifier: identifier, socket: pair[0], handover: handover))
    }

    private static func withSpawnSettings(
        socket: Int32, memory: Int32?,
        _ body: (
            UnsafePointer<posix_spawn_file_actions_t>, UnsafePointer<posix_spawnattr_t>
        ) -> Int32
    ) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, socket, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, socket, 1)
        if let memory {
            unsafe posix_spawn_file_actions_adddup2(
                &actions, memory, HandoverMemory.descriptor)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Descriptors of this process that lack close-on-exec are closed by the child, before it
        // reads its first byte.

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        return unsafe body(&actions, &attributes)
    }

    /// Calls `body` with the words as C has them: an array of pointers that ends in a null pointer.
    private static func withPointers(
        to words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        // SAFETY: the copies live until after the call, which only reads them.
        let pointers = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe body(pointers)
    }
}
