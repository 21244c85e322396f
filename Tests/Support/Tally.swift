// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// A value that several tasks of a test change and read.
package final class Tally<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    package init(_ value: Value) { mutex = Mutex(value) }

    package var value: Value { mutex.withLock { $0 } }

    /// Changes the value, and returns what it was before.
    @discardableResult
    package func change(_ body: (inout Value) -> Void) -> Value {
        mutex.withLock { value in
            let former = value
            body(&value)
            return former
        }
    }
}
