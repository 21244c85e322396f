// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Sealing

/// Seals rows as they are written, and tells as they are read whether they are still so.
struct RowSeals: Sendable {
    let sealer: RowSealer
    let watch: RowWatch

    func seal(_ row: some SealedRecord) -> [UInt8] { sealer.seal(row.sealed) }

    /// Whether this installation wrote the row; one that it did not write is counted, and waits
    /// to be put on record.
    func accept(_ row: some SealedRecord, _ seal: [UInt8]) -> Bool {
        guard let flaw = sealer.flaw(of: row.sealed, sealed: seal) else { return true }
        refuse(row, seal, .seal(flaw.rawValue))
        return false
    }

    func refuse(_ row: some SealedRecord, _ seal: [UInt8], _ cause: RefusedRow.Cause) {
        let mark = sealer.mark(of: row.sealed, sealed: seal)
        watch.refuse(
            RefusedRow(
                table: row.table, cause: cause, subject: row.subject,
                mark: Hexadecimal.encode(mark)))
    }
}

/// A row with a seal.
protocol SealedRecord {
    var table: SealedTable { get }
    /// Whose row it is.
    var subject: AuditSubject { get }
    var sealed: SealedRow { get }
}

extension SealedRow.Field {
    static func text(_ text: String?) -> SealedRow.Field { text.map(Self.text) ?? .null }

    static func time(_ time: Timestamp?) -> SealedRow.Field {
        time.map { .integer($0.microsecondsSinceEpoch) } ?? .null
    }
}
