// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Configuration
import Foundation
import Logging

/// The validated settings of one process.
struct Settings: Sendable {
    let dataDirectory: URL
    private let texts: [SettingKey: String]
    private let lists: [SettingKey: [String]]

    init(dataDirectory: URL, reader: ConfigReader) throws {
        self.dataDirectory = dataDirectory
        var texts: [SettingKey: String] = [:]
        var lists: [SettingKey: [String]] = [:]
        for key in SettingKey.allCases {
            let configKey = ConfigKey(key.rawValue)
            if key.isList {
                let standard = key.defaultValue.split(separator: ",").map(String.init)
                lists[key] = reader.stringArray(forKey: configKey, default: standard)
            } else {
                // A number in the file is as good as its text.
                texts[key] =
                    reader.string(forKey: configKey)
                    ?? reader.int(forKey: configKey).map(String.init) ?? key.defaultValue
            }
        }
        self.texts = texts
        self.lists = lists
    }

    /// The text of a setting, or `nil` when it is empty.
    func text(_ key: SettingKey) -> String? {
        guard let text = texts[key], !text.isEmpty else { return nil }
        return text
    }

    func list(_ key: SettingKey) -> [String] { lists[key] ?? [] }

    /// A whole number within `range`.
    func number(_ key: SettingKey, in range: ClosedRange<Int>) throws -> Int {
        guard let text = text(key), let number = Int(text), range.contains(number) else {
            throw SettingsError.badValue(key)
        }
        return number
    }

    func required(_ key: SettingKey) throws -> String {
        guard let text = text(key) else { throw SettingsError.badValue(key) }
        return text
    }

    /// One of an enum's raw values.
    func choice<Choice: RawRepresentable<String>>(_ key: SettingKey) throws -> Choice {
        guard let text = text(key), let choice = Choice(rawValue: text) else {
            throw SettingsError.badValue(key)
        }
        return choice
    }

    func listenAddress(_ key: SettingKey) throws -> ListenAddress {
        guard let address = ListenAddress(try required(key)) else {
            throw SettingsError.badValue(key)
        }
        return address
    }

    /// A file or folder; relative to the data directory when it does not begin with a slash.
    func path(_ key: SettingKey) -> URL? {
        text(key).map { URL(filePath: $0, relativeTo: dataDirectory).absoluteURL }
    }

    /// The first line of a file that holds a secret; `nil` when no file is set.
    func secretLine(_ key: SettingKey) throws -> String? {
        guard let file = path(key) else { return nil }
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else { throw SettingsError.badValue(key) }
        return String(line)
    }

    func logLevel() throws -> Logger.Level { try choice(.logLevel) }
}

/// Where an application listens: an address and a port; port 0 lets the system choose.
struct ListenAddress: Sendable, Equatable {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080` or `[::1]:8080`.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (0...65_535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        self.host = host
        self.port = port
    }

    /// What names and addresses are made of, an IPv6 address's zone included.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_:%".utf8.contains(byte)
        }
    }

    var url: String {
        host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    }
}
