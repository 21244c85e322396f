// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// What a person may do; each role may do all that the one before may.
package enum AccountRole: String, CaseIterable, Sendable, Comparable, SQLConvertible {
    case analyst
    case supervisor
    case administrator

    package static func < (left: AccountRole, right: AccountRole) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .analyst: 0
        case .supervisor: 1
        case .administrator: 2
        }
    }
}
