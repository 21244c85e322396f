// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Testing

/// The articles of the libraries show code that is compiled and run, letter for letter.
@Suite struct SnippetTests {
    @Test func `every block of Swift in an article is a snippet that is run`() throws {
        let snippets = try Self.snippets()
        let blocks = try Self.blocks()
        #expect(blocks.count > 6)
        for (place, code) in blocks {
            #expect(
                snippets.values.contains(code), "\(place) shows code that no test runs:\n\(code)")
        }
    }

    @Test func `every snippet stands in an article`() throws {
        let codes = Set(try Self.blocks().map(\.code))
        for (name, code) in try Self.snippets() {
            #expect(codes.contains(code), "no article shows the snippet \(name)")
        }
    }

    @Test func `each library has a landing page and a way to start`() throws {
        for library in Self.libraries {
            let folder = Self.catalogue(of: library)
            for page in [library, "GettingStarted"] {
                let file = folder.appending(path: page + ".md")
                #expect(FileManager.default.fileExists(atPath: file.path), "\(file.path)")
            }
        }
    }

    private static let libraries = ["PerceptualHashing", "HashIndex", "MediaDecoding"]
    private static let here = URL(filePath: #filePath).deletingLastPathComponent()

    private static func catalogue(of library: String) -> URL {
        here.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Media/\(library)/\(library).docc")
    }

    private static func lines(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// What stands between two markers, without the indentation that its place gives it.
    private static func snippets() throws -> [String: String] {
        var found: [String: String] = [:]
        let files = try FileManager.default.contentsOfDirectory(
            at: here, includingPropertiesForKeys: nil)
        for file in files where file.lastPathComponent.hasSuffix("Snippets.swift") {
            var name: String?
            var code: [Substring] = []
            var indentation = 0
            for line in try lines(of: file) {
                let text = line.drop { $0 == " " }
                if text.hasPrefix("// snippet: ") {
                    name = String(text.dropFirst("// snippet: ".count))
                    indentation = line.count - text.count
                    code = []
                } else if let begun = name, text == "// end of snippet" {
                    found[begun] = code.joined(separator: "\n")
                    name = nil
                } else if name != nil {
                    code.append(line.dropFirst(indentation))
                }
            }
        }
        return found
    }

    /// The fenced blocks of Swift in all articles.
    private static func blocks() throws -> [(place: String, code: String)] {
        try libraries.flatMap { library in
            try FileManager.default.contentsOfDirectory(
                at: catalogue(of: library), includingPropertiesForKeys: nil)
        }.filter { $0.pathExtension == "md" }.flatMap { file in
            var found: [(String, String)] = []
            var code: [String]?
            for line in try lines(of: file) {
                if line == "```swift" {
                    code = []
                } else if line == "```", let block = code {
                    found.append((file.lastPathComponent, block.joined(separator: "\n")))
                    code = nil
                } else {
                    code?.append(line)
                }
            }
            return found
        }
    }
}
