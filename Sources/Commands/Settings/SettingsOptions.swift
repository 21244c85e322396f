// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Foundation

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
    func load(overriding flags: [Setting: String?] = [:]) async throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let folder = URL(
            filePath: dataDirectory ?? environment["NIGHTLIGHT_DATA_DIRECTORY"] ?? ".nightlight",
            directoryHint: .isDirectory
        ).absoluteURL
        return try await Settings.load(
            dataDirectory: folder, file: settingsFile,
            flags: try assigned().merging(flags.compactMapValues(\.self)) { $1 })
    }

    private func assigned() throws -> [Setting: String] {
        var values: [Setting: String] = [:]
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw SettingsError.malformedAssignment
            }
            let name = String(assignment[..<equals])
            guard let setting = Product.settings.first(where: { $0.key == name }) else {
                throw SettingsError.unknownKey(name)
            }
            values[setting] = String(assignment[assignment.index(after: equals)...])
        }
        return values
    }
}
