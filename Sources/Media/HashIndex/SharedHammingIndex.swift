// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// A Hamming index that many threads search while one changes it.
///
/// A reader takes a copy, which is a few references, and searches it for as long as it likes: no
/// change waits for it, and it waits for none. Whoever asks after an update returned sees the
/// update.
public final class SharedHammingIndex: Sendable {
    private let current: Mutex<HammingIndex>
    /// Held for the whole of a change; `current` only for the moment of handing over.
    private let turn = Mutex(())

    /// An index that begins with the given one's members.
    ///
    /// - Parameter index: Where to begin.
    public init(_ index: HammingIndex = HammingIndex()) {
        current = Mutex(index)
    }

    /// The index as it is now.
    ///
    /// - Complexity: O(1).
    public var latest: HammingIndex { current.withLock { $0 } }

    /// Changes the index; several changes at once take turns.
    ///
    /// - Parameter change: Gets a copy to change. Readers see all of the change, or none.
    /// - Returns: What the change returns.
    public func update<Result>(_ change: (inout HammingIndex) throws -> Result) rethrows -> Result {
        try turn.withLock { _ in
            var index = latest
            let result = try change(&index)
            current.withLock { $0 = index }
            return result
        }
    }
}
