// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Configuration
import Foundation
import SystemPackage

/// The options every command takes to find its settings.
struct SettingsOptions: ParsableArguments {
    @Option(
        name: .customLong("data-directory"),
        help: ArgumentHelp(
            "Folder with the database and the keys.",
            discussion:
                "Also NIGHTLIGHT_DATA_DIRECTORY. Default: .nightlight in the current folder.",
            valueName: "folder"))
    var dataDirectory: String?

    @Option(
        name: .customLong("settings"),
        help: ArgumentHelp(
            "Settings file (JSON).",
            discussion: "Default: settings.json in the data directory, when there is one.",
            valueName: "file"))
    var settingsFile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set one setting, over environment and file.", valueName: "key=value"))
    var assignments: [String] = []

    /// Reads flags over environment over file over defaults.
    func load(overriding flags: [SettingKey: String?] = [:]) async throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let folder = URL(
            filePath: dataDirectory ?? environment["NIGHTLIGHT_DATA_DIRECTORY"] ?? ".nightlight",
            directoryHint: .isDirectory
        ).absoluteURL
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in try assigned() {
            values[AbsoluteConfigKey(ConfigKey(key.rawValue))] = key.configValue(value)
        }
        for case (let key, let value?) in flags {
            values[AbsoluteConfigKey(ConfigKey(key.rawValue))] = key.configValue(value)
        }
        let file = settingsFile ?? folder.appending(path: "settings.json").path
        let fileProvider: FileProvider<JSONSnapshot>
        do {
            fileProvider = try await FileProvider<JSONSnapshot>(
                filePath: FilePath(file), allowMissing: settingsFile == nil)
        } catch {
            throw SettingsError.unreadableFile
        }
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "flags", values: values),
            EnvironmentVariablesProvider(arraySeparator: ",").prefixKeys(with: "nightlight"),
            fileProvider,
        ])
        return try Settings(dataDirectory: folder, reader: reader)
    }

    private func assigned() throws -> [SettingKey: String] {
        var values: [SettingKey: String] = [:]
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw SettingsError.malformedAssignment
            }
            let name = String(assignment[..<equals])
            guard let key = SettingKey(rawValue: name) else { throw SettingsError.unknownKey(name) }
            values[key] = String(assignment[assignment.index(after: equals)...])
        }
        return values
    }
}

extension SettingKey {
    fileprivate func configValue(_ text: String) -> ConfigValue {
        isList
            ? ConfigValue(
                .stringArray(text.split(separator: ",").map(String.init)), isSecret: false)
            : ConfigValue(.string(text), isSecret: false)
    }
}
