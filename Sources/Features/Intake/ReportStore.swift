// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore
package import Storage

/// The rows of `report`: written once; only erasure touches them again.
package struct ReportStore: Sendable {
    package init() {}

    /// What else is stored of a receipt than its number.
    struct ReceiptRow: Sendable {
        var reportID: Report.ID
        var number: String
        var secretHash: String?
        var receivedAt: Timestamp
    }

    /// `false` when the number or the submission was there before; nothing is stored then.
    func insert(
        _ report: Report, submissionDigest: [UInt8], secretHash: String?,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO report (id, number, submission_digest, secret_hash, received_at, channel,
                language, concern, provider_id, provider_identifier, provider_name,
                sealed_narrative, sealed_contact, address_count, erased_at)
            VALUES (\(report.id), \(report.number), \(submissionDigest), \(secretHash),
                \(report.receivedAt), \(report.channel), \(report.language),
                \(report.concern), \(report.provider?.id), \(report.provider?.identifier),
                \(report.provider?.name), \(report.sealedNarrative), \(report.sealedContact),
                \(report.addressCount), \(report.erasedAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    package func find(_ id: Report.ID, in transaction: any SQLTransaction) throws -> Report? {
        try transaction.first(Self.select + "WHERE id = \(id)", Self.read)
    }

    /// `number`: the eight digits of the receipt, with spaces or without.
    package func find(number: String, in transaction: any SQLTransaction) throws -> Report? {
        guard let digits = ReceiptDigits.bare(number, count: ReceiptDigits.numberCount) else {
            return nil
        }
        return try transaction.first(Self.select + "WHERE number = \(digits)", Self.read)
    }

    func receipt(
        submissionDigest: [UInt8], in transaction: any SQLTransaction
    ) throws -> ReceiptRow? {
        try transaction.first(
            """
            SELECT id, number, secret_hash, received_at FROM report
            WHERE submission_digest = \(submissionDigest)
            """, Self.readReceipt)
    }

    func receipt(number: String, in transaction: any SQLTransaction) throws -> ReceiptRow? {
        try transaction.first(
            "SELECT id, number, secret_hash, received_at FROM report WHERE number = \(number)",
            Self.readReceipt)
    }

    /// Newest first; `before` is the last report of the page before.
    package func list(
        _ filter: ReportFilter, before: Report.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Report] {
        var query = Self.select + "WHERE 1 = 1"
        if let channel = filter.channel { query = query + " AND channel = \(channel)" }
        if let provider = filter.providerID { query = query + " AND provider_id = \(provider)" }
        if let number = filter.number {
            guard let digits = ReceiptDigits.bare(number, count: ReceiptDigits.numberCount) else {
                return []
            }
            query = query + " AND number = \(digits)"
        }
        if let before { query = query + " AND id < \(before)" }
        return try transaction.all(query + " ORDER BY id DESC LIMIT \(limit)", Self.read)
    }

    package func counts(in transaction: any SQLTransaction) throws -> [Channel: Int] {
        let rows = try transaction.all("SELECT channel, count(*) FROM report GROUP BY channel") {
            (try $0.get(0, as: Channel.self), try $0.get(1, as: Int.self))
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// `false` when it was erased before, or never there.
    func markErased(
        _ id: Report.ID, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            "UPDATE report SET erased_at = \(time) WHERE id = \(id) AND erased_at IS NULL") == 1
    }

    private static let select: SQLQuery = """
        SELECT id, number, received_at, channel, language, concern, provider_id,
            provider_identifier, provider_name, sealed_narrative, sealed_contact, address_count,
            erased_at
        FROM report 
        """

    private static func read(_ row: SQLRow) throws -> Report {
        var provider: ReportingProvider?
        if let id: String = try row.optional(6) {
            provider = ReportingProvider(
                id: id, identifier: try row.get(7), name: try row.get(8))
        }
        return Report(
            id: try row.get(0), number: try row.get(1), receivedAt: try row.get(2),
            channel: try row.get(3), language: try row.get(4), concern: try row.get(5),
            provider: provider, sealedNarrative: try row.optional(9),
            sealedContact: try row.optional(10), addressCount: try row.get(11),
            erasedAt: try row.optional(12))
    }

    private static func readReceipt(_ row: SQLRow) throws -> ReceiptRow {
        ReceiptRow(
            reportID: try row.get(0), number: try row.get(1), secretHash: try row.optional(2),
            receivedAt: try row.get(3))
    }
}

/// Which reports to list; everything `nil` lists all.
package struct ReportFilter: Sendable, Equatable {
    package var channel: Channel?
    package var providerID: String?
    package var number: String?

    package init(channel: Channel? = nil, providerID: String? = nil, number: String? = nil) {
        self.channel = channel
        self.providerID = providerID
        self.number = number
    }
}
