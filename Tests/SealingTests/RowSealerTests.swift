// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Sealing
import Testing

struct RowSealerTests {
    private let sealer = RowSealer(.staff, derivedFrom: [UInt8](repeating: 1, count: 32))

    private func row(_ table: String = "kitten", name: String? = "Nori", age: Int64 = 3)
        -> SealedRow
    {
        SealedRow(
            table: table, ["name": name.map { .text($0) } ?? .null, "age": .integer(age)])
    }

    @Test func `a row is as it was sealed`() {
        #expect(sealer.flaw(of: row(), sealed: sealer.seal(row())) == nil)
        #expect(sealer.seal(row()).count == RowSealer.byteCount)
        #expect(sealer.seal(row()) == sealer.seal(row()))
    }

    @Test func `another value, table or column is another row`() {
        let seal = sealer.seal(row())
        let others = [
            row(name: "Mimi"), row(name: nil), row(age: 4), row("puppy"),
            SealedRow(table: "kitten", ["age": .integer(3), "name": .text("Nori")]),
            SealedRow(table: "kitten", ["name": .text("Nori"), "years": .integer(3)]),
            SealedRow(table: "kitten", ["name": .text("Nori")]),
            SealedRow(table: "kitten", ["name": .text("Nori"), "age": .text("3")]),
            SealedRow(table: "kitten", ["name": .bytes(Array("Nori".utf8)), "age": .integer(3)]),
            SealedRow(table: "kitt", ["enname": .text("Nori"), "age": .integer(3)]),
        ]
        for other in others { #expect(sealer.flaw(of: other, sealed: seal) == .wrong) }
    }

    @Test func `a seal that was cut, changed or left out is none`() {
        let seal = sealer.seal(row())
        #expect(sealer.flaw(of: row(), sealed: []) == .missing)
        #expect(sealer.flaw(of: row(), sealed: Array(seal.dropLast())) == .wrong)
        #expect(sealer.flaw(of: row(), sealed: seal + [0]) == .wrong)
        for index in seal.indices {
            var changed = seal
            changed[index] ^= 1
            #expect(sealer.flaw(of: row(), sealed: changed) != nil)
        }
    }

    /// So that a key can be exchanged one day, and a copied database be told from a forged one.
    @Test func `a seal names its key`() {
        let other = RowSealer(.staff, derivedFrom: [UInt8](repeating: 2, count: 32))
        let purpose = RowSealer(.provider, derivedFrom: [UInt8](repeating: 1, count: 32))
        #expect(sealer.flaw(of: row(), sealed: other.seal(row())) == .otherKey)
        #expect(sealer.flaw(of: row(), sealed: purpose.seal(row())) == .otherKey)
    }

    @Test func `a mark tells states of rows apart`() {
        let seal = sealer.seal(row())
        #expect(sealer.mark(of: row(), sealed: seal) == sealer.mark(of: row(), sealed: seal))
        #expect(sealer.mark(of: row(), sealed: seal) != sealer.mark(of: row(age: 4), sealed: seal))
        #expect(sealer.mark(of: row(), sealed: seal) != sealer.mark(of: row(), sealed: []))
    }
}
