// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// The table `job`.
extension Job {
    enum Column: String, SQLColumn {
        case id, kind, key, payload
        case due = "due_at"
        case lane, priority, state, attempt, fence
        case availableAt = "available_at"
        case worker
        case lastErrorCode = "last_error_code"
        case createdAt = "created_at"
        case changedAt = "changed_at"
    }

    init(row: inout NamedRow<Column>) throws {
        id = try row.get(.id)
        kind = try row.get(.kind)
        key = try row.get(.key)
        payload = try row.get(.payload)
        due = try row.get(.due)
        lane = try row.get(.lane)
        priority = try row.get(.priority)
        state = try row.get(.state)
        attempt = try row.get(.attempt)
        fence = try row.get(.fence)
        availableAt = try row.get(.availableAt)
        worker = try row.get(.worker)
        lastErrorCode = try row.get(.lastErrorCode)
        createdAt = try row.get(.createdAt)
        changedAt = try row.get(.changedAt)
    }
}

extension JobCount {
    enum Column: String, SQLColumn {
        case kind, state
        case count = "count(*)"
    }

    init(row: inout NamedRow<Column>) throws {
        kind = try row.get(.kind)
        state = try row.get(.state)
        count = try row.get(.count)
    }
}
