// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Synchronization

/// The progress bar of a verification, which reports from the database's own thread.
final class AuditProgress: Sendable {
    private let bar = Mutex(ProgressBar("Verifying"))

    func show(_ done: Int64, of total: Int64) {
        bar.withLock { $0.show(Int(done), of: Int(total), remark: "\(done) events") }
    }

    func finish() { bar.withLock { $0.finish() } }
}
