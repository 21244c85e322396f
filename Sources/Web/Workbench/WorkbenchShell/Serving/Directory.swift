// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
import WebComponents
import WebSupport

/// Where one can go in the workbench, with what each language calls it: said once by the modules,
/// shown as navigation, as keys and in the palette of commands.
struct Directory: Sendable {
    private struct Entry: Sendable {
        let path: String
        let leastRole: AccountRole
        /// Of a section; a place has none.
        let section: Section?
        let texts: [Language: String]
    }

    private var entries: [Entry] = []

    mutating func add(_ module: any PageModule.Type, _ renderer: PageRenderer) {
        func texts(_ key: String) -> [Language: String] {
            Dictionary(
                uniqueKeysWithValues: Language.allCases.map { ($0, renderer.phrases($0)(key)) })
        }
        entries += module.sections.map {
            Entry(
                path: $0.path, leastRole: $0.leastRole, section: $0,
                texts: texts("section.\($0.name)"))
        }
        entries += module.places.map {
            Entry(
                path: $0.path, leastRole: $0.leastRole, section: nil,
                texts: texts("place.\($0.name)"))
        }
    }

    /// The parts that somebody may open.
    func navigation(
        for role: AccountRole, in current: Section?, _ language: Language, _ phrases: Phrases
    ) -> Navigation {
        Navigation(
            label: phrases("frame.navigation"),
            entries.filter { $0.section != nil && role >= $0.leastRole }.map {
                Navigation.Item(
                    $0.path, $0.texts[language] ?? $0.path,
                    isCurrent: $0.section == current)
            })
    }

    /// - Parameter own: what the page itself knows besides.
    func shortcuts(
        for role: AccountRole, _ own: [ShortcutSheet.Shortcut], _ language: Language
    ) -> ShortcutSheet {
        ShortcutSheet(
            own
                + entries.filter { role >= $0.leastRole }.compactMap { entry in
                    entry.section.map { section in
                        ShortcutSheet.Shortcut(
                            ["g", String(section.key)], entry.texts[language] ?? entry.path,
                            path: entry.path)
                    }
                })
    }

    func palette(
        for role: AccountRole, _ language: Language, _ phrases: Phrases
    ) -> CommandPalette {
        CommandPalette(
            entries.filter { role >= $0.leastRole }.map {
                CommandPalette.Entry(
                    $0.path, $0.texts[language] ?? $0.path,
                    group: phrases($0.section == nil ? "frame.place" : "frame.part"))
            } + [
                CommandPalette.Entry(
                    SignInPages.ownAccountPath, phrases("ownAccount.title"),
                    group: phrases("frame.place"))
            ])
    }
}
