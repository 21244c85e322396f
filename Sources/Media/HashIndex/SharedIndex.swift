// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// An index that many threads search while one changes it: a `HammingIndex` or a `DigestIndex`.
///
/// A reader takes a copy, which is a few references, and searches it for as long as it likes: no
/// change waits for it, and it waits for none. Whoever asks after an update returned sees the
/// update.
public final class SharedIndex<Index: Sendable>: Sendable {
    private let current: Mutex<Index>
    /// Held for the whole of a change; `current` only for the moment of handing over.
    private let turn = Mutex(())

    /// An index that begins with the given one's members.
    ///
    /// - Parameter index: Where to begin.
    public init(_ index: Index) {
        current = Mutex(index)
    }

    /// The index as it is now.
    ///
    /// - Complexity: O(1).
    public var latest: Index { current.withLock { $0 } }

    /// Changes the index; several changes at once take turns.
    ///
    /// - Parameter change: Gets a copy to change. Readers see all of the change, or none.
    /// - Returns: What the change returns.
    @discardableResult
    public func update<Result>(_ change: (inout Index) throws -> Result) rethrows -> Result {
        try turn.withLock { _ in
            var index = latest
            let result = try change(&index)
            // The old one is let go behind the lock: returning gigabytes takes a while.
            current.withLock { swap(&$0, &index) }
            return result
        }
    }
}
