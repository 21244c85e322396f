// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Hummingbird
import Incidents
import Intake
import NightlightCore
import Storage
import Takedown
import WebSupport

struct NoticesPage {
    struct Row {
        let path: String
        let number: String
        let state: Tag
        let contact: String
        let count: String
        let at: String
    }

    let states: Choices
    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging
}

struct NoticePage {
    struct Item {
        let takedownPath: String
        let kind: String
        let incident: String
        let address: AddressText?
    }

    struct Report {
        let title: String
        let text: String
    }

    let id: String
    let number: String
    let state: Tag
    let facts: [Fact]
    let items: [Item]
    let subject: String
    let text: String
    let reports: [Report]
    let canRetry: Bool
}

extension Workbench {
    func listNotices(_ request: StaffRequest) async throws -> Response {
        let phrases = renderer.phrases(request.language)
        let state = request.query("state").flatMap(Notice.State.init(rawValue:))
        let before = request.query("before").flatMap { Notice.ID($0) }
        let rows = try await services.takedowns.notices(
            state: state, before: before, limit: Self.listRowsMax)
        var query = QueryText()
        query.add("state", state?.rawValue)
        let last = rows.count == Self.listRowsMax ? rows.last : nil
        let page = NoticesPage(
            states: Choices(filter: "state", "noticeState", state, phrases),
            rows: rows.map { row in
                NoticesPage.Row(
                    path: "/notices/\(row.notice.id)", number: row.notice.number,
                    state: Tag(row.notice.state, phrases), contact: row.contact.name,
                    count: String(row.notice.itemCount),
                    at: timeText.moment(
                        row.notice.sentAt ?? row.notice.composedAt, request.language))
            },
            isEmpty: rows.isEmpty,
            paging: Paging(
                first: before == nil ? nil : query.path("/notices"),
                next: last.map { query.path("/notices", adding: "before", $0.notice.id.text) }))
        return try render("Pages/notices", page, request, section: .notices)
    }

    /// Shows a notice as it was written.
    ///
    /// It holds addresses, so that the service records the view before it answers.
    func showNotice(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Notice.self)
        let opened: NoticeReader.Opened?
        do {
            opened = try await services.takedowns.open(id, by: request.account.id.text)
        } catch IncidentError.erased {
            throw WebError.notFound
        }
        guard let opened else { throw WebError.notFound }
        let phrases = renderer.phrases(request.language)
        let page = NoticePage(
            id: id.text, number: opened.notice.number, state: Tag(opened.notice.state, phrases),
            facts: facts(opened, request.language), items: try await items(opened, phrases),
            subject: opened.message.subject, text: opened.message.text,
            reports: opened.reports.enumerated().map { index, text in
                NoticePage.Report(
                    title: phrases("notices.report", ["number": String(index + 1)]), text: text)
            },
            canRetry: try request.account.role >= .supervisor && opened.notice.state == .failed)
        return .done(
            try render("Pages/notice", page, request, section: .notices, path: "/notices/\(id)"))
    }

    private func facts(_ opened: NoticeReader.Opened, _ language: Language) -> [Fact] {
        let phrases = renderer.phrases(language)
        let notice = opened.notice
        let facts: [(String, String?)] = [
            ("contact", "\(opened.contact.name) (\(opened.contact.email))"),
            ("contactStatus", phrases("contactStatus.\(opened.contact.status.rawValue)")),
            ("composed", timeText.moment(notice.composedAt, language)),
            ("sent", notice.sentAt.map { timeText.moment($0, language) }),
            ("failure", notice.failureCode.map { CodeText(phrases: phrases).text($0) }),
        ]
        return facts.compactMap { name, value in
            value.map { Fact(name: phrases("noticeFact.\(name)"), value: $0) }
        }
    }

    private func items(_ opened: NoticeReader.Opened, _ phrases: Phrases) async throws
        -> [NoticePage.Item]
    {
        let reader = services.reader
        return try await services.database.read { transaction in
            let items = try opened.items.compactMap { item -> NoticePage.Item? in
                guard let takedown = try TakedownStore().find(item.takedownID, in: transaction),
                    let incident = try IncidentStore().find(
                        takedown.incidentID, in: transaction)
                else { return nil }
                return NoticePage.Item(
                    takedownPath: "/takedowns/\(takedown.id)",
                    kind: phrases("noticeKind.\(item.kind.rawValue)"),
                    incident: incident.number,
                    address: try Self.address(of: takedown.locatorID, reader, in: transaction))
            }
            return items.sorted {
                ($0.address?.host ?? "", $0.address?.rest ?? "")
                    < ($1.address?.host ?? "", $1.address?.rest ?? "")
            }
        }
    }

    private static func address(
        of id: Locator.ID, _ reader: RecordReader, in transaction: any SQLTransaction
    ) throws -> AddressText? {
        guard let locator = try LocatorStore().find(id, in: transaction) else { return nil }
        do {
            return AddressText(try reader.address(of: locator, in: transaction))
        } catch IncidentError.erased {
            return nil
        }
    }

    /// Sends a notice again that was refused for good, once its cause is gone.
    func retryNotice(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Notice.self)
        do {
            try await services.takedowns.retry(id, by: request.account.id.text)
            return .done(.seeOther("/notices/\(id)?done=notice-retried"))
        } catch TakedownError.notFound {
            // Sent meanwhile, or the same form twice: its page says where it stands.
            return .unchanged(.seeOther("/notices/\(id)"))
        }
    }
}
