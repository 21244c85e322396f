// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import WebSupport

/// Prints one component as a page would.
struct ComponentRig: Sendable {
    private struct Specimen<Value> {
        let template: String
        let value: Value
    }

    private let renderer: PageRenderer

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "nightlight-component-\(UUID().uuidString)")
        let pages = folder.appending(path: "Pages")
        try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "{{#page}}{{#value}}{{>*template}}{{/value}}{{/page}}".write(
            to: pages.appending(path: "specimen.mustache"), atomically: true, encoding: .utf8)
        renderer = try PageRenderer(folders: [
            ResourceFolder.find(module: "WebComponents"), folder,
        ])
    }

    var phrases: Phrases { renderer.phrases(.english) }

    /// The component, every run of white space as one space.
    func html<Value>(_ component: String, _ value: Value) throws -> String {
        try renderer.html(
            "Pages/specimen", Specimen(template: "Components/\(component)", value: value),
            frame: 0, language: .english
        ).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
