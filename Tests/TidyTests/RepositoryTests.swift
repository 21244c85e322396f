// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

/// The repository against every rule, and every rule against itself.
@Suite struct RepositoryTests {
    @Test(arguments: Rule.all) func `the repository keeps the rule`(rule: Rule) throws {
        let findings = rule.check(try Self.tree.get())
        guard !findings.isEmpty else { return }
        let list = findings.map { "\n  \($0)" }.joined()
        Issue.record("\(findings.count) times not so: \(rule.name)\(list)")
    }

    @Test(arguments: Rule.all) func `the rule can fail`(rule: Rule) {
        #expect(!rule.broken.isEmpty)
        for (number, tree) in rule.broken.enumerated() {
            #expect(!rule.check(tree).isEmpty, "sample \(number + 1) was let through")
        }
    }

    @Test(arguments: Rule.all) func `the rule lets good work through`(rule: Rule) {
        #expect(rule.check(rule.kept).map(\.description) == [])
    }

    @Test func `the repository was really read`() throws {
        let tree = try Self.tree.get()
        #expect(tree.file("Package.swift") != nil)
        #expect(tree.swiftFiles.count > 40)
    }

    /// Read once for all rules: some hundred files.
    private static let tree = Result { try SourceTree.repository() }
}
