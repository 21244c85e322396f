// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CLibPQ
import Storage

/// The values of one statement in PostgreSQL's binary format, each with its type.
///
/// Saying the types keeps both engines alike: an integer is a `bigint` wherever it stands. Only
/// NULL takes its type from where it is used.
struct PostgresParameters {
    let types: [Oid]
    /// All values one after the other; never empty, so that its address is never null.
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [SQLValue]) throws(StorageError) {
        types = values.map(PostgresType.of)
        for value in values {
            guard value.isStorable else { throw .unstorable }
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let value): append(UInt64(bitPattern: value))
            case .real(let value): append(value.bitPattern)
            case .text(let value): bytes.append(contentsOf: value.utf8)
            case .blob(let value): bytes.append(contentsOf: value)
            }
            guard let length = Int32(exactly: bytes.count - start) else { throw .unstorable }
            lengths.append(length)
            offsets.append(value == .null ? nil : start)
        }
        bytes.append(0)
    }

    /// Calls `body` with the arrays libpq wants: values, lengths and formats.
    func withPointers<Value>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Value
    ) -> Value {
        let formats = [Int32](repeating: 1, count: lengths.count)
        return unsafe bytes.withUnsafeBytes { raw in
            // SAFETY: the pointers point into `bytes`, which outlives this closure, and libpq does
            // not keep them after the call that takes them.
            let base = unsafe raw.bindMemory(to: CChar.self).baseAddress
            let values = unsafe offsets.map { offset in
                unsafe offset.flatMap { offset in unsafe base.map { unsafe $0 + offset } }
            }
            return unsafe values.withUnsafeBufferPointer { values in
                unsafe lengths.withUnsafeBufferPointer { lengths in
                    unsafe formats.withUnsafeBufferPointer { formats in
                        unsafe body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }

    private mutating func append(_ word: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
    }
}
