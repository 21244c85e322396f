// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Intake
import JobQueue
import Sealing

extension Feature {
    /// What arrives, from anyone.
    static let intake = Feature(
        module: "Intake", tables: ["erasure", "report"],
        doors: [TableGrant("report", .select, .insert)])
}

extension DatabaseServices {
    package var erasures: ErasureService {
        ErasureService(
            database: database, jobs: JobQueue(database: database, time: time), audit: audit,
            time: time)
    }
}

extension Installation {
    var intake: IntakeService {
        IntakeService(
            database: database, sealer: keys.sealer, jobs: queue, audit: audit, hasher: hasher,
            mint: ReceiptMint(pepper: keys.receiptPepper), time: time)
    }
}
