// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The keys a page knows, as a sheet that `?` opens.
///
/// Each is also a link or a button in sight: keys are quicker, never the only way.
package struct ShortcutSheet: Sendable {
    package struct Shortcut: Sendable {
        let text: String
        /// What is pressed, one after the other, such as `g` and `q`.
        let keys: [String]
        /// All of it for the script, separated by spaces.
        let sequence: String
        /// Where it leads, or what on the page it presses or moves to.
        let path: String?
        let target: String?

        package init(_ keys: [String], _ text: String, path: String) {
            self.init(keys, text, path: path, target: nil)
        }

        /// - Parameter target: the identifier of a link, a button or a field of the page.
        package init(_ keys: [String], _ text: String, target: String) {
            self.init(keys, text, path: nil, target: target)
        }

        private init(_ keys: [String], _ text: String, path: String?, target: String?) {
            self.text = text
            self.keys = keys
            sequence = keys.joined(separator: " ")
            self.path = path
            self.target = target
        }
    }

    let shortcuts: [Shortcut]

    package init(_ shortcuts: [Shortcut]) { self.shortcuts = shortcuts }
}

/// Every place and command that a person may type the name of.
package struct CommandPalette: Sendable {
    package struct Entry: Sendable {
        let path: String
        let text: String
        let group: String
        /// Other words that find it.
        let words: String

        package init(_ path: String, _ text: String, group: String, words: [String] = []) {
            self.path = path
            self.text = text
            self.group = group
            self.words = words.joined(separator: " ")
        }
    }

    let entries: [Entry]

    package init(_ entries: [Entry]) { self.entries = entries }
}

/// Parts of a page that are fetched again from time to time, where a script can.
///
/// Not for a page whose viewing is put on record: each time would be one more entry.
package struct LiveRegion: Sendable {
    /// The identifiers of the elements that are exchanged, separated by spaces.
    let region: String
    let seconds: Int
    let shownAt: String

    /// - Parameter seconds: LIMIT: at least 5, so that many open pages stay cheap.
    package init(regions: [String], seconds: Int, shownAt: String) {
        region = regions.joined(separator: " ")
        self.seconds = max(5, seconds)
        self.shownAt = shownAt
    }
}
