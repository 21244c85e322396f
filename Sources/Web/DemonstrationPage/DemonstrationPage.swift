// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// DemonstrationPage: what the demonstration tells, in sentences and as one page with charts.
//
// The page is a file of its own: sheets stand in it, it runs no script and loads nothing.
//
// May touch: WebComponents. It counts nothing: whoever ran the demonstration gives it the numbers.
// Invariants:
// - the terminal and the page say the same words, in the language that was asked for.

import Foundation
package import NightlightCore
import WebComponents
import WebSupport

/// The words and the page of a demonstration in one language.
package struct DemonstrationPage: Sendable {
    private struct Frame {
        let language: String
        let title: String
    }

    private let renderer: PageRenderer
    private let sheets: String
    private let language: Language
    package let words: DemonstrationWords

    package init(_ language: Language) throws {
        let folders = [
            try ResourceFolder.find(module: "WebComponents"),
            try ResourceFolder.find(module: "DemonstrationPage"),
        ]
        renderer = try PageRenderer(folders: folders)
        self.language = language
        words = DemonstrationWords(renderer.phrases(language), language)
        var found: [String: Data] = [:]
        for folder in folders {
            found.merge(try ResourceFolder.files(in: folder, extension: "css")) { $1 }
        }
        func sheet(_ name: String) throws -> String {
            guard let data = found["Static/\(name).css"] else {
                throw PageError.resourcesMissing(name: "\(name).css")
            }
            return String(decoding: data, as: UTF8.self)
        }
        let common = ["tokens", "base", "frame", "content", "tables", "charts", "demonstration"]
        sheets =
            "<style>\n\(try common.map(sheet).joined())</style>\n"
            + "<style media=\"(prefers-color-scheme: dark)\">\n\(try sheet("dark"))</style>"
    }

    /// The whole page, to be written to a file.
    package func html(_ account: DemonstrationAccount) throws -> String {
        let html = try renderer.html(
            "Pages/demonstration", DemonstrationView(account, words),
            frame: Frame(
                language: language.rawValue, title: words.phrases("demonstration.title")),
            language: language)
        // A file has no address from which it could load its sheets.
        return html.replacing("<!-- sheets -->", with: sheets)
    }
}
