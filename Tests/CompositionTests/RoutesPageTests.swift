// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Testing
import WebSupport

/// The page that names every path, against the tables that the applications are made from.
@Suite struct RoutesPageTests {
    @Test func `the routes page has exactly the tables of the applications`() throws {
        let tables = Product.applications.filter { !$0.routes.isEmpty }
        let page = try Repository.text(of: "Documentation/Reference/routes.md")
        let parts = page.split(separator: "\n## ").dropFirst()
        #expect(
            parts.map { $0.prefix { $0 != "\n" } }.map(String.init) == tables.map(\.name))
        for (part, application) in zip(parts, tables) {
            let rows = part.split(separator: "\n").filter {
                $0.hasPrefix("| ") && !$0.hasPrefix("| method") && !$0.hasPrefix("| ---")
            }
            #expect(rows.map(String.init) == application.routes.map(\.line))
        }
    }
}
