// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc

/// Tells when another process writes into a folder: the event that tests wait for instead of
/// sleeping.
///
/// Whatever is written after `init` is told of, also when nobody waits yet.
final class FolderWatch: Sendable {
    private let descriptor: Int32

    init(_ folder: URL) throws {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        // SAFETY: the path is a text that outlives the call.
        let watch = unsafe inotify_add_watch(descriptor, folder.path, UInt32(IN_MODIFY))
        guard descriptor >= 0, watch >= 0 else { throw POSIXError(.EIO) }
    }

    deinit { close(descriptor) }

    /// Returns once a file of the folder was written to since this was last called.
    func waitForWrite() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [descriptor] in
                var events = [UInt8](repeating: 0, count: 4_096)
                // SAFETY: the buffer outlives the call, which is told its size.
                _ = unsafe read(descriptor, &events, events.count)
                continuation.resume()
            }
        }
    }
}
