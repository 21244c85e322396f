// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import ProviderAPI
import PublicSite
import Testing
import WebSupport
import Workbench

/// The page that names every path, against the tables that the applications are made from.
@Suite struct RoutesPageTests {
    @Test func `the routes page has exactly the tables of the applications`() throws {
        let tables = [
            ("Public site", PublicSite.routeDescriptions),
            ("Provider API", ProviderAPI.routeDescriptions),
            ("Workbench", Workbench.routeDescriptions),
        ]
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "Documentation/Reference/routes.md"), encoding: .utf8)
        let parts = page.split(separator: "\n## ").dropFirst()
        #expect(
            parts.map { $0.prefix { $0 != "\n" } }.map(String.init) == tables.map(\.0))
        for (part, (_, routes)) in zip(parts, tables) {
            let rows = part.split(separator: "\n").filter {
                $0.hasPrefix("| ") && !$0.hasPrefix("| method") && !$0.hasPrefix("| ---")
            }
            #expect(rows.map(String.init) == routes.map(\.line))
        }
    }
}
