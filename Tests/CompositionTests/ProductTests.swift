// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Foundation
import Testing

/// The list of features against the sources: what somebody wrote and forgot to list is found here.
struct ProductTests {
    private let modules = Product.features.map(\.module)

    @Test func `no feature is listed twice`() {
        #expect(Set(modules).count == modules.count)
    }

    @Test func `every module of the features is listed`() throws {
        let written = try Repository.folders(in: "Sources/Features")
        #expect(written.count >= 8)
        #expect(Set(written).subtracting(modules).isEmpty)
    }

    @Test func `every setting that is declared belongs to one feature`() throws {
        // With the key on the same line, or on the next.
        let declared = try ["Setting(", "Setting.address(", "Setting.baseURL("].flatMap { opening in
            try ["\"", "\n        \""].flatMap { quote in
                try Repository.quoted(behind: "= \(opening)\(quote)", in: "Sources/Composition")
            }
        }
        #expect(Product.settings.map(\.key).sorted() == declared.sorted())
    }

    @Test(arguments: Product.settings)
    func `every setting says why it exists`(setting: Setting) {
        #expect(setting.reason.count > 20)
        #expect(setting.key.contains("."))
    }

    @Test func `every table belongs to one feature`() {
        let tables = Product.features.flatMap(\.tables)
        #expect(Set(tables).count == tables.count)
        #expect(tables.count >= 30)
    }

    @Test func `what serve may do alone has a name of its own, and one part works`() {
        let names = Product.parts.map(\.name)
        #expect(names == ["public", "provider", "workbench", "worker"])
        #expect(Product.parts.filter(\.needsCasework).map(\.name) == ["workbench", "worker"])
    }

    @Test func `the page of settings is made from the list`() throws {
        let page = try Repository.text(of: "Documentation/Operating/settings.md")
        let lines = Product.settings.map(\.explanation).joined(separator: "\n")
        #expect(page.components(separatedBy: "```\n").dropFirst().first == lines + "\n")
    }
}
