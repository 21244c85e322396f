// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

/// One place where a rule is broken: what to open, and what to do.
struct Finding: CustomStringConvertible, Sendable {
    let path: String
    let line: Int?
    let message: String

    init(_ file: SourceFile, line: Int? = nil, _ message: String) {
        self.init(path: file.path, line: line, message)
    }

    init(path: String, line: Int? = nil, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String {
        line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
    }
}

/// A rule about the source itself, which no compiler checks.
///
/// Each rule carries the smallest tree that breaks it and one that keeps it, so that the tests can
/// prove of every rule that it is able to fail.
struct Rule: CustomTestStringConvertible, Sendable {
    let name: String
    let check: @Sendable (SourceTree) -> [Finding]
    /// Trees each of which the rule must find fault with.
    let broken: [SourceTree]
    /// A tree that comes close and is right.
    let kept: SourceTree

    init(
        _ name: String, broken: [[SourceFile]], kept: [SourceFile],
        check: @escaping @Sendable (SourceTree) -> [Finding]
    ) {
        self.name = name
        self.broken = broken.map(SourceTree.init)
        self.kept = SourceTree(kept)
        self.check = check
    }

    var testDescription: String { name }

    static let all: [Rule] =
        imports + lengths + headers + words + safety + files + strings + templates + storage
        + tables + modules + errorCodes + documentation + secrets
}
