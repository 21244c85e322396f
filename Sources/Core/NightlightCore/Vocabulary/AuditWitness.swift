// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// Which kinds of audit event were put on record while it watched.
///
/// Whoever answers a request lets one watch, and can then say whether what had to be recorded was.
/// It is found through the task, because a request's writes pass through services that know nothing
/// of requests.
package final class AuditWitness: Sendable {
    @TaskLocal package static var current: AuditWitness?

    private let seen = Mutex<Set<AuditKind>>([])

    package init() {}

    package var kinds: Set<AuditKind> { seen.withLock { $0 } }

    package func saw(_ kinds: Set<AuditKind>) { seen.withLock { $0.formUnion(kinds) } }
}
