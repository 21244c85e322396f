// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import Testing

/// Every input that was kept, once more: what a fuzzer found stays fixed.
@Suite struct FuzzCorpusTests {
    @Test(arguments: FuzzTarget.all.map(\.name))
    func `the kept inputs hold the target's properties`(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let kept = try Self.corpus(of: name)
        #expect(kept.count > 3, "\(name) has no corpus; script/fuzz \(name) makes one")
        for input in [[]] + target.seeds() + kept {
            do {
                try target.check(input)
            } catch {
                Issue.record("\(Hexadecimal.encode(input)): \(error)")
            }
        }
    }

    @Test func `every corpus belongs to a target`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let names = files.filter { $0.hasSuffix(".hex") }.map { String($0.dropLast(4)) }
        #expect(Set(names) == Set(FuzzTarget.all.map(\.name)))
        #expect(FuzzTarget.all.count == Set(FuzzTarget.all.map(\.name)).count)
    }

    @Test func `a property that does not hold is an error`() {
        #expect(throws: BrokenProperty.self) { try hold(1 > 2, "one is more than two") }
        #expect(throws: Never.self) { try hold(1 < 2, "one is less than two") }
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Corpus")

    /// One input on each line, in hexadecimal.
    private static func corpus(of name: String) throws -> [[UInt8]] {
        let text = try String(
            contentsOf: folder.appending(path: name + ".hex"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try #require(Hexadecimal.decode(line), "\(name): not hexadecimal")
        }
    }
}
