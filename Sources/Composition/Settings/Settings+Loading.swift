// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Configuration
package import Foundation
import SystemPackage

extension Settings {
    /// Reads flags over environment over file over defaults.
    ///
    /// - Parameter file: must be there; `nil` reads `settings.json` in the data directory when
    ///   there is one.
    package static func load(
        dataDirectory: URL, file: String?, flags: [Setting: String]
    ) async throws -> Settings {
        let path = file ?? dataDirectory.appending(path: "settings.json").path
        let fileProvider: FileProvider<JSONSnapshot>
        do {
            fileProvider = try await FileProvider<JSONSnapshot>(
                filePath: FilePath(path), allowMissing: file == nil)
        } catch {
            throw SettingsError.unreadableFile
        }
        return Settings(
            dataDirectory: dataDirectory,
            reader: ConfigReader(providers: [
                provider(of: flags),
                EnvironmentVariablesProvider(arraySeparator: ",").prefixKeys(with: "nightlight"),
                fileProvider,
            ]))
    }

    /// These values over the defaults, whatever the environment says.
    package init(dataDirectory: URL, values: [Setting: String]) {
        self.init(
            dataDirectory: dataDirectory,
            reader: ConfigReader(providers: [Self.provider(of: values)]))
    }

    private init(dataDirectory: URL, reader: ConfigReader) {
        var texts: [Setting: String] = [:]
        var lists: [Setting: [String]] = [:]
        for setting in Product.settings {
            let key = ConfigKey(setting.key)
            if setting.isList {
                lists[setting] = reader.stringArray(
                    forKey: key, default: setting.defaultValue.listed)
            } else {
                // A number in the file is as good as its text.
                texts[setting] =
                    reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
                    ?? setting.defaultValue
            }
        }
        self.init(dataDirectory: dataDirectory, texts: texts, lists: lists)
    }

    private static func provider(of values: [Setting: String]) -> InMemoryProvider {
        var content: [AbsoluteConfigKey: ConfigValue] = [:]
        for (setting, text) in values {
            content[AbsoluteConfigKey(ConfigKey(setting.key))] = ConfigValue(
                setting.isList ? .stringArray(text.listed) : .string(text), isSecret: false)
        }
        return InMemoryProvider(name: "flags", values: content)
    }
}

extension String {
    /// What stands between commas.
    fileprivate var listed: [String] { split(separator: ",").map(String.init) }
}
