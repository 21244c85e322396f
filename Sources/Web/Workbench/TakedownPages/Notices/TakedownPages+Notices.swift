// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Accounts
import CaseworkParts
import Hummingbird
import NightlightCore
import Takedown
import WebSupport
import WorkbenchShell

extension TakedownPages {
    func listNotices(_ request: StaffRequest) async throws -> Response {
        let state = request.query("state").flatMap(Notice.State.init(rawValue:))
        let before = request.query("before").flatMap { Notice.ID($0) }
        let snapshot = try await services.database.read { [services] transaction in
            NoticeListSnapshot(
                notices: PageRows(
                    try services.takedowns.notices(
                        state: state, before: before,
                        limit: PageRows<NoticeRow>.readCount(Self.rowsMax), in: transaction),
                    count: Self.rowsMax),
                counts: try services.takedowns.noticeCounts(in: transaction))
        }
        let page = NoticesPage(
            snapshot, in: state, isContinued: before != nil, printer.words(for: request))
        return try printer.page("Pages/notices", page, for: request, in: .notices)
    }

    /// Shows a notice as it was written.
    func showNotice(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Notice.ID.self)
        let snapshot = try await services.database.read { [services] in
            try NoticeSnapshot(of: id, services.takedowns, services.reader, in: $0)
        }
        guard let snapshot else { throw WebError.notFound }
        try await record(
            .noticeViewed, of: .notice(id), facts: [.number: snapshot.opened.notice.number],
            request)
        let page = NoticePage(
            snapshot, for: try request.account.role, printer.words(for: request))
        return .done(
            try printer.page(
                "Pages/notice", page, for: request, in: .notices, path: CaseworkPath.notice(id)))
    }

    /// Sends a notice again that was refused for good, once its cause is gone.
    func retryNotice(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Notice.ID.self)
        do {
            try await services.takedowns.retry(id, by: request.account.id)
            return .done(.seeOther(CaseworkPath.notice(id), done: Done.noticeRetried))
        } catch TakedownError.notFound {
            // Sent meanwhile, or the same form twice: its page says where it stands.
            return .unchanged(.seeOther(CaseworkPath.notice(id)))
        }
    }
}
