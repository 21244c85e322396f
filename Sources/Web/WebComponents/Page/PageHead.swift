// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// WebComponents: how every page of every application looks, and what it is made of.
//
// A component is a template in Resources/Components, a struct of the same name here that holds what
// the template prints, and its rules in one of the sheets in Resources/Static. It knows no feature,
// no route and no database, and decides nothing: an application gives it texts and paths, already
// chosen and formatted. Everything works without a script; scripts are small modules of our own.
//
// Values are stored properties, because Mustache reads them by reflection. A template says
// `{{.name}}` with the dot, so that a value that is absent is not looked for in what surrounds the
// component.

package import WebSupport

/// What a page asks the browser to load, and whether it may be dark.
package struct PageHead: Sendable {
    /// For whom a page is made.
    package enum Audience: Sendable {
        /// Everyone: few sheets and no script.
        case everyone
        /// Who works here: tables, charts, keys and commands.
        case staff
    }

    /// Which colours a page is shown in.
    package enum Theme: String, Sendable, CaseIterable {
        /// What the person has chosen for everything else.
        case system
        case light, dark
    }

    let stylesheets: [String]
    let darkStylesheet: String?
    /// When the dark sheet holds: a media query.
    let darkMedia: String
    let colorScheme: String
    let modules: [String]
    let icon: String

    /// - Parameter sheets: sheets of the application's own, after the common ones.
    package init(
        for audience: Audience, assets: StaticAssets, sheets: [String] = [], theme: Theme = .system
    ) {
        let common: [String]
        let scripts: [String]
        switch audience {
        case .everyone:
            common = ["tokens", "base", "frame", "forms", "content"]
            scripts = []
        case .staff:
            common = [
                "tokens", "base", "frame", "forms", "content", "tables", "charts", "console",
            ]
            scripts = ["console.js"]
        }
        stylesheets = (common.map { "\($0).css" } + sheets).map(assets.path)
        modules = scripts.map(assets.path)
        icon = assets.path("logo.svg")
        darkStylesheet = theme == .light ? nil : assets.path("dark.css")
        switch theme {
        case .system: (darkMedia, colorScheme) = ("(prefers-color-scheme: dark)", "light dark")
        case .light: (darkMedia, colorScheme) = ("not all", "light")
        case .dark: (darkMedia, colorScheme) = ("all", "dark")
        }
    }
}
