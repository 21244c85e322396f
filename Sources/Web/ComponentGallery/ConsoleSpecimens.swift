// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebComponents
import WebSupport

/// What staff pages have besides: keys, commands, a part that keeps up to date.
struct ConsoleSpecimens {
    let live: LiveRegion
    let sheet: [Row]
    let picks: DataTable

    struct Row {
        let keys: [String]
        let text: String
    }

    init(_ phrases: Phrases) {
        live = LiveRegion(regions: ["live"], seconds: 5, shownAt: "08:15:30")
        sheet = [
            Row(keys: ["?"], text: phrases("gallery.openKeys")),
            Row(keys: ["Ctrl", "K"], text: phrases("gallery.openPalette")),
        ]
        picks = DataTable(
            caption: phrases("gallery.picks"), showsCaption: true, [.init(phrases("gallery.name"))],
            (1...4).map {
                .init(
                    pick: .init(
                        name: "pick", value: "\($0)", label: "\(phrases("gallery.choose")) \($0)"),
                    [.init("Mimi \($0)")])
            })
    }
}
