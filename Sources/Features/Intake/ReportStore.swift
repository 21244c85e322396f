// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore
package import Storage

/// The rows of `report`: written once; only erasure touches them again.
package struct ReportStore: Sendable {
    package init() {}

    /// What else is stored of a receipt than its number.
    struct ReceiptRow: Sendable {
        var reportID: Report.ID
        var number: String
        var secretHash: String?
        var submissionDigest: [UInt8]
        var receivedAt: Timestamp
    }

    /// `false` when the number or the submission was there before; nothing is stored then.
    func insert(
        _ report: Report, submissionDigest: [UInt8], secretHash: String?,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO report \(values: Column.self, [
                .id: report.id, .number: report.number, .receivedAt: report.receivedAt,
                .channel: report.channel, .language: report.language,
                .concern: report.concern, .providerID: report.provider?.id,
                .providerIdentifier: report.provider?.identifier,
                .providerName: report.provider?.name,
                .sealedNarrative: report.sealedNarrative, .sealedContact: report.sealedContact,
                .addressCount: report.addressCount, .erasedAt: report.erasedAt,
            ], and: ReceiptColumn.self, [
                .submissionDigest: submissionDigest, .secretHash: secretHash,
            ])
            ON CONFLICT DO NOTHING
            """) == 1
    }

    package func find(_ id: Report.ID, in transaction: any SQLTransaction) throws -> Report? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM report WHERE id = \(id)", Self.read)
    }

    /// `number`: the eight digits of the receipt, with spaces or without.
    package func find(number: String, in transaction: any SQLTransaction) throws -> Report? {
        guard let digits = ReceiptDigits.bare(number, count: ReceiptDigits.numberCount) else {
            return nil
        }
        return try transaction.first(
            "SELECT \(columns: Column.self) FROM report WHERE number = \(digits)", Self.read)
    }

    func receipt(
        submissionDigest: [UInt8], in transaction: any SQLTransaction
    ) throws -> ReceiptRow? {
        try transaction.first(
            """
            SELECT \(columns: Column.self), \(columns: ReceiptColumn.self) FROM report
            WHERE submission_digest = \(submissionDigest)
            """, Self.readReceipt)
    }

    func receipt(number: String, in transaction: any SQLTransaction) throws -> ReceiptRow? {
        try transaction.first(
            """
            SELECT \(columns: Column.self), \(columns: ReceiptColumn.self) FROM report
            WHERE number = \(number)
            """,
            Self.readReceipt)
    }

    /// Newest first; `before` is the last report of the page before.
    package func list(
        _ filter: ReportFilter, before: Report.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [Report] {
        var query: SQLQuery = "SELECT \(columns: Column.self) FROM report WHERE 1 = 1"
        if let channel = filter.channel { query += " AND channel = \(channel)" }
        if let provider = filter.providerID { query += " AND provider_id = \(provider)" }
        if let number = filter.number {
            guard let digits = ReceiptDigits.bare(number, count: ReceiptDigits.numberCount) else {
                return []
            }
            query += " AND number = \(digits)"
        }
        if let before { query += " AND id < \(before)" }
        return try transaction.all(query + " ORDER BY id DESC LIMIT \(limit)", Self.read)
    }

    package func counts(in transaction: any SQLTransaction) throws -> [Channel: Int] {
        var counts: [Channel: Int] = [:]
        try transaction.forEach(
            "SELECT \(columns: CountColumn.self) FROM report GROUP BY channel"
        ) { (row: inout NamedRow<CountColumn>) in
            counts[try row.get(.channel)] = try row.get(.count, as: Int.self)
        }
        return counts
    }

    /// `false` when it was erased before, or never there.
    func markErased(
        _ id: Report.ID, at time: Timestamp, in transaction: any SQLTransaction
    ) throws -> Bool {
        try transaction.execute(
            "UPDATE report SET erased_at = \(time) WHERE id = \(id) AND erased_at IS NULL") == 1
    }

    private enum Column: String, SQLColumn {
        case id, number
        case receivedAt = "received_at"
        case channel, language, concern
        case providerID = "provider_id"
        case providerIdentifier = "provider_identifier"
        case providerName = "provider_name"
        case sealedNarrative = "sealed_narrative"
        case sealedContact = "sealed_contact"
        case addressCount = "address_count"
        case erasedAt = "erased_at"
    }

    /// Read only where somebody shows a receipt.
    private enum ReceiptColumn: String, SQLColumn {
        case submissionDigest = "submission_digest"
        case secretHash = "secret_hash"
    }

    private enum CountColumn: String, SQLColumn {
        case channel
        case count = "count(*)"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Report {
        Report(
            id: try row.get(.id), number: try row.get(.number),
            receivedAt: try row.get(.receivedAt), channel: try row.get(.channel),
            language: try row.get(.language), concern: try row.get(.concern),
            provider: try readProvider(&row), sealedNarrative: try row.get(.sealedNarrative),
            sealedContact: try row.get(.sealedContact), addressCount: try row.get(.addressCount),
            erasedAt: try row.get(.erasedAt))
    }

    private static func readProvider(_ row: inout NamedRow<Column>) throws -> ReportingProvider? {
        guard let id = try row.get(.providerID, as: ProviderID?.self) else { return nil }
        return ReportingProvider(
            id: id, identifier: try row.get(.providerIdentifier),
            name: try row.get(.providerName))
    }

    private static func readReceipt(_ row: inout NamedRow<Column>) throws -> ReceiptRow {
        var receipt = row.rest(ReceiptColumn.self)
        return ReceiptRow(
            reportID: try row.get(.id), number: try row.get(.number),
            secretHash: try receipt.get(.secretHash),
            submissionDigest: try receipt.get(.submissionDigest),
            receivedAt: try row.get(.receivedAt))
    }
}

/// Which reports to list; everything `nil` lists all.
package struct ReportFilter: Sendable, Equatable {
    package var channel: Channel?
    package var providerID: ProviderID?
    package var number: String?

    package init(channel: Channel? = nil, providerID: ProviderID? = nil, number: String? = nil) {
        self.channel = channel
        self.providerID = providerID
        self.number = number
    }
}
