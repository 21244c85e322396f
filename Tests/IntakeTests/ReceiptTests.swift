// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import Incidents
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import TestSupport
import Testing

/// What a receipt opens, and what it keeps shut.
struct ReceiptTests {
    @Test func `a receipt shows where its report stands, however its digits are typed`()
        async throws
    {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(
            rig.draft(["https://a.example.org/1", "@kitten"]))
        let bare = receipt.secret.filter { $0 != " " }
        let first = try await rig.intake.status(number: receipt.number, secret: receipt.secret)
        #expect(first.incidents.map(\.stage) == [.received, .underReview])
        #expect(first.receivedAt == receipt.receivedAt)
        let second = try await rig.intake.status(
            number: " \(receipt.number.replacing(" ", with: "-")). ", secret: bare)
        #expect(second == first)
    }

    @Test func `wrong number, wrong secret and nonsense get one answer`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(narrative: "Rain."))
        let other = try await rig.intake.submit(rig.draft(narrative: "Hail."))
        let attempts = [
            (receipt.number, other.secret), ("0000 0000", receipt.secret),
            (receipt.number, ""), ("", ""), (receipt.number, String(repeating: "1", count: 13)),
            (receipt.number, "kitten"), ("'; DROP TABLE report; --", receipt.secret),
        ]
        for (number, secret) in attempts {
            await #expect(throws: IntakeError.receiptUnknown) {
                try await rig.intake.status(number: number, secret: secret)
            }
        }
    }

    @Test func `whatever others guess, whoever has a right receipt is answered`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(narrative: "Rain."))
        for guess in 1...40 {
            let secret = String(format: "%012d", guess)
            await #expect(throws: IntakeError.self) {
                try await rig.intake.status(number: receipt.number, secret: secret)
            }
            await #expect(throws: IntakeError.receiptUnknown) {
                try await rig.intake.status(
                    number: String(format: "%08d", guess), secret: secret)
            }
            _ = try await rig.intake.status(number: receipt.number, secret: receipt.secret)
        }
    }

    @Test func `guessing at one number says when to come back, and only for that one`()
        async throws
    {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(narrative: "Rain."))
        let other = try await rig.intake.submit(rig.draft(narrative: "Hail."))
        func guess(_ number: String) async -> IntakeError? {
            do {
                _ = try await rig.intake.status(number: number, secret: "0000 0000 0001")
                return nil
            } catch {
                return error as? IntakeError
            }
        }
        for _ in 0..<rig.intake.limits.wrongSecretsBurstCount {
            #expect(await guess(receipt.number) == .receiptUnknown)
        }
        #expect(await guess(receipt.number) == .tooManyAttempts(retryAfterSeconds: 2))
        #expect(await guess(other.number) == .receiptUnknown)
        rig.time.advance(by: .seconds(2))
        #expect(await guess(receipt.number) == .receiptUnknown)
        #expect(await guess(receipt.number) == .tooManyAttempts(retryAfterSeconds: 2))
    }

    /// The secret that the mint gives then is another one.
    @Test func `a receipt from before the pepper was changed is still one`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(narrative: "Rain."))
        let later = IntakeService(
            database: rig.database,
            sealer: Sealer(publicKey: try CaseworkPrivateKey.make().publicKey),
            jobs: JobQueue(database: rig.database, time: rig.time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: [UInt8](repeating: 8, count: 32)), time: rig.time)
        _ = try await later.status(number: receipt.number, secret: receipt.secret)
    }

    @Test func `an erased report still answers its receipt, with no word of it`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(["https://a.example.org/1"]))
        let id = try #require(try await rig.stored(receipt)).report.id
        try await rig.intake.erasures.erase(id, .reporterAsked, by: .account(.numbered(5)))
        let status = try await rig.intake.status(number: receipt.number, secret: receipt.secret)
        #expect(status.incidents.count == 1)
        await #expect(throws: IncidentError.erased) { try await rig.stored(receipt) }
        await #expect(throws: ErasureError.reportUnknown) {
            try await rig.intake.erasures.erase(
                Report.ID(at: rig.time.now()), .reporterAsked, by: .system)
        }
    }

    @Test func `the secret of a receipt stands nowhere in the database`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(narrative: "Rain."))
        let bare = receipt.secret.filter { $0 != " " }
        let contents = try await DatabaseContents(of: rig.database)
        for row in contents.tables.values.joined() {
            for case .text(let text) in row {
                #expect(!text.contains(bare) && !text.contains(receipt.secret))
            }
        }
    }
}
