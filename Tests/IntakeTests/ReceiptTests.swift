// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import NightlightCore
import Storage
import TestSupport
import Testing

/// What a receipt opens, and what it keeps shut.
struct ReceiptTests {
    @Test func `a receipt shows where its report stands, however its digits are typed`()
        async throws
    {
        let desk = try await IntakeDesk()
        let receipt = try await desk.intake.submit(
            desk.draft(["https://a.example.org/1", "@kitten"]))
        let bare = receipt.secret.filter { $0 != " " }
        let first = try await desk.intake.status(number: receipt.number, secret: receipt.secret)
        #expect(first.incidents.map(\.stage) == [.received, .underReview])
        #expect(first.receivedAt == receipt.receivedAt)
        let second = try await desk.intake.status(
            number: " \(receipt.number.replacing(" ", with: "-")). ", secret: bare)
        #expect(second == first)
    }

    @Test func `wrong number, wrong secret and nonsense get one answer`() async throws {
        let desk = try await IntakeDesk()
        let receipt = try await desk.intake.submit(desk.draft(narrative: "Rain."))
        let other = try await desk.intake.submit(desk.draft(narrative: "Hail."))
        let attempts = [
            (receipt.number, other.secret), ("0000 0000", receipt.secret),
            (receipt.number, ""), ("", ""), (receipt.number, String(repeating: "1", count: 13)),
            (receipt.number, "kitten"), ("'; DROP TABLE report; --", receipt.secret),
        ]
        for (number, secret) in attempts {
            await #expect(throws: IntakeError.receiptUnknown) {
                try await desk.intake.status(number: number, secret: secret)
            }
        }
    }

    @Test func `looking too often says when to come back, and then it works`() async throws {
        let desk = try await IntakeDesk()
        let receipt = try await desk.intake.submit(desk.draft(narrative: "Rain."))
        for _ in 0..<desk.intake.limits.statusBurstCount {
            _ = try await desk.intake.status(number: receipt.number, secret: receipt.secret)
        }
        await #expect(throws: IntakeError.tooManyAttempts(retryAfterSeconds: 1)) {
            try await desk.intake.status(number: receipt.number, secret: receipt.secret)
        }
        desk.time.advance(by: .seconds(1))
        for _ in 0..<2 {
            _ = try await desk.intake.status(number: receipt.number, secret: receipt.secret)
        }
        await #expect(throws: IntakeError.tooManyAttempts(retryAfterSeconds: 1)) {
            try await desk.intake.status(number: receipt.number, secret: receipt.secret)
        }
    }

    @Test func `an erased report still answers its receipt, with no word of it`() async throws {
        let desk = try await IntakeDesk()
        let receipt = try await desk.intake.submit(desk.draft(["https://a.example.org/1"]))
        let id = try #require(try await desk.stored(receipt)).report.id
        try await desk.intake.eraseReport(id, account: .numbered(5))
        let status = try await desk.intake.status(number: receipt.number, secret: receipt.secret)
        #expect(status.incidents.count == 1)
        await #expect(throws: IncidentError.erased) { try await desk.stored(receipt) }
        await #expect(throws: IntakeError.reportUnknown) {
            try await desk.intake.eraseReport(Report.ID(at: desk.time.now()), account: nil)
        }
    }

    @Test func `the secret of a receipt stands nowhere in the database`() async throws {
        let desk = try await IntakeDesk()
        let receipt = try await desk.intake.submit(desk.draft(narrative: "Rain."))
        let bare = receipt.secret.filter { $0 != " " }
        let contents = try await DatabaseContents(of: desk.database)
        for row in contents.tables.values.joined() {
            for case .text(let text) in row {
                #expect(!text.contains(bare) && !text.contains(receipt.secret))
            }
        }
    }
}
