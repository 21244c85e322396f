// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// Holds the thread of a transaction's body until the test lets it go.
///
/// Bodies are synchronous, so this blocks; it blocks a thread of the driver's, never a task's.
final class Blockade: Sendable {
    private let arrival = Pipe()
    private let release = Pipe()

    /// In the body: says that it is here, and waits.
    func wait() {
        try? arrival.fileHandleForWriting.write(contentsOf: [1])
        _ = try? release.fileHandleForReading.read(upToCount: 1)
    }

    /// In the test: returns when a body waits.
    func arrived() async {
        let reader = arrival.fileHandleForReading
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                _ = try? reader.read(upToCount: 1)
                continuation.resume()
            }
        }
    }

    /// Lets one body go on.
    func open() { try? release.fileHandleForWriting.write(contentsOf: [1]) }
}
