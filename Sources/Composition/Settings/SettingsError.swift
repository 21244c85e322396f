// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// A setting that cannot be used.
///
/// The key is named, its value is not.
package enum SettingsError: CodedError, Equatable {
    case unreadableFile
    case unknownKey(String)
    case malformedAssignment
    case badValue(Setting)

    package var code: String {
        switch self {
        case .unreadableFile: "settings.unreadable-file"
        case .unknownKey: "settings.unknown-key"
        case .malformedAssignment: "settings.malformed-assignment"
        case .badValue: "settings.bad-value"
        }
    }
}

extension SettingsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadableFile:
            "The settings file cannot be read, or is not JSON."
        case .unknownKey(let key):
            "There is no setting \"\(key)\". See: nightlight doctor --settings-reference"
        case .malformedAssignment:
            "--set takes KEY=VALUE, such as --set log.level=debug"
        case .badValue(let setting):
            "The value of \(setting.key) cannot be used. \(setting.reason)"
        }
    }
}
