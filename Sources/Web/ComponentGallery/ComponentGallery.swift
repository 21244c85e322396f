// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// ComponentGallery: every component in every state, for who builds pages and for the tests that
// look at them.
//
// It is served by a development command of its own, on loopback, and by nothing else: no listener
// of an installation knows it. It shows made-up values only and has neither database nor accounts.
//
// May touch: WebComponents. It is served on loopback, to developers.
// Invariants:
// - what is shown there is made up: weather and kittens.

import HTTPTypes
package import Hummingbird
import NightlightCore
import WebComponents
import WebSupport

/// The living page of components.
package struct ComponentGallery: Sendable {
    let renderer: PageRenderer

    package init() throws {
        renderer = try PageRenderer(folders: [
            ResourceFolder.find(module: "WebComponents"),
            ResourceFolder.find(module: "ComponentGallery"),
        ])
    }

    package func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders<BasicRequestContext>(isSecure: false, allowsScripts: true)
            ErrorPages<BasicRequestContext> { failure, _ in
                .text("\(failure.status.code)\n", status: failure.status)
            }
        }
        router.get("/") { _, _ in Response.seeOther("/components") }
        router.get("/components") { request, _ in try page(.content, request) }
        router.get("/components/{part}") { request, context in
            guard let part = GalleryPart(rawValue: try context.parameters.require("part")) else {
                throw WebError.notFound
            }
            return try page(part, request)
        }
        router.get("/static/{name}") { request, context in
            try renderer.assets.response(to: request, name: context.parameters.require("name"))
        }
        return router
    }

    private func page(_ part: GalleryPart, _ request: Request) throws -> Response {
        let choice = GalleryChoice(request)
        let phrases = renderer.phrases(choice.language)
        let frame = GalleryFrame(part, choice, phrases, assets: renderer.assets)
        let html: String
        switch part {
        case .content:
            html = try renderer.html(
                "Pages/content", ContentSpecimens(phrases), frame: frame,
                language: choice.language)
        case .forms:
            html = try renderer.html(
                "Pages/forms", FormSpecimens(phrases), frame: frame, language: choice.language)
        case .tables:
            html = try renderer.html(
                "Pages/tables", TableSpecimens(phrases, choice), frame: frame,
                language: choice.language)
        case .charts:
            html = try renderer.html(
                "Pages/charts", ChartSpecimens(phrases, choice.language), frame: frame,
                language: choice.language)
        case .console:
            html = try renderer.html(
                "Pages/console", ConsoleSpecimens(phrases), frame: frame,
                language: choice.language)
        }
        return .html(html, language: choice.language)
    }
}

/// The pages the components are on.
enum GalleryPart: String, CaseIterable {
    case content, forms, tables, charts, console

    var path: String { self == .content ? "/components" : "/components/\(rawValue)" }

    /// Pressed after `g`.
    var key: String {
        switch self {
        case .content: "c"
        case .forms: "f"
        case .tables: "t"
        case .charts: "h"
        case .console: "k"
        }
    }
}

/// How somebody wants to see them.
struct GalleryChoice {
    let language: Language
    let theme: PageHead.Theme
    let isMirrored: Bool
    let isDense: Bool

    init(_ request: Request) {
        language = request.query("language").flatMap(Language.init) ?? .english
        theme = request.query("theme").flatMap(PageHead.Theme.init) ?? .system
        isMirrored = request.query("direction") == "rtl"
        isDense = request.query("density") == "dense"
    }

    private init(_ language: Language, _ theme: PageHead.Theme, _ isMirrored: Bool, _ isDense: Bool)
    {
        self.language = language
        self.theme = theme
        self.isMirrored = isMirrored
        self.isDense = isDense
    }

    func with(
        language: Language? = nil, theme: PageHead.Theme? = nil, isMirrored: Bool? = nil,
        isDense: Bool? = nil
    ) -> GalleryChoice {
        GalleryChoice(
            language ?? self.language, theme ?? self.theme, isMirrored ?? self.isMirrored,
            isDense ?? self.isDense)
    }

    /// The address of a part, seen this way.
    func path(_ part: GalleryPart, _ more: String = "") -> String {
        "\(part.path)?language=\(language.rawValue)&theme=\(theme.rawValue)"
            + "&direction=\(isMirrored ? "rtl" : "ltr")&density=\(isDense ? "dense" : "roomy")"
            + more
    }
}

/// What surrounds every page of the gallery.
struct GalleryFrame {
    let head: PageHead
    let language: String
    let direction: String
    let bodyClass: String
    let title: String
    let header: PageHeader
    let switches: [Navigation]
    let shortcuts: ShortcutSheet
    let palette: CommandPalette

    init(
        _ part: GalleryPart, _ choice: GalleryChoice, _ phrases: Phrases, assets: StaticAssets
    ) {
        head = PageHead(for: .staff, assets: assets, sheets: ["gallery.css"], theme: choice.theme)
        language = choice.language.rawValue
        direction = choice.isMirrored ? "rtl" : "ltr"
        bodyClass = choice.isDense ? "console" : "roomy"
        title = phrases("gallery.part.\(part.rawValue)")
        header = PageHeader(
            path: "/components", name: "Nightlight", part: phrases("gallery.title"),
            assets: assets,
            navigation: Navigation(
                label: phrases("gallery.parts"),
                GalleryPart.allCases.map {
                    Navigation.Item(
                        choice.path($0), phrases("gallery.part.\($0.rawValue)"),
                        isCurrent: $0 == part)
                }))
        switches = Self.switches(part, choice, phrases)
        shortcuts = ShortcutSheet(
            GalleryPart.allCases.map {
                ShortcutSheet.Shortcut(
                    ["g", $0.key],
                    phrases("gallery.part.\($0.rawValue)"), path: choice.path($0))
            } + [ShortcutSheet.Shortcut(["/"], phrases("gallery.search"), target: "search")])
        palette = CommandPalette(
            GalleryPart.allCases.map {
                CommandPalette.Entry(
                    choice.path($0), phrases("gallery.part.\($0.rawValue)"),
                    group: phrases("gallery.parts"), words: [$0.rawValue])
            })
    }

    private static func switches(
        _ part: GalleryPart, _ choice: GalleryChoice, _ phrases: Phrases
    ) -> [Navigation] {
        [
            Navigation(
                label: phrases("gallery.language"),
                Language.allCases.map {
                    Navigation.Item(
                        choice.with(language: $0).path(part), $0.ownName,
                        isCurrent: $0 == choice.language)
                }),
            Navigation(
                label: phrases("gallery.colours"),
                PageHead.Theme.allCases.map {
                    Navigation.Item(
                        choice.with(theme: $0).path(part), phrases("gallery.theme.\($0.rawValue)"),
                        isCurrent: $0 == choice.theme)
                }),
            Navigation(
                label: phrases("gallery.direction"),
                [
                    Navigation.Item(
                        choice.with(isMirrored: false).path(part), phrases("gallery.ltr"),
                        isCurrent: !choice.isMirrored),
                    Navigation.Item(
                        choice.with(isMirrored: true).path(part), phrases("gallery.rtl"),
                        isCurrent: choice.isMirrored),
                ]),
            Navigation(
                label: phrases("gallery.density"),
                [
                    Navigation.Item(
                        choice.with(isDense: false).path(part), phrases("gallery.roomy"),
                        isCurrent: !choice.isDense),
                    Navigation.Item(
                        choice.with(isDense: true).path(part), phrases("gallery.dense"),
                        isCurrent: choice.isDense),
                ]),
        ]
    }
}
