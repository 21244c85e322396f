// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage
@testable import Takedown
import TestSupport
import Testing

/// NoticeStore: the outbox.
struct NoticeStoreTests {
    private let store = NoticeStore()
    private let start = TakedownStoreRig.start

    private func notice(_ number: Int, to contact: AbuseContact.ID, day: String) -> Notice {
        Notice(
            id: Notice.ID(at: start + .seconds(number)), number: "N-\(number)", contactID: contact,
            day: day, state: .queued, messageID: "<\(number)@hotline.test>",
            sealedMessage: [1, 2, 3], itemCount: 1, failureCode: nil, composedAt: start,
            sentAt: nil)
    }

    private func item(of notice: Notice, _ takedown: Takedown) -> NoticeItem {
        NoticeItem(
            noticeID: notice.id, takedownID: takedown.id, kind: .first,
            reportID: Identifier<NoticeItem>(at: start), sealedReport: [4, 5])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a contact has one notice a day that counts`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            let other = try rig.contact("b@hosting.test", in: transaction)
            let takedown = rig.takedown(0, contact: contact.id)
            try TakedownStore().insert(takedown, in: transaction)
            let first = notice(1, to: contact.id, day: "2026-11-23")
            let items = [item(of: first, takedown)]
            #expect(try store.insert(first, items: items, in: transaction))
            #expect(try store.find(first.id, in: transaction) == first)
            #expect(try store.items(of: first.id, in: transaction) == items)
            #expect(
                try store.find(contact: contact.id, day: "2026-11-23", in: transaction) == first)
            // A second is refused, with its items; other days and contacts are not.
            let second = notice(2, to: contact.id, day: "2026-11-23")
            #expect(
                try store.insert(second, items: [item(of: second, takedown)], in: transaction)
                    == false)
            #expect(try store.items(of: second.id, in: transaction).isEmpty)
            #expect(
                try store.insert(
                    notice(3, to: contact.id, day: "2026-11-24"), items: [], in: transaction))
            #expect(
                try store.insert(
                    notice(4, to: other.id, day: "2026-11-23"), items: [], in: transaction))
            // One that was cancelled makes way.
            #expect(
                try store.apply(.calledOff, to: first, in: transaction))
            #expect(
                try store.find(contact: contact.id, day: "2026-11-23", in: transaction) == nil)
            #expect(try store.insert(second, items: [], in: transaction))
            #expect(
                try store.list(takedown: takedown.id, in: transaction).map(\.id) == [first.id])
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a notice moves only from where it is`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            let made = notice(1, to: contact.id, day: "2026-11-23")
            _ = try store.insert(made, items: [], in: transaction)
            #expect(
                try store.apply(
                    .givenUp, to: made, failureCode: "mail.refused", in: transaction))
            #expect(try store.apply(.taken, to: made, in: transaction) == false)
            let failed = try #require(try store.find(made.id, in: transaction))
            #expect(failed.failureCode == "mail.refused")
            #expect(
                try store.apply(
                    .taken, to: failed, sentAt: start + .hours(1), in: transaction))
            let sent = try #require(try store.find(made.id, in: transaction))
            #expect(sent.state == .sent)
            #expect(sent.sentAt == start + .hours(1))
            #expect(sent.failureCode == nil)
            #expect(try store.count(state: .sent, in: transaction) == 1)
            #expect(try store.count(state: .failed, in: transaction) == 0)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what was sent is counted by kind, and each address once`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            let takedowns = (0..<2).map { rig.takedown($0, contact: contact.id) }
            for takedown in takedowns {
                try TakedownStore().insert(takedown, in: transaction)
            }
            for number in 1...3 {
                let made = notice(number, to: contact.id, day: "2026-11-0\(number)")
                let items = takedowns.prefix(number).map { item(of: made, $0) }
                _ = try store.insert(made, items: items, in: transaction)
                guard number < 3 else { continue }
                try store.apply(.taken, to: made, in: transaction)
            }
            let figures = try store.figures(in: transaction)
            #expect(figures.sentCount == 2)
            #expect(figures.items == [.first: 3])
            #expect(figures.takedownCount == 2)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `pages of notices follow each other`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            for number in 1...5 {
                _ = try store.insert(
                    notice(number, to: contact.id, day: "2026-11-0\(number)"), items: [],
                    in: transaction)
            }
            let first = try store.list(limit: 3, in: transaction)
            #expect(first.map(\.number) == ["N-5", "N-4", "N-3"])
            let rest = try store.list(
                state: .queued, contact: contact.id, before: first.last?.id, limit: 3,
                in: transaction)
            #expect(rest.map(\.number) == ["N-2", "N-1"])
            #expect(try store.list(state: .sent, limit: 3, in: transaction).isEmpty)
        }
        try await rig.database.close()
    }
}
