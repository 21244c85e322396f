// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CLibPQ
import Glibc
import Storage

/// A `PGconn`, closed when it goes.
@safe
struct PostgresHandle: ~Copyable {
    // SAFETY: valid from init to deinit; used by the one connection that owns it.
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe PQfinish(pointer) }
}

/// One connection with its prepared statements.
///
/// Every method blocks; one thread uses it at a time.
final class PostgresConnection {
    private let handle: PostgresHandle
    private var prepared: PreparedStatements

    var isBroken: Bool { unsafe PQstatus(handle.pointer) != CONNECTION_OK }

    /// - Throws: `StorageError.unavailable`; the reason (which may name hosts and roles) is left
    ///   out.
    init(_ settings: PostgresSettings) throws(StorageError) {
        // What stands before `dbname` may be said otherwise in the connection string; what stands
        // after it may not. LIMIT: a server that is gone is noticed within half a minute.
        let options = [
            ("connect_timeout", "10"), ("keepalives_idle", "15"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
            ("fallback_application_name", "nightlight"), ("dbname", settings.connection),
            ("client_encoding", "UTF8"),
        ]
        guard let pointer = unsafe Self.connect(options) else { throw .unavailable }
        unsafe handle = PostgresHandle(pointer)
        prepared = PreparedStatements(countMax: settings.preparedStatementsMax)
        guard !isBroken else { throw .unavailable }
        // Notices would otherwise be printed, and may quote data.
        unsafe PQsetNoticeReceiver(handle.pointer, { _, _ in }, nil)
        do {
            try command(
                """
                SET statement_timeout = '\(settings.statementSecondsMax)s';
                SET lock_timeout = '\(settings.lockSecondsMax)s';
                SET idle_in_transaction_session_timeout = '\(settings.statementSecondsMax)s';
                SELECT set_config('synchronous_commit', 'on', false)
                WHERE current_setting('synchronous_commit') IN ('off', 'local')
                """)
        } catch {
            throw error.error
        }
        guard unsafe Self.parameter("server_encoding", handle.pointer) == "UTF8" else {
            throw .statement(state: "server encoding is not UTF8")
        }
    }

    /// Runs a command without values, such as `BEGIN`, and returns its tag.
    @discardableResult
    func command(_ sql: String) throws(PostgresFailure) -> String {
        guard let pointer = unsafe PQexec(handle.pointer, sql) else {
            throw PostgresFailure(.unavailable)
        }
        let result = unsafe PostgresResult(pointer)
        guard result.status == PGRES_COMMAND_OK || result.status == PGRES_TUPLES_OK else {
            throw result.failure
        }
        return result.commandTag
    }

    /// Runs one statement and hands over its rows as they arrive.
    /// - Returns: how many rows it changed.
    func run(
        _ query: SQLQuery, _ receive: (SQLRow) throws(StorageError) -> Void
    ) throws(PostgresFailure) -> Int {
        let (text, values) = query.rendered(for: .postgres)
        do {
            let parameters = try PostgresParameters(values)
            try send(text, parameters)
        } catch let error as StorageError {
            throw PostgresFailure(error)
        } catch let error as PostgresFailure {
            throw error
        } catch {
            throw PostgresFailure(.statement(state: "unknown"))
        }
        unsafe PQsetSingleRowMode(handle.pointer)
        return try receiveAll(receive)
    }

    /// After a change of the tables: all statements are prepared anew.
    func forgetPrepared() throws(PostgresFailure) {
        try command("DEALLOCATE ALL")
        prepared.forgetAll()
    }

    private func send(_ text: String, _ parameters: PostgresParameters) throws {
        let count = Int32(parameters.types.count)
        // LIMIT: lists of many lengths would push everything else out of the cache.
        let name = parameters.types.count <= 64 ? try name(of: text, parameters.types) : nil
        let isSent = unsafe parameters.withPointers { values, lengths, formats in
            if let name {
                unsafe PQsendQueryPrepared(
                    handle.pointer, name, count, values, lengths, formats, 1)
            } else {
                unsafe PQsendQueryParams(
                    handle.pointer, text, count, parameters.types, values, lengths, formats, 1)
            }
        }
        guard isSent == 1 else { throw PostgresFailure(.unavailable) }
    }

    private func name(of text: String, _ types: [Oid]) throws -> String {
        switch prepared.lookUp(text, types) {
        case .found(let name):
            return name
        case .missing(let name, let evicted):
            if let evicted { try command("DEALLOCATE \(evicted)") }
            let pointer = unsafe PQprepare(
                handle.pointer, name, text, Int32(types.count), types)
            guard let pointer = unsafe pointer else { throw PostgresFailure(.unavailable) }
            let result = unsafe PostgresResult(pointer)
            guard result.status == PGRES_COMMAND_OK else { throw result.failure }
            prepared.remember(text, types, as: name)
            return name
        }
    }

    /// Reads to the end in any case: the connection is of no use before that.
    private func receiveAll(
        _ receive: (SQLRow) throws(StorageError) -> Void
    ) throws(PostgresFailure) -> Int {
        var changeCount = 0
        var failure: PostgresFailure?
        while let pointer = unsafe PQgetResult(handle.pointer) {
            let result = unsafe PostgresResult(pointer)
            switch result.status {
            case PGRES_SINGLE_TUPLE where failure == nil:
                do { try receive(try result.row(0)) } catch { failure = PostgresFailure(error) }
            case PGRES_SINGLE_TUPLE: break
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK: changeCount = result.changeCount
            default: failure = failure ?? result.failure
            }
        }
        if let failure { throw failure }
        guard !isBroken else { throw PostgresFailure(.unavailable) }
        return changeCount
    }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
        // SAFETY: the copies live until `PQconnectdbParams` has returned and are freed after it.
        var keywords = unsafe options.map { unsafe UnsafePointer(strdup($0.0)) }
        var values = unsafe options.map { unsafe UnsafePointer(strdup($0.1)) }
        unsafe keywords.append(nil)
        unsafe values.append(nil)
        defer {
            unsafe keywords.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) }
            unsafe values.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) }
        }
        return unsafe PQconnectdbParams(keywords, values, 1)
    }

    private static func parameter(_ name: String, _ pointer: OpaquePointer) -> String? {
        unsafe PQparameterStatus(pointer, name).map { unsafe String(cString: $0) }
    }
}
