// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Sealing

/// A row of `account`, all of which its seal vouches for.
struct AccountRow: Sendable, SealedRecord {
    /// The kinds of event that tell of a new version of the row, one for each.
    static let changes: [AuditKind] = [
        .accountCreated, .accountDisabled, .accountEnabled, .accountRoleChanged,
        .accountPasswordSet, .accountPasswordChanged,
    ]

    let id: Account.ID
    let name: String
    let nameKey: String
    let email: String?
    var role: AccountRole
    let language: Language
    var passwordHash: String?
    let createdAt: Timestamp
    var disabledAt: Timestamp?
    /// How often it was written: as many events of `changes` tell of it.
    var version = 1

    var account: Account {
        Account(
            id: id, name: name, email: email, role: role, language: language,
            createdAt: createdAt, disabledAt: disabledAt, hasPassword: passwordHash != nil)
    }

    var isActiveAdministrator: Bool { role == .administrator && disabledAt == nil }

    var table: SealedTable { .account }
    var subject: AuditSubject { .account(id) }
    var sealed: SealedRow {
        SealedRow(
            table: table.rawValue,
            [
                "id": .text(id.text), "name": .text(name), "name_key": .text(nameKey),
                "email": .text(email), "role": .text(role.rawValue),
                "language": .text(language.rawValue), "password_hash": .text(passwordHash),
                "created_at": .time(createdAt), "disabled_at": .time(disabledAt),
                "version": .integer(Int64(version)),
            ])
    }
}
