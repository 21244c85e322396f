// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation
package import Hummingbird
import HTTPTypes
import Mustache
package import NightlightCore

/// Makes HTML from a template, the texts of a language, and plain values.
///
/// Templates see three names: `t` (texts), `frame` (what surrounds every page of an application)
/// and
/// `page` (this page's own values). The values are stored properties, already formatted: Mustache
/// reads them by reflection and cannot see computed ones.
package struct PageRenderer: Sendable {
    private struct Root<Frame, Page> {
        let t: Phrases
        let frame: Frame
        let page: Page
    }

    private let library: MustacheLibrary
    private let phrases: [Language: Phrases]
    package let assets: StaticAssets

    /// Reads everything from `folders`; later ones win, so that an installation can override.
    package init(folders: [URL]) throws {
        var library = MustacheLibrary()
        var phrases: [Language: Phrases] = [:]
        for folder in folders {
            for (name, data) in try ResourceFolder.files(in: folder, extension: "mustache") {
                let template = Self.templateName(ofFile: name)
                do {
                    try library.register(String(decoding: data, as: UTF8.self), named: template)
                } catch {
                    throw PageError.templateInvalid(name: template)
                }
            }
            for language in Language.allCases {
                let file = folder.appending(path: "Strings/\(language.rawValue).json")
                guard let data = try? Data(contentsOf: file) else { continue }
                let own = try Phrases(json: data)
                phrases[language] = (phrases[language] ?? .empty).overlaid(with: own)
            }
        }
        self.library = library
        self.phrases = phrases
        assets = try StaticAssets(folders: folders.map { $0.appending(path: "Static") })
    }

    /// A layout goes by its bare name, because Mustache accepts no slash in a closing tag.
    private static func templateName(ofFile name: String) -> String {
        let path = name.dropLast(".mustache".count)
        return String(path.hasPrefix("Layouts/") ? path.dropFirst("Layouts/".count) : path)
    }

    package func phrases(_ language: Language) -> Phrases { phrases[language] ?? .empty }

    package func html<Frame, Page>(
        _ template: String, _ page: Page, frame: Frame, language: Language
    ) throws -> String {
        let root = Root(t: phrases(language), frame: frame, page: page)
        guard let html = library.render(root, withTemplate: template) else {
            throw PageError.templateMissing(name: template)
        }
        return html
    }
}

extension Response {
    /// An HTML page in a language.
    package static func html(
        _ html: String, language: Language, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// After a change: the browser fetches the next page, so that a refresh repeats nothing.
    package static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}
