// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CLibPQ
import Storage

/// One `PGresult`, freed when it goes.
@safe
struct PostgresResult: ~Copyable {
    // SAFETY: valid from init to deinit; nothing that points into it leaves this type.
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe PQclear(pointer) }

    var status: ExecStatusType { unsafe PQresultStatus(pointer) }
    var rowCount: Int { unsafe Int(PQntuples(pointer)) }

    /// Such as `COMMIT`, or `UPDATE 3`.
    var commandTag: String { unsafe Self.text(PQcmdStatus(pointer)) }
    /// How many rows were changed; 0 for what changes none.
    var changeCount: Int { unsafe Int(Self.text(PQcmdTuples(pointer))) ?? 0 }

    var failure: PostgresFailure {
        // `PG_DIAG_SQLSTATE`, `PG_DIAG_MESSAGE_PRIMARY` and `PG_DIAG_SOURCE_FUNCTION` are character
        // constants in C.
        let state = unsafe PQresultErrorField(pointer, Int32(UInt8(ascii: "C")))
        let message = unsafe PQresultErrorField(pointer, Int32(UInt8(ascii: "M")))
        let function = unsafe PQresultErrorField(pointer, Int32(UInt8(ascii: "R")))
        return unsafe PostgresFailure(
            state: state.map { unsafe String(cString: $0) }, message: Self.text(message),
            function: Self.text(function))
    }

    func row(_ number: Int) throws(StorageError) -> SQLRow {
        let columnCount = unsafe PQnfields(pointer)
        var values: [SQLValue] = []
        values.reserveCapacity(Int(columnCount))
        for column in 0..<columnCount {
            values.append(try value(row: Int32(number), column: column))
        }
        return SQLRow(values: values)
    }

    private func value(row: Int32, column: Int32) throws(StorageError) -> SQLValue {
        if unsafe PQgetisnull(pointer, row, column) == 1 { return .null }
        // SAFETY: libpq owns the bytes until the result is cleared; they are copied here.
        let length = unsafe Int(PQgetlength(pointer, row, column))
        let start = unsafe UnsafeRawPointer(PQgetvalue(pointer, row, column))
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
        guard let value = unsafe PostgresType(rawValue: PQftype(pointer, column))?.value(bytes)
        else { throw .unexpectedValue(column: unsafe Self.text(PQfname(pointer, column))) }
        return value
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }
}
