// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// One file of the repository, as the rules look at it: read once, never changed.
struct SourceFile: Sendable {
    /// Relative to the repository, with forward slashes.
    let path: String
    let bytes: [UInt8]
    /// `nil` for a file that is not UTF-8 text.
    let text: String?
    /// The text's lines, without their ends.
    let lines: [String]
    /// For Swift and C: the lines with comments and the insides of strings blanked out.
    let codeLines: [String]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        text = bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
        lines = Self.lines(of: bytes, isText: text != nil)
        let isCode = text != nil && ["swift", "c", "h"].contains(Self.suffix(of: path))
        codeLines = isCode ? Self.lines(of: CodeMask.masked(bytes), isText: true) : []
    }

    init(path: String, _ text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The last component of the path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// What follows the last full stop of the name, or the empty string.
    var suffix: String { Self.suffix(of: path) }

    /// The name up to its first full stop or plus sign: `Type+Facet.swift` gives `Type`.
    var stem: String {
        String(name.prefix { $0 != "." && $0 != "+" })
    }

    /// True for scripts too, which carry no suffix.
    var isScript: Bool {
        suffix == "sh" || suffix == "py" || lines.first?.hasPrefix("#!") == true
    }

    func isIn(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }

    private static func suffix(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return String(name[name.index(after: dot)...])
    }

    private static func lines(of bytes: [UInt8], isText: Bool) -> [String] {
        guard isText else { return [] }
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }
}
