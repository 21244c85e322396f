// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// The order of the queue: higher first, then first in, first out.
package enum Urgency: Int, CaseIterable, Sendable, Codable, Comparable {
    case routine = 0
    /// Known material was recognised, or a picture of the sender's own is out there.
    case raised = 1
    /// A child may be in danger now.
    case urgent = 2

    /// The place in the queue of what a decision calls for, where lower runs first.
    ///
    /// Examinations do not go by it: anybody can say that something is urgent.
    package var jobPriority: Int { 100 - 10 * rawValue }

    package static func < (left: Urgency, right: Urgency) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Urgency: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(rawValue)) }
    package init?(sqlValue: SQLValue) {
        guard let number = Int(sqlValue: sqlValue) else { return nil }
        self.init(rawValue: number)
    }
}
