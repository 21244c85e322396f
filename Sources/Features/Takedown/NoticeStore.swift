// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The tables `notice` and `notice_item`: the outbox.
package struct NoticeStore: Sendable {
    package init() {}

    /// Adds the notice with its addresses unless the contact had one that day.
    /// - Returns: `false` when it had.
    package func insert(
        _ notice: Notice, items: [NoticeItem], in transaction: any SQLTransaction
    ) throws -> Bool {
        let inserted = try transaction.execute(
            """
            INSERT INTO notice (\(query: Self.columns))
            VALUES (\(notice.id), \(notice.number), \(notice.contactID), \(notice.day),
                \(notice.state), \(notice.messageID), \(notice.sealedMessage),
                \(notice.itemCount), \(notice.failureCode), \(notice.composedAt),
                \(notice.sentAt))
            ON CONFLICT (contact_id, day) WHERE state <> 'cancelled' DO NOTHING
            """)
        guard inserted == 1 else { return false }
        for item in items {
            try transaction.execute(
                """
                INSERT INTO notice_item (notice_id, takedown_id, kind, report_id, sealed_report)
                VALUES (\(item.noticeID), \(item.takedownID), \(item.kind), \(item.reportID),
                    \(item.sealedReport))
                """)
        }
        return true
    }

    package func get(_ id: Notice.ID, in transaction: any SQLTransaction) throws -> Notice? {
        try transaction.first(
            "SELECT \(query: Self.columns) FROM notice WHERE id = \(id)", Self.read)
    }

    /// The contact's notice of that day, sent or on its way.
    package func get(
        contact: AbuseContact.ID, day: String, in transaction: any SQLTransaction
    ) throws -> Notice? {
        try transaction.first(
            """
            SELECT \(query: Self.columns) FROM notice
            WHERE contact_id = \(contact) AND day = \(day) AND state <> 'cancelled'
            """, Self.read)
    }

    package func items(of notice: Notice.ID, in transaction: any SQLTransaction) throws
        -> [NoticeItem]
    {
        try transaction.all(
            """
            SELECT notice_id, takedown_id, kind, report_id, sealed_report FROM notice_item
            WHERE notice_id = \(notice) ORDER BY takedown_id
            """
        ) { row in
            NoticeItem(
                noticeID: try row.get(0), takedownID: try row.get(1), kind: try row.get(2),
                reportID: try row.get(3), sealedReport: try row.get(4))
        }
    }

    /// Every notice that carried one address, oldest first.
    package func list(takedown: Takedown.ID, limit: Int = 1_000, in t: any SQLTransaction) throws
        -> [Notice]
    {
        try t.all(
            """
            SELECT \(query: Self.columns) FROM notice
            WHERE id IN (SELECT notice_id FROM notice_item WHERE takedown_id = \(takedown))
            ORDER BY id LIMIT \(Int64(limit))
            """, Self.read)
    }

    /// Newest first, a page at a time: pass the last row's identifier as `before`.
    package func list(
        state: Notice.State? = nil, contact: AbuseContact.ID? = nil, before: Notice.ID? = nil,
        limit: Int, in transaction: any SQLTransaction
    ) throws -> [Notice] {
        var query: SQLQuery = "SELECT \(query: Self.columns) FROM notice WHERE 1 = 1"
        if let state { query = query + " AND state = \(state)" }
        if let contact { query = query + " AND contact_id = \(contact)" }
        if let before { query = query + " AND id < \(before)" }
        return try transaction.all(
            query + " ORDER BY id DESC LIMIT \(Int64(limit))", Self.read)
    }

    /// - Returns: `false` when the notice was not in the state `from`.
    @discardableResult
    package func move(
        _ id: Notice.ID, from: Notice.State, to state: Notice.State, failureCode: String? = nil,
        sentAt: Timestamp? = nil, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE notice
            SET state = \(state), failure_code = \(failureCode), sent_at = \(sentAt)
            WHERE id = \(id) AND state = \(from)
            """) == 1
    }

    package func count(state: Notice.State, in transaction: any SQLTransaction) throws -> Int {
        try transaction.count("SELECT count(*) FROM notice WHERE state = \(state)")
    }

    static let columns: SQLQuery = """
        id, number, contact_id, day, state, message_id, sealed_message, item_count, failure_code,
        composed_at, sent_at
        """

    static func read(_ row: SQLRow) throws -> Notice {
        Notice(
            id: try row.get(0), number: try row.get(1), contactID: try row.get(2),
            day: try row.get(3), state: try row.get(4), messageID: try row.get(5),
            sealedMessage: try row.get(6), itemCount: try row.get(7),
            failureCode: try row.optional(8), composedAt: try row.get(9),
            sentAt: try row.optional(10))
    }
}
