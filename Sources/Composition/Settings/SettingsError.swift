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
    /// It listens for other machines, and people would reach it without TLS.
    case insecure(Setting)

    package var code: String {
        switch self {
        case .unreadableFile: "settings.unreadable-file"
        case .unknownKey: "settings.unknown-key"
        case .malformedAssignment: "settings.malformed-assignment"
        case .badValue: "settings.bad-value"
        case .insecure: "settings.insecure"
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
        case .insecure(let setting):
            """
            Other machines would reach this application without TLS. Let it listen on loopback \
            behind a proxy with TLS, and set \(setting.key) to the https address people use.
            """
        }
    }
}
