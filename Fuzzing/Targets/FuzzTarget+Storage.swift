// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import PostgresDriver

/// What the database server sends.
extension FuzzTarget {
    static let storage = [postgresValue]

    /// A type, and the bytes of a value.
    private static let postgresValue = FuzzTarget(
        "postgres-value", bytesMax: 256,
        seeds: {
            [
                [14, 0, 2, 0, 1, 0, 0, 0, 0, 0, 12, 9, 99],
                [14, 0, 1, 0xff, 0xff, 0x40, 0, 0, 2, 9, 9],
                [4, 0, 0, 0, 0, 0, 0, 0, 7], [9, 0x3f, 0x80, 0, 0],
                [14, 0, 1, 0x7f, 0xff, 0, 0, 0, 1, 0, 9],
            ]
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let types: [PostgresType] = [
            .bool, .bytea, .char, .name, .int8, .int2, .int4, .text, .oid, .float4, .float8,
            .unknown, .bpchar, .varchar, .numeric, .void,
        ]
        let type = types[input.number(below: types.count)]
        let first = type.value(input.rest)
        let second = type.value(input.rest)
        try hold("\(String(describing: first))" == "\(String(describing: second))", "one value")
    }
}
