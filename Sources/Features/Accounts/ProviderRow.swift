// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Sealing

/// A row of `provider`, all of which its seal vouches for.
struct ProviderRow: Sendable, SealedRecord {
    /// The kinds of event that tell of a new version of the row, one for each.
    static let changes: [AuditKind] = [.providerRegistered, .providerDisabled, .providerEnabled]

    var provider: Provider
    /// How often it was written: as many events of `changes` tell of it.
    var version = 1

    var table: SealedTable { .provider }
    var subject: AuditSubject { .provider(provider.id) }
    var sealed: SealedRow {
        SealedRow(
            table: table.rawValue,
            [
                "id": .text(provider.id.text), "identifier": .text(provider.identifier.text),
                "name": .text(provider.name), "abuse_email": .text(provider.abuseEmail),
                "language": .text(provider.language.rawValue),
                "created_at": .time(provider.createdAt),
                "disabled_at": .time(provider.disabledAt), "version": .integer(Int64(version)),
            ])
    }
}

/// A row of `provider_token`; when it was last used is a remark, and not sealed.
struct ProviderTokenRow: Sendable, SealedRecord {
    let prefix: String
    let providerID: Provider.ID
    let secretHash: [UInt8]
    let createdAt: Timestamp
    var usedAt: Timestamp?
    var revokedAt: Timestamp?

    var token: ProviderToken {
        ProviderToken(
            prefix: prefix, createdAt: createdAt, usedAt: usedAt, revokedAt: revokedAt)
    }

    var table: SealedTable { .providerToken }
    var subject: AuditSubject { .provider(providerID) }
    var sealed: SealedRow {
        SealedRow(
            table: table.rawValue,
            [
                "prefix": .text(prefix), "provider_id": .text(providerID.text),
                "secret_hash": .bytes(secretHash), "created_at": .time(createdAt),
                "revoked_at": .time(revokedAt),
            ])
    }
}
