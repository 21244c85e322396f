// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation
package import Logging

/// The validated settings of one process.
package struct Settings: Sendable {
    package let dataDirectory: URL
    private let texts: [Setting: String]
    private let lists: [Setting: [String]]

    init(dataDirectory: URL, texts: [Setting: String], lists: [Setting: [String]]) {
        self.dataDirectory = dataDirectory
        self.texts = texts
        self.lists = lists
    }

    /// The text of a setting, or `nil` when it is empty.
    package func text(_ setting: Setting) -> String? {
        guard let text = texts[setting], !text.isEmpty else { return nil }
        return text
    }

    package func list(_ setting: Setting) -> [String] { lists[setting] ?? [] }

    /// A whole number within `range`.
    package func number(_ setting: Setting, in range: ClosedRange<Int>) throws -> Int {
        guard let text = text(setting), let number = Int(text), range.contains(number) else {
            throw SettingsError.badValue(setting)
        }
        return number
    }

    package func required(_ setting: Setting) throws -> String {
        guard let text = text(setting) else { throw SettingsError.badValue(setting) }
        return text
    }

    /// One of an enum's raw values.
    package func choice<Choice: RawRepresentable<String>>(_ setting: Setting) throws -> Choice {
        guard let text = text(setting), let choice = Choice(rawValue: text) else {
            throw SettingsError.badValue(setting)
        }
        return choice
    }

    package func listenAddress(_ setting: Setting) throws -> ListenAddress {
        guard let address = ListenAddress(try required(setting)) else {
            throw SettingsError.badValue(setting)
        }
        return address
    }

    /// A file or folder; relative to the data directory when it does not begin with a slash.
    package func path(_ setting: Setting) -> URL? {
        text(setting).map { URL(filePath: $0, relativeTo: dataDirectory).absoluteURL }
    }

    /// The first line of a file that holds a secret; `nil` when no file is set.
    package func secretLine(_ setting: Setting) throws -> String? {
        guard let file = path(setting) else { return nil }
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else { throw SettingsError.badValue(setting) }
        return String(line)
    }

    /// Whether people reach an application by https.
    ///
    /// - Throws: `SettingsError.insecure` when they do not, and it listens for other machines: what
    ///   they say to it, and the cookies that it sets, would go through the net for all to read.
    package func isSecure(_ base: Setting, at address: Setting) throws -> Bool {
        if text(base)?.hasPrefix("https://") == true { return true }
        guard try listenAddress(address).isLoopback else { throw SettingsError.insecure(base) }
        return false
    }

    package func logLevel() throws -> Logger.Level { try choice(.logLevel) }
}
