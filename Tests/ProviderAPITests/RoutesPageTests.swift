// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Testing
import WebSupport
import ProviderAPI

@Suite struct RoutesPageTests {
    @Test func `the routes page has exactly the provider API's table`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "Documentation/Reference/routes.md"), encoding: .utf8)
        let part = page.split(separator: "\n## ").first { $0.hasPrefix("Provider API") } ?? ""
        let rows = part.split(separator: "\n").filter {
            $0.hasPrefix("| GET") || $0.hasPrefix("| POST")
        }
        #expect(rows.map(String.init) == ProviderAPI.routeDescriptions.map(\.row))
    }
}
