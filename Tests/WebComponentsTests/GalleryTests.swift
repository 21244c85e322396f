// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ComponentGallery
import Foundation
import Hummingbird
import Testing
import WebSupport
import WebTesting

@Suite struct GalleryTests {
    static let pages = ["", "/forms", "/tables", "/charts", "/console"].flatMap { part in
        ["en", "fr"].map { "/components\(part)?language=\($0)" }
    }

    @Test(arguments: pages)
    func `a page of components is whole and runs no script but ours`(path: String) async throws {
        try await Self.visit(path) { page, response in
            #expect(response.status == .ok)
            for (name, value) in ConfiningHeaders.withScripts {
                #expect(response.headers[name] == value)
            }
            #expect(page.hasSuffix("</html>\n"))
            #expect(!page.contains("{{") && !page.contains(" style="))
            #expect(page.components(separatedBy: "<script").count == 2)
            #expect(page.contains("<script type=\"module\" src=\"/static/console.js?v="))
            // What a person typed comes out as text.
            #expect(!page.contains("<kitten>"))
        }
    }

    @Test func `direction, colours and density are what the address says`() async throws {
        try await Self.visit("/components?direction=rtl&theme=dark&density=dense") { page, _ in
            #expect(page.contains("dir=\"rtl\""))
            #expect(page.contains("media=\"all\""))
            #expect(page.contains("<body class=\"console\">"))
        }
        try await Self.visit("/components?theme=light") { page, _ in
            #expect(page.contains("dir=\"ltr\"") && !page.contains("/static/dark.css"))
        }
    }

    @Test(arguments: ["/components/kittens", "/static/kittens.css", "/elsewhere"])
    func `nothing else is there`(path: String) async throws {
        try await Self.visit(path) { _, response in #expect(response.status == .notFound) }
    }

    static func visit(
        _ path: String, _ check: @escaping @Sendable (String, TestResponse) throws -> Void
    ) async throws {
        let application = Application(router: try ComponentGallery().router())
        try await application.answering { client in
            try await client.execute(uri: path, method: .get) { response in
                try check(String(buffer: response.body), response)
            }
        }
    }
}
