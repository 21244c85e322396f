// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CLibPQ
import Storage

/// The types of PostgreSQL that the portable subset meets, and their binary formats.
enum PostgresType: Oid {
    case bool = 16
    case bytea = 17
    case char = 18
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case oid = 26
    case float4 = 700
    case float8 = 701
    case unknown = 705
    case bpchar = 1042
    case varchar = 1043
    case numeric = 1700
    case void = 2278

    static func of(_ value: SQLValue) -> Oid {
        switch value {
        case .null: 0
        case .integer: PostgresType.int8.rawValue
        case .real: PostgresType.float8.rawValue
        case .text: PostgresType.text.rawValue
        case .blob: PostgresType.bytea.rawValue
        }
    }

    /// The portable value of these bytes; `nil` when they are not of this type.
    func value(_ bytes: [UInt8]) -> SQLValue? {
        switch self {
        case .bool: return bytes.count == 1 ? .integer(Int64(bytes[0])) : nil
        case .bytea: return .blob(bytes)
        case .int2:
            let word = Self.word(bytes, count: 2)
            return word.map { .integer(Int64(Int16(truncatingIfNeeded: $0))) }
        case .int4:
            let word = Self.word(bytes, count: 4)
            return word.map { .integer(Int64(Int32(truncatingIfNeeded: $0))) }
        case .int8:
            let word = Self.word(bytes, count: 8)
            return word.map { .integer(Int64(truncatingIfNeeded: $0)) }
        case .oid: return Self.word(bytes, count: 4).map { .integer(Int64($0)) }
        case .float4:
            return Self.word(bytes, count: 4).map {
                .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))))
            }
        case .float8: return Self.word(bytes, count: 8).map { .real(Double(bitPattern: $0)) }
        case .char, .name, .text, .unknown, .bpchar, .varchar:
            return .text(String(decoding: bytes, as: UTF8.self))
        case .numeric: return Self.numeric(bytes)
        case .void: return .null
        }
    }

    private static func word(_ bytes: [UInt8], count: Int) -> UInt64? {
        guard bytes.count == count else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// What `sum` and `avg` of integers are in PostgreSQL: groups of four decimal digits.
    ///
    /// Whole numbers become integers and others reals, as SQLite has it.
    private static func numeric(_ bytes: [UInt8]) -> SQLValue? {
        let words = stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        guard words.count >= 4, words.count == 4 + Int(words[0]) else { return nil }
        let weight = Int(Int16(bitPattern: words[1]))
        let isNegative = words[2] == 0x4000
        guard isNegative || words[2] == 0 else { return nil }
        let digits = words[4...]
        if words[3] == 0 {
            var whole: Int64 = 0
            for index in 0..<max(0, weight + 1) {
                let digit = index < digits.count ? Int64(digits[4 + index]) : 0
                let (tens, overflowed) = whole.multipliedReportingOverflow(by: 10_000)
                let (sum, carried) =
                    isNegative
                    ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
                guard !overflowed, !carried else { return nil }
                whole = sum
            }
            return .integer(whole)
        }
        var real = 0.0
        for digit in digits { real = real * 10_000 + Double(digit) }
        for _ in 0..<abs(weight + 1 - digits.count) {
            if weight + 1 > digits.count { real *= 10_000 } else { real /= 10_000 }
        }
        return .real(isNegative ? -real : real)
    }
}
