// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The tables `notice` and `notice_item`: the outbox.
package struct NoticeStore: Sendable {
    package init() {}

    /// The notice is its contact's of its day: the condition of the index `notice_of_day`.
    private static let isOfDay: SQLQuery = "state <> \(word: Notice.State.cancelled)"

    /// Adds the notice with its addresses unless the contact had one that day.
    /// - Returns: `false` when it had.
    package func insert(
        _ notice: Notice, items: [NoticeItem], in transaction: any SQLTransaction
    ) throws -> Bool {
        let inserted = try transaction.execute(
            """
            INSERT INTO notice \(values: Column.self, [
                .id: notice.id, .number: notice.number, .contactID: notice.contactID,
                .day: notice.day, .state: notice.state, .messageID: notice.messageID,
                .sealedMessage: notice.sealedMessage, .itemCount: notice.itemCount,
                .failureCode: notice.failureCode, .composedAt: notice.composedAt,
                .sentAt: notice.sentAt,
            ])
            ON CONFLICT (contact_id, day) WHERE \(query: Self.isOfDay) DO NOTHING
            """)
        guard inserted == 1 else { return false }
        for item in items {
            try transaction.execute(
                """
                INSERT INTO notice_item \(values: ItemColumn.self, [
                    .noticeID: item.noticeID, .takedownID: item.takedownID, .kind: item.kind,
                    .reportID: item.reportID, .sealedReport: item.sealedReport,
                ])
                """)
        }
        return true
    }

    package func find(_ id: Notice.ID, in transaction: any SQLTransaction) throws -> Notice? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM notice WHERE id = \(id)", Self.read)
    }

    /// The contact's notice of that day, sent or on its way.
    package func find(
        contact: AbuseContact.ID, day: String, in transaction: any SQLTransaction
    ) throws -> Notice? {
        try transaction.first(
            """
            SELECT \(columns: Column.self) FROM notice
            WHERE contact_id = \(contact) AND day = \(day) AND \(query: Self.isOfDay)
            """, Self.read)
    }

    package func items(of notice: Notice.ID, in transaction: any SQLTransaction) throws
        -> [NoticeItem]
    {
        try transaction.all(
            """
            SELECT \(columns: ItemColumn.self) FROM notice_item
            WHERE notice_id = \(notice) ORDER BY takedown_id
            """
        ) { (row: inout NamedRow<ItemColumn>) in
            NoticeItem(
                noticeID: try row.get(.noticeID), takedownID: try row.get(.takedownID),
                kind: try row.get(.kind), reportID: try row.get(.reportID),
                sealedReport: try row.get(.sealedReport))
        }
    }

    /// Every notice that carried one address, oldest first.
    package func list(takedown: Takedown.ID, limit: Int = 1_000, in t: any SQLTransaction) throws
        -> [Notice]
    {
        try t.all(
            """
            SELECT \(columns: Column.self) FROM notice
            WHERE id IN (SELECT notice_id FROM notice_item WHERE takedown_id = \(takedown))
            ORDER BY id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// Newest first, a page at a time: pass the last row's identifier as `before`.
    package func list(
        state: Notice.State? = nil, contact: AbuseContact.ID? = nil, before: Notice.ID? = nil,
        limit: Int, in transaction: any SQLTransaction
    ) throws -> [Notice] {
        var query: SQLQuery = "SELECT \(columns: Column.self) FROM notice WHERE 1 = 1"
        if let state { query += " AND state = \(state)" }
        if let contact { query += " AND contact_id = \(contact)" }
        if let before { query += " AND id < \(before)" }
        return try transaction.all(
            query + " ORDER BY id DESC LIMIT \(Int64(limit))", Self.read)
    }

    /// - Returns: `false` when the notice has moved since it was read, or `event` cannot happen
    ///   to it.
    @discardableResult
    package func apply(
        _ event: Notice.State.Event, to notice: Notice, failureCode: String? = nil,
        sentAt: Timestamp? = nil, in transaction: any SQLTransaction
    ) throws -> Bool {
        guard let state = Notice.State.table.next(after: event, in: notice.state) else {
            return false
        }
        return try transaction.execute(
            """
            UPDATE notice
            SET state = \(state), failure_code = \(failureCode), sent_at = \(sentAt)
            WHERE id = \(notice.id) AND state = \(notice.state)
            """) == 1
    }

    package func count(state: Notice.State, in transaction: any SQLTransaction) throws -> Int {
        try transaction.count("SELECT count(*) FROM notice WHERE state = \(state)")
    }

    /// Everything that was sent, for an account of the whole: it reads the whole outbox.
    package func figures(in transaction: any SQLTransaction) throws -> NoticeFigures {
        var items: [NoticeKind: Int] = [:]
        try transaction.forEach(
            """
            SELECT \(columns: KindColumn.self)
            FROM notice_item AS i JOIN notice AS n ON n.id = i.notice_id
            WHERE n.state = \(Notice.State.sent) GROUP BY i.kind
            """
        ) { (row: inout NamedRow<KindColumn>) in
            items[try row.get(.kind)] = try row.get(.count, as: Int.self)
        }
        return NoticeFigures(
            sentCount: try count(state: .sent, in: transaction), items: items,
            takedownCount: try transaction.count(
                "SELECT count(DISTINCT takedown_id) FROM notice_item"))
    }

    private enum KindColumn: String, SQLColumn {
        case kind = "i.kind"
        case count = "count(*)"
    }

    private enum Column: String, SQLColumn {
        case id, number
        case contactID = "contact_id"
        case day, state
        case messageID = "message_id"
        case sealedMessage = "sealed_message"
        case itemCount = "item_count"
        case failureCode = "failure_code"
        case composedAt = "composed_at"
        case sentAt = "sent_at"
    }

    private enum ItemColumn: String, SQLColumn {
        case noticeID = "notice_id"
        case takedownID = "takedown_id"
        case kind
        case reportID = "report_id"
        case sealedReport = "sealed_report"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Notice {
        Notice(
            id: try row.get(.id), number: try row.get(.number), contactID: try row.get(.contactID),
            day: try row.get(.day), state: try row.get(.state),
            messageID: try row.get(.messageID), sealedMessage: try row.get(.sealedMessage),
            itemCount: try row.get(.itemCount), failureCode: try row.get(.failureCode),
            composedAt: try row.get(.composedAt), sentAt: try row.get(.sentAt))
    }
}

/// How much was sent.
package struct NoticeFigures: Sendable, Equatable {
    package let sentCount: Int
    /// Addresses in notices that were sent, by kind.
    package let items: [NoticeKind: Int]
    /// Distinct addresses in any notice.
    package let takedownCount: Int
}
