// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import GRDB
import Storage

/// One body's view of the connection: runs its statements, and remembers that one failed.
final class SQLiteTransaction: SQLTransaction {
    let dialect = SQLDialect.sqlite
    /// The first error of a statement.
    ///
    /// From then on the transaction is lost, as on PostgreSQL.
    private(set) var failure: StorageError?

    private let database: GRDB.Database
    private var isStreaming = false

    init(database: GRDB.Database) { self.database = database }

    @discardableResult
    func execute(_ query: SQLQuery) throws -> Int {
        let before = database.totalChangesCount
        try run(query) { try $0.execute() }
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    func forEachRow(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        var thrown: (any Error)?
        try run(query) { statement in
            let rows = try Row.fetchCursor(statement)
            isStreaming = true
            defer { isStreaming = false }
            while let row = try rows.next() {
                // After the body's own error the rest is still stepped through: an `UPDATE …
                // RETURNING` must have happened wholly or not at all.
                guard thrown == nil else { continue }
                do { try body(Self.row(row)) } catch { thrown = error }
            }
        }
        if let thrown { throw thrown }
    }

    private func run(_ query: SQLQuery, _ use: (Statement) throws -> Void) throws {
        if let failure { throw failure }
        do {
            guard !isStreaming else { throw StorageError.statement(state: "nested in forEachRow") }
            let (text, values) = query.rendered(for: .sqlite)
            let arguments = try StatementArguments(values.map(Self.databaseValue))
            // LIMIT: lists of many lengths would fill the cache with statements used once.
            let statement =
                values.count <= 64
                ? try database.cachedStatement(sql: text) : try database.makeStatement(sql: text)
            try statement.setArguments(arguments)
            try use(statement)
        } catch {
            let mapped = SQLiteFailure.storageError(for: error)
            failure = mapped
            throw mapped
        }
    }

    private static func databaseValue(_ value: SQLValue) throws -> DatabaseValue {
        guard value.isStorable else { throw StorageError.unstorable }
        return switch value {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .blob(let value): Data(value).databaseValue
        }
    }

    private static func row(_ row: Row) -> SQLRow {
        SQLRow(
            values: row.databaseValues.map { value in
                switch value.storage {
                case .null: .null
                case .int64(let value): .integer(value)
                case .double(let value): .real(value)
                case .string(let value): .text(value)
                case .blob(let value): .blob([UInt8](value))
                }
            })
    }
}
