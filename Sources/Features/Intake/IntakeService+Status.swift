// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import PasswordHashing
import Storage
import Synchronization

extension IntakeService {
    /// What became of a report, for whoever holds its receipt.
    ///
    /// A wrong number and a wrong secret give the same answer after the same work: one argon2id
    /// verification, against a decoy where there is nothing to verify against.
    /// - Throws: `IntakeError.receiptUnknown`, or `tooManyAttempts`.
    package func status(number: String, secret: String) async throws -> ReportStatus {
        if let seconds = gate.withLock({ $0.take(at: time.now()) }) {
            throw IntakeError.tooManyAttempts(retryAfterSeconds: seconds)
        }
        let digits = ReceiptDigits.bare(number, count: ReceiptDigits.numberCount)
        let secretDigits = ReceiptDigits.bare(secret, count: ReceiptDigits.secretCount)
        let row = try await database.read { [reports] transaction in
            try reports.receipt(number: digits ?? "", in: transaction)
        }
        let isRight = try await hasher.verify(
            secretDigits ?? "", against: row?.secretHash ?? hasher.decoy)
        guard isRight, let row, row.secretHash != nil else { throw IntakeError.receiptUnknown }
        return try await database.read { [incidents] transaction in
            let found = try incidents.list(of: row.reportID, in: transaction)
            return ReportStatus(
                receivedAt: row.receivedAt,
                incidents: found.map {
                    ReportStatus.Progress(
                        stage: ReportStatus.Stage($0.status), changedAt: $0.changedAt)
                })
        }
    }
}
