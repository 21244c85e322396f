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
    /// A right receipt is known at once, by the secret that its report gives again (`ReceiptMint`),
    /// so that whatever others guess keeps nobody from theirs. A wrong number and a wrong secret
    /// give the same answer after the same work: one argon2id verification, against a decoy where
    /// there is nothing to verify against; that also finds a receipt from before the pepper was
    /// changed.
    /// - Throws: `IntakeError.receiptUnknown`, or `tooManyAttempts`.
    package func status(number: String, secret: String) async throws -> ReportStatus {
        let digits = ReceiptDigits.bare(number, count: ReceiptDigits.numberCount)
        let secretDigits = ReceiptDigits.bare(secret, count: ReceiptDigits.secretCount)
        let row = try await database.read { [reports] transaction in
            try reports.receipt(number: digits ?? "", in: transaction)
        }
        let given = secretDigits ?? ""
        let isKnown = mint.isSecret(given, of: row?.submissionDigest) && row?.secretHash != nil
        if !isKnown, try await !isOlder(given, row?.secretHash, guessedAt: digits ?? "") {
            throw IntakeError.receiptUnknown
        }
        guard let row, row.secretHash != nil else { throw IntakeError.receiptUnknown }
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

    /// The slow comparison, as often as guesses at that number may be made.
    private func isOlder(
        _ secret: String, _ hash: String?, guessedAt number: String
    ) async throws -> Bool {
        if let seconds = gate.withLock({ $0.begin(number, at: time.now()) }) {
            throw IntakeError.tooManyAttempts(retryAfterSeconds: seconds)
        }
        defer { gate.withLock { $0.end() } }
        return try await hasher.verify(secret, against: hash ?? hasher.decoy)
    }
}
